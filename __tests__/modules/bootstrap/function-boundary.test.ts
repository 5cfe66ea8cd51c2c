import { functionBoundary } from '../../../modules/bootstrap/function-boundary';
import { everythingConfigured } from '../../helpers/everything-configured';
import { synthesize, type Synthesized } from '../../helpers/synth';
import {
  arn,
  decide,
  DEV,
  edgeOf,
  PROD,
  roleOf,
  STRANGER,
  tagged,
  type Context,
  type Owner,
  type Request,
  type Row,
} from './helpers/owners';

const FROM_FUNCTION = {
  'lambda:SourceFunctionArn': arn('lambda', 'function:gatehouse-prod-items'),
};
const VIA_DYNAMODB = { 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' };
const KEY = arn('kms', 'key/0a1b');

const table = ({ project, stage }: Owner): string =>
  arn('dynamodb', `table/${project}-${stage}-items`);

function decision(request: Request) {
  return decide([functionBoundary(roleOf(PROD))], request);
}

describe("a function's boundary", () => {
  it.each<Row>([
    ['dynamodb:GetItem', table(PROD), FROM_FUNCTION],
    ['dynamodb:PutItem', table(PROD), FROM_FUNCTION],
    ['dynamodb:Query', `${table(PROD)}/index/by-owner`, FROM_FUNCTION],
    ['ssm:GetParameter', arn('ssm', 'parameter/gatehouse/prod/slack-webhook'), FROM_FUNCTION],
    ['sqs:SendMessage', arn('sqs', 'gatehouse-prod-dead-letters')],
    ['logs:PutLogEvents', arn('logs', 'log-group:/aws/lambda/gatehouse-prod-items:log-stream:s')],
    ['xray:PutTraceSegments', '*'],
    ['kms:Decrypt', KEY, { ...tagged(PROD), ...VIA_DYNAMODB }],
    ['kms:Decrypt', edgeOf(PROD).kmsKey.arn, VIA_DYNAMODB],
  ])('of prod holds %s on %s', (action, resource, context = {}) => {
    expect(decision([action, resource, context])).toBe('allow');
  });

  const MANAGING = [
    ...['DeleteTable', 'UpdateTable', 'PutResourcePolicy', 'ExportTableToPointInTime'],
    ...['CreateBackup', 'DeleteBackup', 'UpdateContinuousBackups', 'RestoreTableToPointInTime'],
    ...['CreateTable', 'UpdateTimeToLive', 'EnableKinesisStreamingDestination', 'Scan'],
  ];

  it.each<Row>([
    ...MANAGING.map(
      (action) => [`dynamodb:${action}`, table(PROD), FROM_FUNCTION] as [string, string, Context],
    ),
    ['dynamodb:GetItem', table(DEV), FROM_FUNCTION],
    ['dynamodb:GetItem', table(STRANGER), FROM_FUNCTION],
    ['ssm:GetParameter', arn('ssm', 'parameter/gatehouse/dev/slack-webhook'), FROM_FUNCTION],
    ['sqs:ReceiveMessage', arn('sqs', 'gatehouse-prod-dead-letters')],
    ['sqs:SendMessage', arn('sqs', 'gatehouse-dev-dead-letters')],
    ['sns:Publish', arn('sns', 'gatehouse-prod-alarms'), FROM_FUNCTION],
    ['logs:CreateLogGroup', arn('logs', 'log-group:/aws/lambda/gatehouse-prod-items')],
    ['kms:Decrypt', KEY, { ...tagged(DEV), ...VIA_DYNAMODB }],
    ['kms:Decrypt', KEY, tagged(PROD)],
    ['kms:PutKeyPolicy', KEY, { ...tagged(PROD), ...VIA_DYNAMODB }],
    ['iam:PassRole', 'arn:aws:iam::123456789012:role/gatehouse-prod-items'],
    ['lambda:InvokeFunction', arn('lambda', 'function:gatehouse-prod-items')],
    ['s3:GetObject', 'arn:aws:s3:::states/gatehouse/gatehouse-prod.tfstate'],
  ])('of prod does not hold %s on %s', (action, resource, context = {}) => {
    expect(decision([action, resource, context])).not.toBe('allow');
  });

  it.each([
    ['nobody knows which', {}],
    [
      "the other stage's",
      { 'lambda:SourceFunctionArn': arn('lambda', 'function:gatehouse-dev-items') },
    ],
    [
      'another account, whom a role was made to trust',
      { 'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-west-1:999999999999:function:x' },
    ],
  ])('holds no data where the function is %s', (_whose, context) => {
    expect(decision(['dynamodb:GetItem', table(PROD), context])).not.toBe('allow');
  });
});

describe('the roles of the functions of a stage', () => {
  let stacks: Synthesized;

  beforeAll(() => {
    stacks = synthesize(everythingConfigured('/nowhere'));
  });

  afterAll(() => {
    stacks.remove();
  });

  /** What is granted, by action; the ARNs are references in the JSON. */
  function granted(stage: 'dev' | 'prod'): readonly string[] {
    const policies = Object.values(stacks[stage].resources('aws_iam_role_policy'));
    const documents = policies.map((one) => JSON.parse(String(one['policy'])) as Granted);
    return [
      ...new Set(documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action))),
    ].sort();
  }

  interface Granted {
    readonly Statement: readonly { readonly Action: readonly string[] }[];
  }

  it.each(['dev', 'prod'] as const)(
    'are granted nothing that their boundary does not hold: %s',
    (stage) => {
      const held = functionBoundary(roleOf({ project: 'gatehouse', stage })).Statement.flatMap(
        ({ Action }) => Action,
      );
      expect(granted(stage).filter((action) => !held.includes(action))).toEqual([]);
      expect(granted(stage)).toEqual(
        expect.arrayContaining(['dynamodb:GetItem', 'ssm:GetParameter']),
      );
    },
  );
});
