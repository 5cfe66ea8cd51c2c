import type { Block, Configuration, Json } from './base';
import {
  add,
  all,
  api,
  block,
  type Edit,
  prod,
  remove,
  type Scenario,
  set,
  statements,
  unset,
} from './scenario';
import { EVASIONS, HARMLESS_TOO } from './scenarios-evasions';

const permit = (edit: (statements: Block[]) => Block[]): Edit =>
  statements('aws_iam_role_policy.items', 'policy', edit);

const TABLE = 'aws_dynamodb_table.items';
const FUNCTION = 'aws_lambda_function.items';
const STAGE = 'aws_api_gateway_stage.stage';
const PLAN = 'aws_api_gateway_usage_plan.plan';
const SETTINGS = 'aws_api_gateway_method_settings.all';
const OTHER_HASH = 'ZGlmZmVyZW50IGNvZGUsIGRpZmZlcmVudCBoYXNoISE=';

function route(method: Block): Edit {
  const resource: Block = {
    rest_api_id: '${aws_api_gateway_rest_api.api.id}',
    resource_id: '${aws_api_gateway_resource.status.id}',
  };
  return all(
    add('aws_api_gateway_resource.status', {
      rest_api_id: '${aws_api_gateway_rest_api.api.id}',
      parent_id: '${aws_api_gateway_rest_api.api.root_resource_id}',
      path_part: 'status',
    }),
    add('aws_api_gateway_method.get_status', { ...resource, http_method: 'GET', ...method }),
    add('aws_api_gateway_integration.get_status', {
      ...resource,
      http_method: '${aws_api_gateway_method.get_status.http_method}',
      type: 'MOCK',
    }),
  );
}

/** The same method under another address: what a renamed construct makes of it. */
const renamePostItems =
  (values: Block): Edit =>
  (configuration) => {
    const method = block(configuration, 'aws_api_gateway_method.post_items');
    all(
      remove('aws_api_gateway_method.post_items'),
      add('aws_api_gateway_method.create_item', { ...method, ...values }),
      set('aws_api_gateway_integration.post_items', {
        http_method: '${aws_api_gateway_method.create_item.http_method}',
      }),
    )(configuration);
  };

/** Text that would break out of a table, ping people, load an image or end the comment's marker. */
export const HOSTILE =
  '`</td>|\\|<img src=x onerror=alert(1)> @octocat [a](https://evil.example) \n## Safe <!-- -->``';

