import type { DeployPolicyProps } from './deploy-policy';
import type { PolicyDocument } from './policy-statement';

/**
 * The most that any function of a stage can be given, whatever its role says: its own stage's things. With it, who may
 * make roles for a stage cannot make one that reaches another.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function functionBoundary({
  projectName,
  stageName,
  account,
}: DeployPolicyProps): PolicyDocument {
  const name = `${projectName}-${stageName}`;
  const arn = (service: string, rest: string): string =>
    `arn:aws:${service}:${account.region}:${account.accountId}:${rest}`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OwnStage',
        Effect: 'Allow',
        Action: [
          'dynamodb:*',
          'sqs:SendMessage',
          'sns:Publish',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
        Resource: [
          arn('dynamodb', `table/${name}-*`),
          arn('sqs', `${name}-*`),
          arn('sns', `${name}-*`),
          arn('logs', `log-group:/aws/lambda/${name}-*`),
        ],
      },
      {
        Sid: 'OwnKey',
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: [arn('kms', 'key/*')],
        Condition: { StringEquals: { 'aws:ResourceTag/stage': stageName } },
      },
      {
        Sid: 'OwnParameters',
        Effect: 'Allow',
        Action: ['ssm:GetParameter'],
        Resource: [arn('ssm', `parameter/${projectName}/${stageName}/*`)],
      },
      {
        Sid: 'Traces',
        Effect: 'Allow',
        Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        Resource: ['*'],
      },
    ],
  };
}
