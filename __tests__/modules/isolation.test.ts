/** What one stage has and may do: nothing of it names, reaches or is reached by anything of the other. */
import { api } from '../../api';
import { functionOf, tableRows } from '../../modules/route-table';
import { everythingConfigured } from '../helpers/everything-configured';
import { synthesize, type Synthesized } from '../helpers/synth';
import { members, text, type Arguments, type Template } from '../helpers/template';

const STAGES = ['dev', 'prod'] as const;
type Stage = (typeof STAGES)[number];
const OTHER = { dev: 'prod', prod: 'dev' } as const satisfies Record<Stage, Stage>;
const API_STATE = '${data.terraform_remote_state.gatehouse-api.outputs';

/** A statement of a role, in words: `dynamodb:GetItem on the table gatehouse-dev-items`. */
type Grant = `${string} on ${string}`;

/** What every function needs. */
function base(name: string): Grant[] {
  const stage = name.split('-')[1] ?? '';
  return [
    `logs:CreateLogStream on aws_cloudwatch_log_group /aws/lambda/${name}:*`,
    `logs:PutLogEvents on aws_cloudwatch_log_group /aws/lambda/${name}:*`,
    `sqs:SendMessage on aws_sqs_queue gatehouse-${stage}-dead-letters`,
    // X-Ray knows no resources.
    'xray:PutTelemetryRecords on *',
    'xray:PutTraceSegments on *',
  ];
}

function table(stage: Stage, actions: readonly string[]): Grant[] {
  return actions.map(
    (action) => `dynamodb:${action} on aws_dynamodb_table gatehouse-${stage}-items` as const,
  );
}

/** The calls of functions/items/store.ts. */
const READ_WRITE = ['GetItem', 'PutItem'];

/** What each function may do beside. */
const OWN: Readonly<Record<string, (stage: Stage) => Grant[]>> = {
  authorizer: () => [],
  faq: () => [],
  hello: () => [],
  items: (stage) => table(stage, READ_WRITE),
  loopback: () => [],
  notifier: (stage) => [
    `ssm:GetParameter on arn:aws:ssm:us-east-1:\${data.aws_caller_identity.account.account_id}:parameter/gatehouse/${stage}/slack-webhook`,
  ],
};

