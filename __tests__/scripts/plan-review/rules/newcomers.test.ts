import { exitCodeOf, reviewPlans } from '../../../../scripts/plan-review';

const ACCOUNT = '111122223333';
const STRANGER = '444455556666';

interface Part {
  readonly type: string;
  readonly name?: string;
  readonly before?: object;
  readonly after?: object;
  readonly unknown?: object;
  readonly expressions?: object;
  readonly stack?: string;
}

/** danger, notice or silent: what the review makes of a plan of these changes. */
function verdictOn(parts: readonly Part[], accountId: string | undefined = ACCOUNT): string {
  const address = ({ type, name = 'x' }: Part): string => `${type}.${name}`;
  const plan = {
    format_version: '1.2',
    configuration: {
      root_module: {
        resources: parts.map((part) => ({
          address: address(part),
          expressions: part.expressions ?? {},
        })),
      },
    },
    resource_changes: parts.map((part) => ({
      address: address(part),
      mode: 'managed',
      type: part.type,
      name: part.name ?? 'x',
      change: {
        actions: [
          part.before === undefined ? 'create' : part.after === undefined ? 'delete' : 'update',
        ],
        before: part.before ?? null,
        after: part.after ?? null,
        after_unknown: part.unknown ?? {},
      },
    })),
  };
  const stack = parts[0]?.stack ?? 'shop-prod';
  const review = reviewPlans([{ stack, plan, ...(accountId === '' ? {} : { accountId }) }]);
  if (exitCodeOf(review) === 2) return 'danger';
  return review.warnings.length > 0 ? 'notice' : 'silent';
}