const HARMLESS: readonly Scenario[] = [
  prod('nothing changes', () => undefined),
  { ...prod('a stage is deployed for the first time', () => undefined), fresh: true },
  { ...api('an API is deployed for the first time', () => undefined), fresh: true },
  prod('memory changes', set(FUNCTION, { memory_size: 512 })),
  prod('a description changes', set(FUNCTION, { description: 'Stores items, and reads them.' })),
  prod('code and memory change', set(FUNCTION, { source_code_hash: OTHER_HASH, memory_size: 512 })),
  prod('tags change', set(TABLE, { tags: { project: 'gatehouse', team: 'doors' } })),
  prod('code changes', set(FUNCTION, { source_code_hash: OTHER_HASH })),
  prod('only the path of the zip changes', set(FUNCTION, { filename: '../elsewhere/items.zip' })),
  prod(
    'the API is deployed again',
    set('aws_api_gateway_deployment.deployment', { triggers: { redeployment: 'c0ffee00' } }),
  ),
  api('a route with a key is added', route({ authorization: 'NONE', api_key_required: true })),
  api('an open route is added', route({ authorization: 'NONE' })),
  api(
    'a route is removed',
    remove('aws_api_gateway_method.get_faq', 'aws_api_gateway_integration.get_faq'),
  ),
  api('a method is renamed and stays guarded', renamePostItems({})),
  api('a method is closed', set('aws_api_gateway_method.get_faq', { api_key_required: true })),
  prod(
    'a role is allowed less',
    permit((found) => found.map((one) => ({ ...one, Action: first(one['Action']) }))),
  ),
  prod(
    'the same policy is written in another order',
    permit((found) => [...found].reverse()),
  ),
  prod('logs are kept longer', set('aws_cloudwatch_log_group.items', { retention_in_days: 365 })),
  prod(
    'a throttle is lowered',
    set(PLAN, { throttle_settings: { rate_limit: 10, burst_limit: 20 } }),
  ),
  prod(
    'a throttle is raised to another limit',
    set(PLAN, { throttle_settings: { rate_limit: 200, burst_limit: 400 } }),
  ),
  prod('a secret changes', set('aws_ssm_parameter.webhook', { value: 'only-for-tests-new-bbbb' })),
  prod('an environment variable changes', (configuration) => {
    const { environment } = block(configuration, FUNCTION) as { environment: { variables: Block } };
    Object.assign(environment.variables, {
      LOG_LEVEL: 'DEBUG',
      WEBHOOK_TOKEN: 'only-for-tests-new-aaaa',
    });
  }),
  prod('a description tries to write Markdown', set(FUNCTION, { description: HOSTILE })),
  prod('a resource is moved to another address', (configuration) => {
    const queue = block(configuration, 'aws_sqs_queue.dead_letters');
    remove('aws_sqs_queue.dead_letters')(configuration);
    add('aws_sqs_queue.failed', queue)(configuration);
    const text = JSON.stringify(configuration.resource);
    configuration.resource = JSON.parse(
      text.replaceAll('aws_sqs_queue.dead_letters', 'aws_sqs_queue.failed'),
    ) as Configuration['resource'];
    configuration['moved'] = [{ from: 'aws_sqs_queue.dead_letters', to: 'aws_sqs_queue.failed' }];
  }),
  prod('a resource is forgotten, not destroyed', (configuration) => {
    remove('aws_ssm_parameter.webhook')(configuration);
    configuration['removed'] = [
      { from: 'aws_ssm_parameter.webhook', lifecycle: { destroy: false } },
    ];
  }),
];

