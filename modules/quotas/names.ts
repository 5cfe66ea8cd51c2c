import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { Construct } from 'constructs';
import { filledIn, type Inventory } from './inventory';
import type { Measure, Quota } from './quota';

interface NameRow {
  readonly id: string;
  readonly service: string;
  /** What has the name: `a role`. */
  readonly thing: string;
  readonly limit: number;
  readonly source: string;
  readonly names: (made: Inventory) => readonly string[];
  readonly mend: string;
  /** @default - long names of project, stage or function */
  readonly met?: string;
}

const FOLDER = 'shorten the name of the folder in functions/, and in api.ts';

const ROWS: readonly NameRow[] = [
  {
    id: 'role-name',
    service: 'IAM',
    thing: 'a role',
    limit: 64,
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    names: (made) => namesOf(made, IamRole, ({ nameInput }) => nameInput),
    mend: FOLDER,
    met: 'a function of more than 39 characters, with gatehouse-prod- in front and -us-east-1 behind',
  },
  {
    id: 'alarm-name',
    service: 'CloudWatch',
    thing: 'an alarm',
    limit: 255,
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
    names: (made) => namesOf(made, CloudwatchMetricAlarm, ({ alarmNameInput }) => alarmNameInput),
    mend: FOLDER,
  },
  {
    id: 'dashboard-name',
    service: 'CloudWatch',
    thing: 'a dashboard',
    limit: 255,
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cw-dashboard.html',
    names: (made) =>
      namesOf(made, CloudwatchDashboard, ({ dashboardNameInput }) => dashboardNameInput),
    mend: 'shorten the name of project or stage',
  },
  {
    id: 'log-group-name',
    service: 'CloudWatch Logs',
    thing: 'a log group',
    limit: 512,
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
    names: (made) => namesOf(made, CloudwatchLogGroup, ({ nameInput }) => nameInput),
    mend: 'shorten the name of project, stage or function',
  },
  {
    id: 'table-name',
    service: 'DynamoDB',
    thing: 'a table',
    limit: 255,
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html',
    names: (made) => namesOf(made, DynamodbTable, ({ nameInput }) => nameInput),
    mend: 'shorten table in api.ts',
  },
  {
    id: 'queue-name',
    service: 'SQS',
    thing: 'a queue',
    limit: 80,
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
    names: (made) => namesOf(made, SqsQueue, ({ nameInput }) => nameInput),
    mend: 'shorten the name of project or stage',
  },
  {
    id: 'topic-name',
    service: 'SNS',
    thing: 'a topic',
    limit: 256,
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html',
    names: (made) => namesOf(made, SnsTopic, ({ nameInput }) => nameInput),
    mend: 'shorten the name of project or stage',
  },
  {
    id: 'key-alias-name',
    service: 'KMS',
    thing: 'an alias of a key',
    limit: 256,
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
    names: (made) => namesOf(made, KmsAlias, ({ nameInput }) => nameInput),
    mend: 'shorten the name of project or stage',
  },
];

/** Names are made of project, stage and what they name, and are longest there. */
export const NAMES: readonly Quota[] = ROWS.map(({ thing, names, ...row }) => ({
  met: 'long names of project, stage or function',
  ...row,
  unit: 'characters',
  per: `the name of ${thing}`,
  adjustable: false,
  measure: (made: Inventory): Measure[] =>
    names(made).map((name) => ({ where: `"${name}"`, amount: filledIn(name).length })),
}));

function namesOf<T extends Construct>(
  made: Inventory,
  type: abstract new (...input: never[]) => T,
  name: (one: T) => string | undefined,
): string[] {
  return made
    .of(type)
    .map(name)
    .filter((found) => found !== undefined);
}
