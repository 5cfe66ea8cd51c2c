import { partitionOf } from '../partition';
import { allow, of, where, type PolicyStatement } from './policy-statement';
import { regionalArn, stagePrefix, type StageScope } from './stage-scope';

export interface DataPolicyProps extends StageScope {
  /** Whether the role may delete the table with all its items. */
  readonly mayDestroy: boolean;
}

interface Actions {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

const TABLE: Actions = {
  read: [
    ...['DescribeTable', 'ListTagsOfResource', 'DescribeContinuousBackups', 'DescribeTimeToLive'],
    ...['DescribeContributorInsights', 'DescribeKinesisStreamingDestination', 'GetResourcePolicy'],
  ].map(of('dynamodb')),
  write: [
    ...['CreateTable', 'UpdateTable', 'TagResource', 'UntagResource', 'UpdateContinuousBackups'],
    'UpdateTimeToLive',
  ].map(of('dynamodb')),
};
const QUEUE: Actions = {
  read: ['GetQueueAttributes', 'GetQueueUrl', 'ListQueueTags'].map(of('sqs')),
  write: ['CreateQueue', 'DeleteQueue', 'SetQueueAttributes', 'TagQueue', 'UntagQueue'].map(
    of('sqs'),
  ),
};
const LOGS: Actions = {
  read: ['ListTagsForResource', 'DescribeMetricFilters'].map(of('logs')),
  write: [
    ...['CreateLogGroup', 'DeleteLogGroup', 'PutRetentionPolicy', 'DeleteRetentionPolicy'],
    ...['TagResource', 'UntagResource', 'PutMetricFilter', 'DeleteMetricFilter'],
    ...['AssociateKmsKey', 'DisassociateKmsKey'],
  ].map(of('logs')),
};
const ACCOUNT_LOGS: Actions = {
  read: ['DescribeLogGroups', 'DescribeQueryDefinitions'].map(of('logs')),
  write: [
    ...['PutQueryDefinition', 'DeleteQueryDefinition'],
    // API Gateway makes a delivery for access logs in the caller's name.
    ...['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery'],
    ...['ListLogDeliveries', 'PutResourcePolicy', 'DescribeResourcePolicies'],
  ].map(of('logs')),
};
const ALARMS: Actions = {
  read: ['DescribeAlarms', 'ListTagsForResource', 'GetDashboard'].map(of('cloudwatch')),
  write: [
    ...['PutMetricAlarm', 'DeleteAlarms', 'TagResource', 'UntagResource'],
    ...['PutDashboard', 'DeleteDashboards'],
  ].map(of('cloudwatch')),
};
const TOPIC: Actions = {
  read: [
    ...['GetTopicAttributes', 'GetSubscriptionAttributes', 'ListSubscriptionsByTopic'],
    'ListTagsForResource',
  ].map(of('sns')),
  write: [
    ...['CreateTopic', 'DeleteTopic', 'SetTopicAttributes', 'Subscribe', 'Unsubscribe'],
    ...['SetSubscriptionAttributes', 'TagResource', 'UntagResource'],
  ].map(of('sns')),
};

/** A stage's table, queue, logs, alarms and topic: all told by their names. */
export function dataStatements(props: DataPolicyProps): readonly PolicyStatement[] {
  return [
    ...statements(props, ({ read, write }) => [...read, ...write]),
    ...(props.mayDestroy ? [allow('TableGone', ['dynamodb:DeleteTable'], tables(props))] : []),
  ];
}

/** What a plan reads of them. */
export function readData(scope: StageScope): readonly PolicyStatement[] {
  return statements(scope, ({ read }) => read);
}

function statements(
  scope: StageScope,
  choose: (actions: Actions) => readonly string[],
): readonly PolicyStatement[] {
  const { account, projectName } = scope;
  const name = stagePrefix(scope);
  const arn = (service: string, rest: string): string => regionalArn(account, service, rest);
  return [
    allow('Table', choose(TABLE), tables(scope)),
    allow('Queue', choose(QUEUE), [arn('sqs', `${name}-*`)]),
    allow('Logs', choose(LOGS), ownGroups(scope)),
    // API Gateway names these by an id that is not known before, and makes one without tags where Terraform came late.
    where(allow('ExecutionLogs', choose(LOGS), executionGroups(scope)), {
      StringEqualsIfExists: { 'aws:ResourceTag/project': projectName },
    }),
    // These take no resource.
    allow('LogsOfTheAccount', choose(ACCOUNT_LOGS), ['*']),
    allow('Alarms', choose(ALARMS), [
      arn('cloudwatch', `alarm:${name}-*`),
      `arn:${partitionOf(account.region)}:cloudwatch::${account.accountId}:dashboard/${name}`,
    ]),
    allow('Topic', choose(TOPIC), [arn('sns', `${name}-*`)]),
  ];
}

function tables(scope: StageScope): readonly string[] {
  return [regionalArn(scope.account, 'dynamodb', `table/${stagePrefix(scope)}-*`)];
}

function ownGroups(scope: StageScope): readonly string[] {
  const { projectName, stageName } = scope;
  return groups(scope, [
    `/aws/lambda/${stagePrefix(scope)}-*`,
    `/aws/apigateway/${projectName}/${stageName}/*`,
  ]);
}

function executionGroups(scope: StageScope): readonly string[] {
  return groups(scope, [`API-Gateway-Execution-Logs_*/${scope.stageName}`]);
}

/** Each by the two ARNs that actions ask for. */
function groups({ account }: StageScope, names: readonly string[]): readonly string[] {
  return names
    .map((name) => regionalArn(account, 'logs', `log-group:${name}`))
    .flatMap((arn) => [arn, `${arn}:*`]);
}