function first(value: Json | undefined): Json {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

const STATE: readonly Scenario[] = [
  prod(
    'the key of the table changes',
    set(TABLE, { hash_key: 'pk', attribute: [{ name: 'pk', type: 'S' }] }),
  ),
  prod('the table is renamed', set(TABLE, { name: 'gatehouse-prod-things' })),
  prod('the table is destroyed', (configuration) => {
    remove(TABLE)(configuration);
    permit((found) =>
      found.filter(({ Resource }) => Resource !== '${aws_dynamodb_table.items.arn}'),
    )(configuration);
    const { environment } = block(configuration, FUNCTION) as { environment: { variables: Block } };
    environment.variables['TABLE_NAME'] = 'gone';
  }),
  prod('deletion protection is switched off', set(TABLE, { deletion_protection_enabled: false })),
  prod(
    'point-in-time recovery is switched off',
    set(TABLE, { point_in_time_recovery: { enabled: false } }),
  ),
  prod(
    'encryption of the table is switched off',
    set(TABLE, { server_side_encryption: { enabled: false } }),
  ),
  prod(
    'items begin to expire',
    set(TABLE, { ttl: { enabled: true, attribute_name: 'expiresAt' } }),
  ),
  prod(
    'the queue is no longer encrypted',
    set('aws_sqs_queue.dead_letters', { sqs_managed_sse_enabled: false }),
  ),
  prod('the key that encrypts is destroyed', (configuration) => {
    unset('aws_cloudwatch_log_group.access', 'kms_key_id')(configuration);
    remove('aws_kms_key.secrets')(configuration);
  }),
  prod('a stored secret is destroyed', remove('aws_ssm_parameter.webhook')),
  prod(
    'the bucket is destroyed',
    remove(
      'aws_s3_bucket.artifacts',
      'aws_s3_bucket_versioning.artifacts',
      'aws_s3_bucket_public_access_block.artifacts',
    ),
  ),
  prod(
    'the bucket may be made public',
    set('aws_s3_bucket_public_access_block.artifacts', { block_public_policy: false }),
  ),
  prod(
    'the bucket keeps no versions any more',
    set('aws_s3_bucket_versioning.artifacts', {
      versioning_configuration: { status: 'Suspended' },
    }),
  ),
  prod('a log group is destroyed', (configuration) => {
    remove('aws_cloudwatch_log_group.items')(configuration);
    permit((found) => found.slice(1))(configuration);
    set(FUNCTION, { depends_on: ['aws_iam_role_policy.items'] })(configuration);
  }),
  prod(
    'a log group is no longer encrypted',
    unset('aws_cloudwatch_log_group.access', 'kms_key_id'),
  ),
  prod('logs are kept shorter', set('aws_cloudwatch_log_group.items', { retention_in_days: 7 })),
];

const GATEWAY: readonly Scenario[] = [
  prod(
    'the API key is destroyed',
    remove('aws_api_gateway_api_key.key', 'aws_api_gateway_usage_plan_key.key'),
  ),
  prod(
    'the API key is replaced',
    set('aws_api_gateway_api_key.key', { value: 'only-for-tests-another-api-key' }),
  ),
  prod('the API key is disabled', set('aws_api_gateway_api_key.key', { enabled: false })),
  api(
    'a method no longer asks for a key',
    set('aws_api_gateway_method.post_items', { api_key_required: false }),
  ),
  api('a method no longer asks for a token', (configuration) => {
    unset('aws_api_gateway_method.get_items', 'authorizer_id')(configuration);
    set('aws_api_gateway_method.get_items', { authorization: 'NONE' })(configuration);
  }),
  api('a method is renamed and opened', renamePostItems({ api_key_required: false })),
  api('the authorizer is destroyed', (configuration) => {
    remove('aws_api_gateway_authorizer.token')(configuration);
    unset('aws_api_gateway_method.get_items', 'authorizer_id')(configuration);
    set('aws_api_gateway_method.get_items', { authorization: 'AWS_IAM' })(configuration);
  }),
  api(
    'tokens are believed for an hour',
    set('aws_api_gateway_authorizer.token', { authorizer_result_ttl_in_seconds: 3600 }),
  ),
  api(
    'any origin is allowed',
    set('aws_api_gateway_gateway_response.default_4xx', {
      response_parameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
    }),
  ),
  prod('a stage allows any origin', (configuration) => {
    const { variables } = block(configuration, STAGE) as { variables: Block };
    variables['corsOrigins'] = 'any';
  }),
  { ...api('the whole API is destroyed', () => undefined), arguments: ['-destroy'] },
  { ...prod('the whole stage is destroyed', () => undefined), arguments: ['-destroy'] },
  prod('the stage is renamed', set(STAGE, { stage_name: 'production' })),
  prod('the throttle of the usage plan is removed', unset(PLAN, 'throttle_settings')),
  prod('the quota is removed', unset(PLAN, 'quota_settings')),
  prod('the throttle of the stage is lifted', (configuration) => {
    const { settings } = block(configuration, SETTINGS) as { settings: Block };
    Object.assign(settings, { throttling_rate_limit: -1, throttling_burst_limit: -1 });
  }),
  prod('requests are logged with their bodies', (configuration) => {
    const { settings } = block(configuration, SETTINGS) as { settings: Block };
    settings['data_trace_enabled'] = true;
  }),
  prod('access logging is removed', unset(STAGE, 'access_log_settings')),
  prod(
    'an older TLS is accepted',
    set('aws_api_gateway_domain_name.domain', { security_policy: 'TLS_1_0' }),
  ),
  prod('the domain name changes', (configuration) => {
    set('aws_api_gateway_domain_name.domain', { domain_name: 'doors.gatehouse.example' })(
      configuration,
    );
  }),
  prod('a stage calls the functions of the other', (configuration) => {
    const { variables } = block(configuration, STAGE) as { variables: Block };
    variables['itemsFunction'] = 'gatehouse-dev-items:live';
  }),
  prod('a function writes to the table of the other stage', (configuration) => {
    const { environment } = block(configuration, FUNCTION) as { environment: { variables: Block } };
    environment.variables['TABLE_NAME'] = 'gatehouse-dev-items';
  }),
  api(
    'a method no longer validates its requests',
    unset('aws_api_gateway_method.post_items', 'request_validator_id'),
  ),
  prod('the firewall is taken away', remove('aws_wafv2_web_acl_association.stage')),
];

const ACCESS: readonly Scenario[] = [
  prod(
    'a role is allowed everything on the table',
    permit((found) => [
      ...found,
      { Effect: 'Allow', Action: 'dynamodb:*', Resource: '${aws_dynamodb_table.items.arn}' },
    ]),
  ),
  prod(
    'a role is allowed one more action',
    permit((found) =>
      found.map((one, index) =>
        index === 1
          ? { ...one, Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Scan'] }
          : one,
      ),
    ),
  ),
  prod(
    'a condition is removed',
    permit((found) => found.map(({ Condition: _gone, ...one }) => one)),
  ),
  prod('a policy that is not known yet allows everything', (configuration) => {
    add('aws_sqs_queue.more', { name: 'gatehouse-prod-more' })(configuration);
    permit((found) => [
      ...found,
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '${aws_sqs_queue.more.arn}' },
      { Effect: 'Allow', Action: '*', Resource: '*' },
    ])(configuration);
  }),
  prod('a policy that is not known yet allows a new queue', (configuration) => {
    add('aws_sqs_queue.more', { name: 'gatehouse-prod-more' })(configuration);
    permit((found) => [
      ...found,
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '${aws_sqs_queue.more.arn}' },
    ])(configuration);
  }),
  prod(
    'anybody may take the role',
    statements('aws_iam_role.items', 'assume_role_policy', (found) =>
      found.map((one) => ({ ...one, Principal: { AWS: '*' } })),
    ),
  ),
  prod(
    'an administrator policy is attached',
    add('aws_iam_role_policy_attachment.admin', {
      role: '${aws_iam_role.items.name}',
      policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  ),
  prod('a permission names no source any more', unset('aws_lambda_permission.items', 'source_arn')),
  prod(
    'a permission covers every method of every stage',
    set('aws_lambda_permission.items', {
      source_arn: 'arn:aws:execute-api:eu-central-1:000000000000:abcde12345/*/*',
    }),
  ),
  prod('anybody may invoke the function', set('aws_lambda_permission.items', { principal: '*' })),
];

const RUNNING: readonly Scenario[] = [
  prod(
    'a function is removed',
    remove('aws_lambda_function.items', 'aws_lambda_alias.live', 'aws_lambda_permission.items'),
  ),
  prod('a function is renamed', set(FUNCTION, { function_name: 'gatehouse-prod-store' })),
  prod('a function is switched off', set(FUNCTION, { reserved_concurrent_executions: 0 })),
  prod('the dead-letter queue is taken from a function', unset(FUNCTION, 'dead_letter_config')),
  prod('an alarm is removed', remove('aws_cloudwatch_metric_alarm.errors')),
  prod(
    'an alarm is silenced',
    set('aws_cloudwatch_metric_alarm.errors', { actions_enabled: false }),
  ),
  prod('an alarm tells nobody', unset('aws_cloudwatch_metric_alarm.errors', 'alarm_actions')),
];

export const SCENARIOS: readonly Scenario[] = [
  ...HARMLESS,
  ...STATE,
  ...GATEWAY,
  ...ACCESS,
  ...RUNNING,
  ...EVASIONS,
  ...HARMLESS_TOO,
];

/** What somebody does by hand, with the stage deployed: a refresh finds it. */
export const DRIFTS: readonly Scenario[] = [
  prod('drift in tags', set(TABLE, { tags: { project: 'gatehouse', touched: 'by hand' } })),
  prod('drift in protection', set(TABLE, { deletion_protection_enabled: false })),
  prod(
    'drift in permissions',
    permit((found) => [...found, { Effect: 'Allow', Action: '*', Resource: '*' }]),
  ),
  prod('drift by removal of an alarm', remove('aws_cloudwatch_metric_alarm.errors')),
];
