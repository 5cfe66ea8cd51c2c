/** What holds for each stage unless somebody decides otherwise: protection, limits, logs, encryption. */
import { synthesize, type Synthesized } from '../helpers/synth';
import { members, text, type Arguments, type Template } from '../helpers/template';

const STAGES = ['dev', 'prod'] as const;
const FUNCTIONS = ['authorizer', 'faq', 'hello', 'items', 'loopback'] as const;

describe('protection and defaults', () => {
  let app: Synthesized;

  beforeAll(() => {
    app = synthesize();
  });

  afterAll(() => {
    app.remove();
  });

  it.each([
    ['dev', false, undefined],
    ['prod', true, { prevent_destroy: true }],
  ] as const)('protects the table of %s: %s', (stage, isProtected, lifecycle) => {
    const table = app[stage].find('aws_dynamodb_table');
    expect(table['deletion_protection_enabled']).toBe(isProtected);
    expect(table['point_in_time_recovery']).toEqual({ enabled: isProtected });
    expect(table['lifecycle']).toEqual(lifecycle);
  });

  it.each(STAGES)('encrypts the table of %s, and bills it on demand', (stage) => {
    expect(app[stage].find('aws_dynamodb_table')).toMatchObject({
      name: `gatehouse-${stage}-items`,
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'id',
      server_side_encryption: { enabled: true },
    });
  });

  it.each(STAGES)(
    'encrypts the dead-letter queue of %s, and keeps letters for 14 days',
    (stage) => {
      expect(app[stage].find('aws_sqs_queue')).toMatchObject({
        name: `gatehouse-${stage}-dead-letters`,
        message_retention_seconds: 14 * 24 * 60 * 60,
        sqs_managed_sse_enabled: true,
      });
    },
  );

  it.each([
    ['dev', 14],
    ['prod', 365],
  ] as const)('keeps every log of %s for %i days, as no writer would by itself', (stage, days) => {
    const groups = Object.values(app[stage].resources('aws_cloudwatch_log_group'));
    const names = groups.map(({ name }) => text(name));
    expect(groups.map((one) => one['retention_in_days'])).toEqual(groups.map(() => days));
    expect(names).toEqual(
      expect.arrayContaining([
        `/aws/apigateway/gatehouse/${stage}/access`,
        `API-Gateway-Execution-Logs_\${data.terraform_remote_state.gatehouse-api.outputs.rest_api_id}/${stage}`,
        ...FUNCTIONS.map((name) => `/aws/lambda/gatehouse-${stage}-${name}`),
      ]),
    );
  });

  it.each(STAGES)('makes each log group of %s before what writes to it', (stage) => {
    const template = app[stage];
    for (const one of functionsOf(template)) {
      const logGroup = groupOf(template, `/aws/lambda/${text(one['function_name'])}`);
      expect(one['depends_on']).toEqual(expect.arrayContaining([logGroup]));
      expect(members(one['logging_config'])['log_group']).toBe(`\${${logGroup}.name}`);
    }
    const theStage = template.find('aws_api_gateway_stage');
    const execution = Object.keys(template.resources('aws_cloudwatch_log_group')).find((name) =>
      name.startsWith('stage_execution-logs_'),
    );
    expect(theStage['depends_on']).toContain(`aws_cloudwatch_log_group.${execution ?? ''}`);
    const access = groupOf(template, `/aws/apigateway/gatehouse/${stage}/access`);
    expect(members(theStage['access_log_settings'])['destination_arn']).toBe(`\${${access}.arn}`);
  });

  it.each(STAGES)('makes the policy of each role of %s before the function starts', (stage) => {
    for (const one of functionsOf(app[stage])) {
      expect(one['depends_on']).toEqual(
        expect.arrayContaining([expect.stringMatching(/^aws_iam_role_policy\./)]),
      );
    }
  });

  it.each([
    ['dev', 'DEBUG'],
    ['prod', 'INFO'],
  ] as const)('runs each function of %s on arm64, traced, with logs in JSON', (stage, level) => {
    expect(functionsOf(app[stage]).length).toBeGreaterThanOrEqual(FUNCTIONS.length);
    for (const one of functionsOf(app[stage])) {
      expect(one).toMatchObject({
        architectures: ['arm64'],
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        publish: true,
        tracing_config: { mode: 'Active' },
        logging_config: { log_format: 'JSON', application_log_level: level },
        source_code_hash: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      });
      expect(one['timeout']).toBeLessThanOrEqual(30);
    }
  });

  it.each(STAGES)('points the alias live of each function of %s to what was published', (stage) => {
    const names = Object.keys(app[stage].resources('aws_lambda_function'));
    expect(
      Object.values(app[stage].resources('aws_lambda_alias')).map(
        ({ name, function_name, function_version }) => ({ name, function_name, function_version }),
      ),
    ).toEqual(
      names.map((name) => ({
        name: 'live',
        function_name: `\${aws_lambda_function.${name}.function_name}`,
        function_version: `\${aws_lambda_function.${name}.version}`,
      })),
    );
  });

  it.each(STAGES)('tries an asynchronous event twice more in %s, within the hour', (stage) => {
    const configs = Object.values(app[stage].resources('aws_lambda_function_event_invoke_config'));
    for (const one of configs) {
      expect(one).toMatchObject({
        maximum_retry_attempts: 2,
        maximum_event_age_in_seconds: 3600,
      });
    }
    const aliases = configs.map((one) => one['qualifier']).filter((one) => one !== undefined);
    expect(aliases).toEqual(
      app[stage].addresses('aws_lambda_alias').map((address) => `\${${address}.name}`),
    );
  });

  it.each(STAGES)('leads what fails every retry in %s to the dead-letter queue', (stage) => {
    const ways = Object.values(app[stage].all()).flatMap((one) => [
      members(one['dead_letter_config'])['target_arn'],
      members(members(one['destination_config'])['on_failure'])['destination'],
    ]);
    const [queue = ''] = app[stage].addresses('aws_sqs_queue');
    const taken = ways.filter((one) => one !== undefined);
    expect(new Set(taken)).toEqual(new Set([`\${${queue}.arn}`]));
    expect(taken.length).toBeGreaterThanOrEqual(functionsOf(app[stage]).length);
  });

  it.each([
    ['dev', 50, 100, 'INFO'],
    ['prod', 500, 1000, 'ERROR'],
  ] as const)('limits every method of %s to %i a second', (stage, rate, burst, level) => {
    expect(app[stage].find('aws_api_gateway_method_settings')).toMatchObject({
      method_path: '*/*',
      stage_name: expect.stringMatching(/^\$\{aws_api_gateway_stage\..*\.stage_name\}$/),
      settings: {
        throttling_rate_limit: rate,
        throttling_burst_limit: burst,
        metrics_enabled: true,
        data_trace_enabled: false,
        logging_level: level,
      },
    });
  });

  it.each([
    ['dev', 5, 10, 10_000, 'DAY'],
    ['prod', 50, 100, 1_000_000, 'MONTH'],
  ] as const)(
    'limits each key of %s to %i a second, and to a quota',
    (stage, rate_limit, burst_limit, limit, period) => {
      const [stageAddress = ''] = app[stage].addresses('aws_api_gateway_stage');
      expect(app[stage].find('aws_api_gateway_usage_plan')).toMatchObject({
        // AWS refuses a plan for a stage that is not there yet.
        api_stages: [{ stage: `\${${stageAddress}.stage_name}` }],
        throttle_settings: { rate_limit, burst_limit },
        quota_settings: { limit, period },
      });
    },
  );

  it.each(STAGES)('traces %s, and writes its access log as JSON', (stage) => {
    const one = app[stage].find('aws_api_gateway_stage');
    expect(one['xray_tracing_enabled']).toBe(true);
    const format: unknown = JSON.parse(text(members(one['access_log_settings'])['format']));
    expect(format).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    expect(JSON.stringify(format)).not.toMatch(/apiKey\b(?!Id)|authorization/i);
  });

  it.each(STAGES)('points %s to its new deployment before the old one goes', (stage) => {
    const [address = ''] = app[stage].addresses('aws_api_gateway_deployment');
    expect(app[stage].find('aws_api_gateway_deployment')['lifecycle']).toMatchObject({
      create_before_destroy: true,
    });
    expect(app[stage].find('aws_api_gateway_stage')['deployment_id']).toBe(`\${${address}.id}`);
  });

  it('keeps the policy of a token for 300 seconds, and wakes nobody for what is none', () => {
    const { identity_validation_expression, ...authorizer } = app.api.find(
      'aws_api_gateway_authorizer',
    );
    expect(authorizer).toMatchObject({
      type: 'TOKEN',
      authorizer_result_ttl_in_seconds: 300,
      identity_source: 'method.request.header.Authorization',
    });
    const expression = new RegExp(text(identity_validation_expression));
    expect(
      ['Bearer a.b-c_d.e', 'Bearer ', 'Basic a', 'x'].map((one) => expression.test(one)),
    ).toEqual([true, false, false, false]);
  });

  it('asks for what the route table says, and lets nobody else decide', () => {
    const methods = app.api.filter('aws_api_gateway_method', {});
    const guards = methods
      .filter(({ http_method }) => http_method !== 'OPTIONS')
      .map(
        ({ http_method, authorization, api_key_required }) =>
          `${text(http_method)} ${text(authorization)} ${String(api_key_required)}`,
      );
    expect(guards.sort()).toEqual([
      'ANY NONE false',
      'GET CUSTOM false',
      'GET NONE false',
      'GET NONE false',
      'POST NONE false',
      'POST NONE true',
    ]);
  });

  it.each(STAGES)('tags everything of %s with project, owner and stage', (stage) => {
    expect(app[stage].json['provider']).toMatchObject({
      aws: [{ default_tags: [{ tags: { project: 'gatehouse', owner: 'gatehouse', stage } }] }],
    });
  });
});

