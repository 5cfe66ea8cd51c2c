import type { KeySettings } from './key-policy';
import { allow, document, where, type PolicyDocument } from './policy-statement';
import { isOwn, regionalArn, stagePrefix, type StageScope } from './stage-scope';

/**
 * The most that any function of a stage can be given, whatever its role says: reading and writing its own stage's data. With
 * it, who may make roles for a stage cannot make one that reaches another stage, or that manages anything.
 *
 * What reads or writes data is let through from a function of the stage alone: a role that trusts somebody else as well is
 * worth nothing to them.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
 */
export function functionBoundary(scope: StageScope & KeySettings): PolicyDocument {
  const { projectName, stageName, account, kmsKey } = scope;
  const name = stagePrefix(scope);
  const arn = (service: string, rest: string): string => regionalArn(account, service, rest);
  const fromOwnFunction = {
    ArnLike: { 'lambda:SourceFunctionArn': arn('lambda', `function:${name}-*`) },
  };
  const viaServices = {
    'kms:ViaService': ['dynamodb', 'ssm'].map((one) => `${one}.${account.region}.amazonaws.com`),
  };
  return document([
    where(allow('OwnTable', TABLE_ACTIONS, [arn('dynamodb', `table/${name}-*`)]), fromOwnFunction),
    where(
      allow(
        'OwnParameters',
        ['ssm:GetParameter'],
        [arn('ssm', `parameter/${projectName}/${stageName}/*`)],
      ),
      fromOwnFunction,
    ),
    // Lambda itself sends these, in the role's name.
    allow('OwnQueue', ['sqs:SendMessage'], [arn('sqs', `${name}-*`)]),
    allow(
      'OwnLogs',
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      [arn('logs', `log-group:/aws/lambda/${name}-*:log-stream:*`)],
    ),
    allow('Traces', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']),
    where(allow('OwnKey', KEY_ACTIONS, [arn('kms', 'key/*')]), {
      StringEquals: { ...isOwn(scope)['StringEquals'], ...viaServices },
    }),
    ...(typeof kmsKey === 'object'
      ? [where(allow('BroughtKey', KEY_ACTIONS, [kmsKey.arn]), { StringEquals: viaServices })]
      : []),
  ]);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/api-permissions-reference.html: items, never the table. */
const TABLE_ACTIONS = [
  ...['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'],
  ...['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
];
const KEY_ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'];
