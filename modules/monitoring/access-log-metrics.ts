import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { Construct } from 'constructs';

export interface AccessLogMetricsProps {
  /** Where the metrics are found: `gatehouse-prod`. */
  readonly namespace: string;
  readonly logGroupName: string;
}

/** Requests whose authorizer failed, and did not just refuse. */
export const AUTHORIZER_ERRORS = 'AuthorizerErrors';

/** Metric to the gateway responses that it counts. API Gateway has no metric of its own for these. */
const METRICS: Readonly<Record<string, readonly string[]>> = {
  [AUTHORIZER_ERRORS]: ['AUTHORIZER_FAILURE', 'AUTHORIZER_CONFIGURATION_ERROR'],
  QuotaExceeded: ['QUOTA_EXCEEDED'],
};

/**
 * Counts lines of the access log.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export class AccessLogMetrics extends Construct {
  constructor(scope: Construct, id: string, { namespace, logGroupName }: AccessLogMetricsProps) {
    super(scope, id);
    for (const [metricName, types] of Object.entries(METRICS)) {
      const conditions = types.map((type) => `($.errorType = "${type}")`).join(' || ');
      new CloudwatchLogMetricFilter(this, metricName, {
        name: `${namespace}-${metricName}`,
        logGroupName,
        pattern: `{ ${conditions} }`,
        metricTransformation: { name: metricName, namespace, value: '1', unit: 'Count' },
      });
    }
  }
}
