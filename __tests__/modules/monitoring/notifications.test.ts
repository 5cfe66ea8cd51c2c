import { everythingConfigured } from '../../helpers/everything-configured';
import { synthesize, type Synthesized } from '../../helpers/synth';
import { members, text, type Arguments, type Template } from '../../helpers/template';

const ACCOUNT = '${data.aws_caller_identity.account.account_id}';

describe('notifications', () => {
  let app: Synthesized;
  let everything: Synthesized;

  beforeAll(() => {
    app = synthesize();
    everything = synthesize(everythingConfigured('there are no keys here'));
  });

  afterAll(() => {
    app.remove();
    everything.remove();
  });

  function notifierStatements(template: Template): readonly Arguments[] {
    const [policy = {}] = Object.entries(template.resources('aws_iam_role_policy'))
      .filter(([name]) => name.startsWith('notifier'))
      .map(([, one]) => one);
    return statementsOf(policy['policy']);
  }

  it('grants the notifier its log, its queue, its traces and its own parameter, and nothing else', () => {
    const actions = notifierStatements(app.prod).map(({ Action }) => Action);
    expect(actions).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      ['sqs:SendMessage'],
      ['ssm:GetParameter'],
      ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    ]);
    expect(notifierStatements(app.prod)[2]?.['Resource']).toBe(
      `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/gatehouse/prod/slack-webhook`,
    );
  });

  it('lets nothing of a stage reach the webhook, topic or alarms of another', () => {
    expect(everything.dev.text).toContain('/gatehouse/dev/slack-webhook');
    expect(everything.dev.text).not.toMatch(/gatehouse[-/]prod/);
    expect(everything.prod.text).not.toMatch(/gatehouse[-/]dev/);
  });

  it('names the parameter and neither makes nor reads it: a webhook would stand in the state', () => {
    const { environment } = everything.prod.find('aws_lambda_function', {
      function_name: 'gatehouse-prod-notifier',
    });
    expect(JSON.stringify(environment)).toContain(
      '"WEBHOOK_PARAMETER":"/gatehouse/prod/slack-webhook"',
    );
    expect(everything.prod.text).not.toContain('aws_ssm_parameter');
    expect(everything.prod.text).not.toContain('hooks.slack.com');
  });

  it('encrypts the topic with a key that alarms of this account may use', () => {
    const key = app.prod.find('aws_kms_key');
    expect(app.prod.find('aws_sns_topic')['kms_master_key_id']).toMatch(
      /^\$\{aws_kms_key\.notifications_key_\w+\.arn\}$/,
    );
    expect(key['enable_key_rotation']).toBe(true);
    expect(statementsOf(key['policy'])[1]).toEqual({
      Sid: 'Alarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    });
  });

  it('lets the alarms of the stage publish, and no others', () => {
    const [statement] = statementsOf(app.prod.find('aws_sns_topic_policy')['policy']);
    expect(statement).toMatchObject({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['sns:Publish'],
      Condition: {
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
        ArnLike: {
          'aws:SourceArn': `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:gatehouse-prod-*`,
        },
      },
    });
  });

  it('lets the topic invoke the notifier through its alias, and nobody else', () => {
    const permissions = Object.entries(app.prod.resources('aws_lambda_permission')).filter(
      ([name]) => name.startsWith('notifier'),
    );
    expect(permissions).toHaveLength(1);
    const [, permission = {}] = permissions[0] ?? [];
    const [topic = ''] = app.prod.addresses('aws_sns_topic');
    expect(permission).toMatchObject({
      principal: 'sns.amazonaws.com',
      source_arn: `\${${topic}.arn}`,
    });
    expect(permission['qualifier']).toMatch(
      /^\$\{aws_lambda_alias\.notifier-function_live_\w+\.name\}$/,
    );
    expect(app.prod.find('aws_sns_topic_subscription')['endpoint']).toMatch(
      /^\$\{aws_lambda_alias\.notifier-function_live_\w+\.arn\}$/,
    );
  });

  it('takes no route and no stage variable', () => {
    const { variables } = app.prod.find('aws_api_gateway_stage');
    expect(Object.keys(members(variables))).not.toContain('notifierFunction');
    expect(app.api.text).not.toContain('notifier');
  });

  it('rejects notifications without alarms', () => {
    const { stages } = everythingConfigured('there are no keys here');
    const { alarms, ...prod } = stages.prod;
    expect(alarms).toBeDefined();
    expect(() => synthesize({ stages: { ...stages, prod } })).toThrow(
      /stage "prod": notifications without alarms/,
    );
  });
});

function statementsOf(policy: unknown): readonly Arguments[] {
  const document: unknown = JSON.parse(text(policy));
  return Object.values(members(members(document)['Statement'])).map(members);
}
