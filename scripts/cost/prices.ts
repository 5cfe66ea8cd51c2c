/**
 * Prices of AWS in us-east-1, in USD, without the free tier and without the discounts of very large use. Data, with a
 * date: look at the pages again before relying on them, and change the date with the numbers.
 */
export const PRICES = {
  asOf: '2025-06-01',
  region: 'us-east-1',
  /** REST API, per request, the first 333 million of a month. https://aws.amazon.com/api-gateway/pricing/ */
  restRequest: 3.5e-6,
  /** arm64. https://aws.amazon.com/lambda/pricing/ */
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2e-6,
  /** On demand, standard table class. https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  dynamoDbWriteUnit: 0.625e-6,
  dynamoDbReadUnit: 0.125e-6,
  dynamoDbGbMonth: 0.25,
  dynamoDbBackupGbMonth: 0.2,
  /** https://aws.amazon.com/cloudwatch/pricing/ */
  logsGbIngested: 0.5,
  logsGbMonth: 0.03,
  customMetricMonth: 0.3,
  /** Per metric that an alarm looks at, at 60 s or more. */
  alarmMetricMonth: 0.1,
  dashboardMonth: 3,
  /** https://aws.amazon.com/xray/pricing/ */
  xrayTrace: 5e-6,
  /** A new one: the first and the second yearly rotation add as much again. https://aws.amazon.com/kms/pricing/ */
  kmsKeyMonth: 1,
  /** To the internet, the first 10 TB of a month. https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer */
  transferGb: 0.09,
} as const;