describe.each([
  ['nothing configured', false, () => synthesize({ stages: alarmed() })],
  ['everything configured', true, () => synthesize(everythingConfigured('there are no keys here'))],
] as const)('with %s', (_, hasKey, make) => {
  let app: Synthesized;

  beforeAll(() => {
    app = make();
  });

  afterAll(() => {
    app.remove();
  });

  it.each(STAGES)('names nothing of the other stage in %s', (stage) => {
    const texts = textsOf(app[stage]);
    expect(texts.filter((one) => names(one, OTHER[stage]))).toEqual([]);
    expect(texts.filter((one) => names(one, stage)).length).toBeGreaterThan(30);
  });

  it('names no stage in the API that both share', () => {
    const texts = textsOf(app.api);
    expect(texts.filter((one) => STAGES.some((stage) => names(one, stage)))).toEqual([]);
    expect(texts.length).toBeGreaterThan(100);
  });

  it.each(STAGES)('refers in %s to resources of its own, and to what the API puts out', (stage) => {
    const template = app[stage];
    const own = new Set(Object.keys(template.all()));
    const foreign = new Set(referencesOf(template).filter((one) => !own.has(one)));
    const outputs = Object.keys(members(app.api.json['output']));
    const allowed = outputs.map(
      (name) => `data.terraform_remote_state.gatehouse-api.outputs.${name}`,
    );
    expect([...foreign].filter((one) => !one.startsWith('data.aws_caller_identity.'))).toEqual(
      expect.arrayContaining(allowed),
    );
    for (const one of foreign) {
      expect([...allowed, 'data.aws_caller_identity.account']).toContain(one);
    }
  });

  it('gives nothing of one stage a name that something of another stack has', () => {
    const taken = STAGES.flatMap((stage) => physicalNames(app[stage]));
    expect(taken.length).toBeGreaterThan(60);
    expect(taken.filter((name, index) => taken.indexOf(name) !== index)).toEqual([]);
  });

  it.each(STAGES)('lets in each method of %s by its own permission, and nothing else', (stage) => {
    const expected = tableRows(api).map(
      ({ httpMethod, path, route }) =>
        `${functionName(stage, functionOf(route.integration) ?? '')} from ${API_STATE}.execution_arn}/${stage}/${
          httpMethod === 'ANY' ? '*' : httpMethod
        }${path.replace('{id}', '*')}`,
    );
    const [topic = ''] = app[stage].addresses('aws_sns_topic');
    expect(permissionsOf(app[stage]).sort()).toEqual(
      [
        ...expected,
        `gatehouse-${stage}-authorizer from ${API_STATE}.execution_arn}/authorizers/${API_STATE}.authorizer_id}`,
        `gatehouse-${stage}-notifier from \${${topic}.arn}`,
      ].sort(),
    );
  });

  it.each(STAGES)('lets only API Gateway and the topic invoke a function of %s', (stage) => {
    const permissions = Object.values(app[stage].resources('aws_lambda_permission'));
    for (const { action, principal, source_arn } of permissions) {
      expect(action).toBe('lambda:InvokeFunction');
      expect(principal).toBe(
        text(source_arn).includes('aws_sns_topic')
          ? 'sns.amazonaws.com'
          : 'apigateway.amazonaws.com',
      );
    }
  });

  it.each(STAGES)('chooses functions of %s alone by its stage variables', (stage) => {
    const variables = members(app[stage].find('aws_api_gateway_stage')['variables']);
    const chosen = Object.entries(variables).filter(([name]) => name.endsWith('Function'));
    expect(chosen).toEqual(
      ['authorizer', 'faq', 'hello', 'items', 'loopback'].map((name) => [
        `${name}Function`,
        `gatehouse-${stage}-${name}:live`,
      ]),
    );
    expect(variables['itemsTable']).toBe(`gatehouse-${stage}-items`);
  });

  it.each(STAGES.flatMap((stage) => Object.keys(OWN).map((name) => [stage, name] as const)))(
    'grants in %s to the role of %s what it needs, and nothing else',
    (stage, name) => {
      const statements = statementsOf(app[stage], roleName(stage, name));
      const granted = statements
        .filter((one) => !isOfKey(one))
        .flatMap((one) => grantsOf(app[stage], one));
      const expected = [...base(functionName(stage, name)), ...(OWN[name]?.(stage) ?? [])];
      expect(granted.sort()).toEqual(expected.sort());
    },
  );

  it.each(STAGES)(
    'lets roles of %s use the key of their stage alone, through a service',
    (stage) => {
      const own = new Set(
        Object.values(app[stage].all()).flatMap((one) => [
          one['kms_key_id'],
          members(one['server_side_encryption'])['kms_key_arn'],
        ]),
      );
      const statements = Object.keys(OWN)
        .flatMap((name) => statementsOf(app[stage], roleName(stage, name)))
        .filter(isOfKey);
      expect(statements.filter((one) => !own.has(one['Resource']))).toEqual([]);
      expect(statements.filter((one) => !JSON.stringify(one).includes('kms:ViaService'))).toEqual(
        [],
      );
      expect(statements).toHaveLength(hasKey ? 2 : 0);
    },
  );

  it.each(STAGES)('gives each function of %s a role that Lambda alone may take on', (stage) => {
    const functions = Object.values(app[stage].resources('aws_lambda_function'));
    const roles = app[stage].resources('aws_iam_role');
    for (const { role, function_name } of functions) {
      const [, name = ''] = /^\$\{aws_iam_role\.(.+)\.arn\}$/.exec(text(role)) ?? [];
      expect(roles[name]?.['name']).toBe(`${text(function_name)}-us-east-1`);
      expect(JSON.parse(text(roles[name]?.['assume_role_policy']))).toEqual({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'lambda.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': '${data.aws_caller_identity.account.account_id}',
              },
            },
          },
        ],
      });
    }
    expect(Object.keys(roles)).toHaveLength(functions.length);
    expect(app[stage].addresses('aws_iam_role_policy_attachment')).toEqual([]);
  });
});

/** Our own settings, with alarms and the notifier in dev, too. */
function alarmed() {
  const { stages } = everythingConfigured('there are no keys here');
  const { alarms, notifications } = stages.prod;
  const bare = (stage: Stage) => ({
    ...stages[stage],
    alarms,
    notifications,
    domain: undefined,
    kmsKey: undefined,
    webAclArn: undefined,
    reservedConcurrency: undefined,
    methodThrottles: undefined,
  });
  return { dev: bare('dev'), prod: bare('prod') };
}