describe('outputs', () => {
  it.each([
    [
      'api',
      ['authorizer_id', 'documentation_hash', 'execution_arn', 'redeployment_hash', 'rest_api_id'],
    ],
    ['dev', ['api_key_id', 'invoke_url']],
    ['prod', ['alarm_topic_arn', 'api_key_id', 'invoke_url']],
  ] as const)('of %s hold addresses and ids, and no secret', (stack, names) => {
    const app = synthesize();
    app.remove();
    const outputs = members(app[stack].json['output']);
    expect(Object.keys(outputs).sort()).toEqual(names);
    const values = Object.values(outputs).map((one) => text(members(one)['value']));
    for (const value of values) {
      expect(value).toMatch(/\.(id|arn|execution_arn|invoke_url)\}$|^[0-9a-f]{64}$/);
    }
  });

  it('have no key to tell: AWS makes the value of an API key', () => {
    const app = synthesize();
    app.remove();
    for (const stage of STAGES) {
      expect(app[stage].find('aws_api_gateway_api_key')).not.toHaveProperty('value');
      expect(app[stage].text).not.toMatch(/aws_api_gateway_api_key\.[\w-]+\.value/);
    }
  });
});

function functionsOf(template: Template): Arguments[] {
  return Object.values(template.resources('aws_lambda_function'));
}

/** The address of a log group. */
function groupOf(template: Template, name: string): string {
  const found = Object.entries(template.resources('aws_cloudwatch_log_group')).find(
    ([, one]) => one['name'] === name,
  );
  return `aws_cloudwatch_log_group.${found?.[0] ?? `of the name ${name} there is none`}`;
}