const arn = (service: string, name: string, account = ACCOUNT): string =>
  `arn:aws:${service}:eu-west-1:${account}:${name}`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/shop-release`;

describe('a new thing', () => {
  it.each<readonly [what: string, part: Part]>([
    [
      'schedule that acts as a role',
      {
        type: 'aws_scheduler_schedule',
        after: { target: [{ arn: arn('lambda', 'function:shop-prod-a'), role_arn: ROLE }] },
      },
    ],
    ['build that acts as a role', { type: 'aws_codebuild_project', after: { service_role: ROLE } }],
    [
      'workflow that acts as a role',
      { type: 'aws_sfn_state_machine', after: { role_arn: ROLE, definition: '{}' } },
    ],
    [
      'function that acts as a role',
      { type: 'aws_lambda_function', after: { function_name: 'shop-prod-b', role: ROLE } },
    ],
    [
      'usage plan without a quota',
      {
        type: 'aws_api_gateway_usage_plan',
        after: {
          api_stages: [{ api_id: 'a', stage: 'prod' }],
          throttle_settings: [{ rate_limit: 1 }],
        },
      },
    ],
    [
      'wildcard record',
      {
        type: 'aws_route53_record',
        after: { name: '*.shop.test', type: 'CNAME', records: ['x.test'] },
      },
    ],
    [
      'mail record of the zone',
      {
        type: 'aws_route53_record',
        after: { name: 'shop.test', type: 'MX', records: ['10 mx.test'] },
      },
    ],
    [
      'delegation',
      { type: 'aws_route53_record', after: { name: 'a.shop.test', type: 'DS', records: ['1'] } },
    ],
    [
      'route of an HTTP API',
      { type: 'aws_apigatewayv2_route', after: { api_id: 'a', route_key: 'GET /' } },
    ],
    [
      'integration of an HTTP API',
      {
        type: 'aws_apigatewayv2_integration',
        after: { api_id: 'a', integration_uri: arn('lambda', 'function:shop-prod-a') },
      },
    ],
    [
      'subscription of a host',
      {
        type: 'aws_sns_topic_subscription',
        after: { protocol: 'http', endpoint: 'http://x.test', topic_arn: arn('sns', 't') },
      },
    ],
    [
      'document for some accounts',
      {
        type: 'aws_ssm_document',
        after: { name: 'd', content: '{}', permissions: { type: 'Share', account_ids: STRANGER } },
      },
    ],
    [
      'provider of identities',
      { type: 'aws_cognito_identity_provider', after: { user_pool_id: 'p', provider_name: 'o' } },
    ],
    [
      'open port, IPv6',
      { type: 'aws_vpc_security_group_ingress_rule', after: { cidr_ipv6: '::/0', from_port: 22 } },
    ],
    [
      'open port of old style',
      { type: 'aws_security_group_rule', after: { type: 'ingress', cidr_blocks: ['0.0.0.0/0'] } },
    ],
    [
      'open group',
      {
        type: 'aws_security_group',
        after: { ingress: [{ cidr_blocks: ['0.0.0.0/0'], from_port: 443 }] },
      },
    ],
    [
      'stack with capabilities',
      { type: 'aws_cloudformation_stack', after: { capabilities: ['CAPABILITY_IAM'] } },
    ],
    [
      'sink that sees logs',
      { type: 'aws_oam_link', after: { sink_identifier: arn('oam', 'sink/1', STRANGER) } },
    ],
    [
      'method for every verb and path',
      {
        type: 'aws_api_gateway_method',
        after: { http_method: 'ANY', authorization: 'NONE' },
        unknown: { resource_id: true },
      },
    ],
    [
      'call of a fixed stage by all stages',
      {
        stack: 'shop-api',
        type: 'aws_api_gateway_integration',
        after: { type: 'AWS_PROXY', uri: arn('lambda', 'function:shop-prod-a') },
      },
    ],
    [
      'lifecycle that deletes',
      {
        type: 'aws_s3_bucket_lifecycle_configuration',
        after: { bucket: 'b', rule: [{ id: 'a', status: 'Enabled', expiration: [{ days: 30 }] }] },
      },
    ],
  ])('%s is a danger', (_what, part) => {
    expect(verdictOn([part])).toBe('danger');
  });

  it.each<readonly [what: string, part: Part]>([
    [
      'usage plan with limits',
      {
        type: 'aws_api_gateway_usage_plan',
        after: {
          api_stages: [{ api_id: 'a', stage: 'prod' }],
          throttle_settings: [{ rate_limit: 1 }],
          quota_settings: [{ limit: 9 }],
        },
      },
    ],
    ['API key', { type: 'aws_api_gateway_api_key', after: { name: 'k', enabled: true } }],
    [
      'stage without a log',
      { type: 'aws_api_gateway_stage', after: { rest_api_id: 'a', stage_name: 'beta' } },
    ],
    [
      'wildcard certificate',
      {
        type: 'aws_acm_certificate',
        after: { domain_name: 'shop.test', subject_alternative_names: ['*.shop.test'] },
      },
    ],
    [
      'e-mail subscription',
      {
        type: 'aws_sns_topic_subscription',
        after: { protocol: 'email', endpoint: 'a@shop.test', topic_arn: arn('sns', 't') },
      },
    ],
    [
      'record of a host',
      {
        type: 'aws_route53_record',
        after: { name: 'www.shop.test', type: 'A', records: ['192.0.2.1'] },
      },
    ],
    ['group without rules', { type: 'aws_security_group', after: { name: 'g' } }],
    [
      'stack without capabilities',
      { type: 'aws_cloudformation_stack', after: { template_body: '{}' } },
    ],
    [
      'log stream into a function of our own',
      {
        type: 'aws_cloudwatch_log_subscription_filter',
        after: { destination_arn: arn('lambda', 'function:shop-prod-a'), filter_pattern: '' },
      },
    ],
  ])('%s is a notice', (_what, part) => {
    expect(verdictOn([part])).toBe('notice');
  });

  it.each<readonly [what: string, ...parts: Part[]]>([
    [
      'queue',
      { type: 'aws_sqs_queue', after: { name: 'shop-prod-q', sqs_managed_sse_enabled: true } },
    ],
    [
      'log group',
      { type: 'aws_cloudwatch_log_group', after: { name: '/shop', retention_in_days: 30 } },
    ],
    [
      'parameter',
      { type: 'aws_ssm_parameter', after: { name: '/shop/prod/a', type: 'String', value: 'x' } },
    ],
    [
      'method with a key',
      {
        type: 'aws_api_gateway_method',
        after: {
          http_method: 'GET',
          authorization: 'NONE',
          api_key_required: true,
          resource_id: 'r',
        },
      },
    ],
    ['resource that runs nothing', { type: 'terraform_data', after: { input: 'x' } }],
    [
      'lifecycle that ends unfinished uploads',
      {
        type: 'aws_s3_bucket_lifecycle_configuration',
        after: {
          bucket: 'b',
          rule: [
            {
              id: 'a',
              status: 'Enabled',
              abort_incomplete_multipart_upload: [{ days_after_initiation: 3 }],
            },
          ],
        },
      },
    ],
    [
      'function with a role of its own',
      {
        type: 'aws_lambda_function',
        after: { function_name: 'shop-prod-b' },
        unknown: { role: true },
        expressions: { role: { references: ['aws_iam_role.x.arn', 'aws_iam_role.x'] } },
      },
      {
        type: 'aws_iam_role',
        after: {
          name: 'shop-prod-b',
          assume_role_policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Action: 'sts:AssumeRole',
                Principal: { Service: 'lambda.amazonaws.com' },
              },
            ],
          }),
        },
      },
    ],
  ])('%s is silent', (_what, ...parts) => {
    expect(verdictOn(parts as Part[])).toBe('silent');
  });
});

describe('an account', () => {
  const mapping = (account: string): Part => ({
    type: 'aws_lambda_event_source_mapping',
    after: { event_source_arn: arn('kinesis', 'stream/s', account), function_name: 'shop-prod-a' },
  });

  it('that nothing proves to be ours is a danger where data comes from or goes to', () => {
    expect(verdictOn([mapping(STRANGER)], '')).toBe('danger');
  });

  it('is ours when the caller says so', () => {
    expect(verdictOn([mapping(ACCOUNT)])).toBe('notice');
    expect(verdictOn([mapping(STRANGER)])).toBe('danger');
  });

  it('is ours when the provider is allowed no other', () => {
    const plan = {
      format_version: '1.2',
      configuration: {
        provider_config: {
          aws: { expressions: { allowed_account_ids: { constant_value: [ACCOUNT] } } },
        },
        root_module: {},
      },
      resource_changes: [
        {
          address: 'aws_cloudwatch_metric_alarm.x',
          mode: 'managed',
          type: 'aws_cloudwatch_metric_alarm',
          change: {
            actions: ['create'],
            before: null,
            after: { alarm_actions: [arn('sns', 't')] },
          },
        },
      ],
    };
    expect(exitCodeOf(reviewPlans([{ stack: 'shop-prod', plan }]))).toBe(0);
    const strange = JSON.parse(
      JSON.stringify(plan).replace(arn('sns', 't'), arn('sns', 't', STRANGER)),
    ) as object;
    expect(exitCodeOf(reviewPlans([{ stack: 'shop-prod', plan: strange }]))).toBe(2);
  });
});

describe('a change inside a block', () => {
  const firewall = (limit: number, block: object[] = [{}]) => ({
    rule: [
      {
        name: 'rate',
        priority: 1,
        action: [{ block }],
        statement: [{ rate_based_statement: [{ limit, aggregate_key_type: 'IP' }] }],
      },
    ],
  });
  const alarm = (threshold: number, comparison_operator = 'GreaterThanThreshold') => ({
    threshold,
    comparison_operator,
  });
  const policy = (minimum_length: number, require_symbols = true) => ({
    password_policy: [{ minimum_length, require_symbols }],
  });
  const life = (noncurrent_days: number) => ({
    bucket: 'b',
    rule: [{ id: 'a', status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days }] }],
  });
  const schema = (more: object) => ({
    schema: JSON.stringify({ type: 'object', properties: { a: { type: 'string' } }, ...more }),
  });
  const parameter = (value: string) => ({ name: '/shop/prod/a', type: 'String', value });
  const text = (message: string) => ({ response_templates: { 'application/json': message } });

  it.each<readonly [what: string, type: string, before: object, after: object, verdict: string]>([
    ['a lower rate limit', 'aws_wafv2_web_acl', firewall(900), firewall(100), 'silent'],
    ['a higher rate limit', 'aws_wafv2_web_acl', firewall(100), firewall(900), 'danger'],
    [
      'a limit that blocks no more',
      'aws_wafv2_web_acl',
      firewall(100),
      { rule: [{ ...firewall(50).rule[0], action: [{ count: [{}] }] }] },
      'danger',
    ],
    ['a longer password', 'aws_cognito_user_pool', policy(8), policy(12), 'silent'],
    ['a shorter password', 'aws_cognito_user_pool', policy(12), policy(8), 'danger'],
    ['a password without signs', 'aws_cognito_user_pool', policy(12), policy(14, false), 'danger'],
    ['no password policy', 'aws_cognito_user_pool', policy(12), { password_policy: [] }, 'danger'],
    [
      '0 for nothing in a block',
      'aws_cognito_user_pool',
      { password_policy: [{ minimum_length: 9, password_history_size: null }] },
      { password_policy: [{ minimum_length: 9, password_history_size: 0 }] },
      'silent',
    ],
    ['a keener alarm', 'aws_cloudwatch_metric_alarm', alarm(10), alarm(2), 'silent'],
    [
      'a keener alarm of a floor',
      'aws_cloudwatch_metric_alarm',
      alarm(2, 'LessThanThreshold'),
      alarm(10, 'LessThanThreshold'),
      'silent',
    ],
    ['a duller alarm', 'aws_cloudwatch_metric_alarm', alarm(2), alarm(10), 'notice'],
    [
      'an alarm turned round',
      'aws_cloudwatch_metric_alarm',
      alarm(2),
      alarm(2, 'LessThanOrEqualToThreshold'),
      'danger',
    ],
    [
      'old versions kept longer',
      'aws_s3_bucket_lifecycle_configuration',
      life(30),
      life(90),
      'silent',
    ],
    [
      'old versions kept shorter',
      'aws_s3_bucket_lifecycle_configuration',
      life(90),
      life(30),
      'danger',
    ],
    [
      'a closed model',
      'aws_api_gateway_model',
      schema({}),
      schema({ additionalProperties: false }),
      'silent',
    ],
    [
      'a model that asks for a member more',
      'aws_api_gateway_model',
      schema({ required: ['a'] }),
      schema({ required: ['a', 'b'] }),
      'silent',
    ],
    [
      'an opened model',
      'aws_api_gateway_model',
      schema({ additionalProperties: false }),
      schema({}),
      'notice',
    ],
    [
      'a parameter with another host',
      'aws_ssm_parameter',
      parameter('https://a.test/x'),
      parameter('https://b.test/x'),
      'notice',
    ],
    [
      'a parameter with another path',
      'aws_ssm_parameter',
      parameter('https://a.test/x'),
      parameter('https://a.test/y'),
      'silent',
    ],
    [
      'other words of a refusal',
      'aws_api_gateway_gateway_response',
      text('{"m":"no"}'),
      text('{"m":"never"}'),
      'silent',
    ],
    [
      'a refusal that tells more',
      'aws_api_gateway_gateway_response',
      text('{"m":"no"}'),
      text('{"m":"$context.identity.sourceIp"}'),
      'notice',
    ],
    [
      'a queue that takes from all',
      'aws_sqs_queue',
      {},
      { redrive_allow_policy: '{"redrivePermission":"allowAll"}' },
      'notice',
    ],
    [
      'a function that enters a network',
      'aws_lambda_function',
      { vpc_config: [] },
      { vpc_config: [{ subnet_ids: ['s'] }] },
      'notice',
    ],
    [
      'items that expire by another attribute',
      'aws_dynamodb_table',
      { name: 't', ttl: [{ enabled: true, attribute_name: 'a' }] },
      { name: 't', ttl: [{ enabled: true, attribute_name: 'b' }] },
      'danger',
    ],
  ])('%s', (_what, type, before, after, verdict) => {
    expect(verdictOn([{ type, before, after }])).toBe(verdict);
  });

  it('tells when a policy of the customer is taken from a role that stays', () => {
    const attachment = { role: 'shop-prod-a', policy_arn: `arn:aws:iam::${ACCOUNT}:policy/fence` };
    const detached: Part = { type: 'aws_iam_role_policy_attachment', before: attachment };
    expect(verdictOn([detached])).toBe('notice');
    expect(verdictOn([detached, { type: 'aws_iam_role', before: { name: 'shop-prod-a' } }])).toBe(
      'silent',
    );
  });

  it('shows a block of numbers, whatever its name is', () => {
    const plan = {
      format_version: '1.2',
      configuration: { root_module: {} },
      resource_changes: [
        {
          address: 'aws_cognito_user_pool.x',
          mode: 'managed',
          type: 'aws_cognito_user_pool',
          change: { actions: ['update'], before: policy(12), after: policy(8) },
        },
      ],
    };
    const [danger] = reviewPlans([{ stack: 'shop-prod', plan }]).dangers;
    expect(danger?.what).toBe('`password_policy.minimum_length`: `12` -> `8`');
  });
});