function functionName(stage: Stage, name: string): string {
  return `gatehouse-${stage}-${name}`;
}

/** IAM's names are the account's: those of roles tell the Region. */
function roleName(stage: Stage, name: string): string {
  return `${functionName(stage, name)}-us-east-1`;
}

/** Whether a text names a stage: `gatehouse-dev-items`, `/dev/GET/faq`, not `device`. */
function names(value: string, stage: Stage): boolean {
  return new RegExp(`(^|[^a-z])${stage}([^a-z]|$)`, 'i').test(value);
}

/** Every text in what Terraform reads of a stack, names of members included; not cdktf's notes. */
function textsOf(template: Template): string[] {
  const { resource, data, output, provider, locals } = template.json;
  return texts({ resource, data, output, provider, locals });
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '//' ? [] : [key, ...texts(member)],
  );
}

/** What the expressions of a stack refer to: addresses of resources, of data, and outputs of other stacks. */
function referencesOf(template: Template): string[] {
  const expressions = textsOf(template).flatMap((one) => [
    ...one.matchAll(/(?<!\$)\$\{([^}]*)\}/g),
  ]);
  return expressions
    .flatMap(([, expression = '']) => [
      ...expression.matchAll(
        /\bdata\.terraform_remote_state\.[\w-]+\.outputs\.\w+|\bdata\.\w+\.[\w-]+|(?<![.\w])aws_\w+\.[\w-]+/g,
      ),
    ])
    .map(([reference]) => reference);
}

/** What AWS tells the things of an account apart by, where it does so by a name that we give. */
function physicalNames(template: Template): string[] {
  const scopedElsewhere = new Set([
    'aws_iam_role_policy',
    'aws_lambda_alias',
    'aws_cloudwatch_log_metric_filter',
    'aws_route53_record',
  ]);
  return Object.entries(template.all()).flatMap(([address, one]) => {
    const type = address.split('.')[0] ?? '';
    const own = type === 'aws_lambda_function' ? one['function_name'] : undefined;
    const name = own ?? one['alarm_name'] ?? one['dashboard_name'] ?? one['name'];
    return name === undefined || scopedElsewhere.has(type) ? [] : [`${type} ${text(name)}`];
  });
}

/** `gatehouse-dev-items from <source ARN>` */
function permissionsOf(template: Template): string[] {
  return Object.values(template.resources('aws_lambda_permission')).map((one) => {
    const [, alias = ''] = /aws_lambda_alias\.(.+)\.function_name/.exec(
      text(one['function_name']),
    ) ?? [''];
    const reference = text(template.resources('aws_lambda_alias')[alias]?.['function_name']);
    const [, name = ''] = /aws_lambda_function\.(.+)\.function_name/.exec(reference) ?? [''];
    expect(one['qualifier']).toBe(`\${aws_lambda_alias.${alias}.name}`);
    const called = template.resources('aws_lambda_function')[name];
    return `${text(called?.['function_name'])} from ${text(one['source_arn'])}`;
  });
}

function statementsOf(template: Template, roleName: string): Arguments[] {
  const [roleAddress = ''] =
    Object.entries(template.resources('aws_iam_role')).find(
      ([, role]) => role['name'] === roleName,
    ) ?? [];
  const policies = template.filter('aws_iam_role_policy', {
    role: `\${aws_iam_role.${roleAddress}.name}`,
  });
  return policies.flatMap(({ policy }) => {
    const { Statement } = members(JSON.parse(text(policy)));
    return Array.isArray(Statement) ? Statement.map(members) : [];
  });
}

function isOfKey(statement: Arguments): boolean {
  return texts(statement['Action']).every((action) => action.startsWith('kms:'));
}

/** A statement, action by action and resource by resource. */
function grantsOf(template: Template, statement: Arguments): string[] {
  expect(Object.keys(statement).sort()).toEqual(['Action', 'Effect', 'Resource']);
  return texts(statement['Action']).flatMap((action) =>
    texts(statement['Resource']).map((one) => `${action} on ${resolved(template, one)}`),
  );
}

/** `${aws_dynamodb_table.items_1.arn}` as `aws_dynamodb_table gatehouse-dev-items`. */
function resolved(template: Template, resource: string): string {
  return resource.replace(/\$\{(aws_\w+)\.([\w-]+)\.arn\}/, (_, type: string, name: string) => {
    const found = template.resources(type)[name];
    return `${type} ${text(found?.['name'])}`;
  });
}
