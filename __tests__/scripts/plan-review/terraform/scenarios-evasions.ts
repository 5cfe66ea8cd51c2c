/** Ways past a review that only knows what it was told of, by kind; and harmless changes that look like them. */
import type { Block } from './base';
import {
  add,
  all,
  api,
  block,
  type Edit,
  prod,
  type Scenario,
  set,
  statements,
  unset,
} from './scenario';

const ELSEWHERE = '111111111111';
const OURS = 'arn:aws:lambda:eu-central-1:000000000000';
const ROLE = '${aws_iam_role.items.name}';
const FUNCTION = 'aws_lambda_function.items';
const STAGE = 'aws_api_gateway_stage.stage';
const METHOD = 'aws_api_gateway_method.get_items';
const BUCKET = '${aws_s3_bucket.artifacts.id}';

const rolePolicy = (...found: readonly Block[]): Edit =>
  add('aws_iam_role_policy.more', {
    name: 'more',
    role: ROLE,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: found }),
  });

const allow = (Action: string, Resource: string): Block => ({ Effect: 'Allow', Action, Resource });

const environment =
  (values: Block): Edit =>
  (configuration) => {
    const found = block(configuration, FUNCTION) as { environment: { variables: Block } };
    Object.assign(found.environment.variables, values);
  };

const variables =
  (values: Block): Edit =>
  (configuration) => {
    Object.assign((block(configuration, STAGE) as { variables: Block }).variables, values);
  };

/** Something gets in, out, or is no longer watched. */
export const EVASIONS: readonly Scenario[] = [
  prod(
    'a new policy may pass roles',
    rolePolicy(allow('iam:PassRole', 'arn:aws:iam::000000000000:role/gatehouse-prod-items')),
  ),
  prod(
    'a new policy reads all tables of the account',
    rolePolicy(allow('dynamodb:Scan', 'arn:aws:dynamodb:eu-central-1:000000000000:table/gate*')),
  ),
  prod(
    'a new policy on an old role names one action',
    rolePolicy(allow('dynamodb:Scan', '${aws_dynamodb_table.items.arn}')),
  ),
  prod(
    'a new policy writes an action with question marks',
    rolePolicy(allow('s3:Ge?Object', 'arn:aws:s3:::gatehouse-artifacts-000000000000/x')),
  ),
  prod(
    'a new policy allows all but one action',
    rolePolicy({ Effect: 'Allow', NotAction: 'iam:CreateUser', Resource: '*' }),
  ),
  prod(
    'a policy is written into the role itself',
    set('aws_iam_role.items', {
      inline_policy: {
        name: 'x',
        policy: JSON.stringify({ Version: '2012-10-17', Statement: [allow('*', '*')] }),
      },
    }),
  ),
  prod(
    'a role trusts another account',
    statements('aws_iam_role.items', 'assume_role_policy', (found) => [
      ...found,
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: `arn:aws:iam::${ELSEWHERE}:root` },
      },
    ]),
  ),
  prod('a user is made', add('aws_iam_user.ci', { name: 'gatehouse-prod-ci' })),
  prod(
    'a queue is opened to another account',
    add('aws_sqs_queue_policy.open', {
      queue_url: '${aws_sqs_queue.dead_letters.id}',
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            ...allow(
              'sqs:ReceiveMessage',
              'arn:aws:sqs:eu-central-1:000000000000:gatehouse-prod-dead-letters',
            ),
            Principal: { AWS: `arn:aws:iam::${ELSEWHERE}:root` },
          },
        ],
      }),
    }),
  ),
  prod(
    'a key is granted',
    add('aws_kms_grant.more', {
      key_id: '${aws_kms_key.secrets.key_id}',
      grantee_principal: 'arn:aws:iam::000000000000:role/other',
      operations: ['Decrypt'],
    }),
  ),
  prod('a function loads other code', environment({ NODE_OPTIONS: '--require /opt/other.js' })),
  prod('a function believes another issuer', environment({ ISSUER: 'https://elsewhere.example' })),
  prod('a function gets a layer', set(FUNCTION, { layers: [`${OURS}:layer:other:1`] })),
  prod(
    'a function gets another role',
    set(FUNCTION, { role: 'arn:aws:iam::000000000000:role/Admin' }),
  ),
  prod('a function gets another handler', set(FUNCTION, { handler: 'other.handler' })),
  prod(
    'the code comes from a bucket',
    all(unset(FUNCTION, 'filename'), set(FUNCTION, { s3_bucket: 'elsewhere', s3_key: 'x.zip' })),
  ),
  prod(
    'an alias sends calls to an old version',
    set('aws_lambda_alias.live', { routing_config: { additional_version_weights: { 1: 0.9 } } }),
  ),
  prod(
    'a function is invoked by the apply',
    add('aws_lambda_invocation.x', {
      function_name: '${aws_lambda_function.items.function_name}',
      input: '{}',
    }),
  ),
  prod(
    'another account may invoke the function',
    add('aws_lambda_permission.more', {
      action: 'lambda:InvokeFunction',
      function_name: '${aws_lambda_function.items.function_name}',
      principal: ELSEWHERE,
    }),
  ),
  prod(
    'the API of another account may invoke the function',
    add('aws_lambda_permission.more', {
      action: 'lambda:InvokeFunction',
      function_name: '${aws_lambda_function.items.function_name}',
      principal: 'apigateway.amazonaws.com',
      source_arn: `arn:aws:execute-api:eu-central-1:${ELSEWHERE}:abcde12345/prod/GET/items`,
    }),
  ),
  prod(
    'a program runs with a new queue',
    add('aws_sqs_queue.more', {
      name: 'gatehouse-prod-more',
      provisioner: [{ 'local-exec': { command: 'true' } }],
    }),
  ),
  prod(
    'a program runs by itself',
    add('terraform_data.run', { provisioner: [{ 'local-exec': { command: 'true' } }] }),
  ),
  prod(
    'a canary gets all calls',
    set(STAGE, {
      canary_settings: {
        deployment_id: '${aws_api_gateway_deployment.deployment.id}',
        percent_traffic: 100,
      },
    }),
  ),
  prod('a stage names another function', variables({ itemsFunction: 'gatehouse-debug:1' })),
  prod('one of many origins is any', variables({ corsOrigins: 'https://gatehouse.example,any' })),
  prod('answers are cached', (configuration) => {
    const { settings } = block(configuration, 'aws_api_gateway_method_settings.all') as {
      settings: Block;
    };
    settings['caching_enabled'] = true;
  }),
  prod(
    'the quota of a day is that of an hour',
    set('aws_api_gateway_usage_plan.plan', { quota_settings: { limit: 1000000, period: 'DAY' } }),
  ),
  prod(
    'logs are sent elsewhere',
    add('aws_cloudwatch_log_subscription_filter.out', {
      name: 'out',
      log_group_name: '/gatehouse/prod/access',
      filter_pattern: '',
      destination_arn: `arn:aws:lambda:eu-central-1:${ELSEWHERE}:function:other`,
    }),
  ),
  prod(
    'an alarm tells another account',
    set('aws_cloudwatch_metric_alarm.errors', {
      alarm_actions: [`arn:aws:sns:eu-central-1:${ELSEWHERE}:alarms`],
    }),
  ),
  prod(
    'messages are kept for a minute',
    set('aws_sqs_queue.dead_letters', { message_retention_seconds: 60 }),
  ),
  prod(
    'items are written by the apply',
    add('aws_dynamodb_table_item.x', {
      table_name: '${aws_dynamodb_table.items.name}',
      hash_key: 'id',
      item: '{"id":{"S":"x"}}',
    }),
  ),
  prod(
    'a bucket loses its objects within a day',
    add('aws_s3_bucket_lifecycle_configuration.x', {
      bucket: BUCKET,
      rule: { id: 'x', status: 'Enabled', filter: { prefix: '' }, expiration: { days: 1 } },
    }),
  ),
  prod(
    'the firewall lets by default',
    set('aws_wafv2_web_acl.acl', {
      rule: [
        {
          name: 'in',
          priority: 1,
          action: { allow: {} },
          statement: { geo_match_statement: { country_codes: ['DE'] } },
          visibility_config: {
            cloudwatch_metrics_enabled: false,
            metric_name: 'in',
            sampled_requests_enabled: false,
          },
        },
      ],
    }),
  ),
  prod(
    'a queue is made by a type that nobody judged',
    add('aws_mq_configuration.x', {
      name: 'x',
      engine_type: 'ActiveMQ',
      engine_version: '5.17.6',
      data: '<broker></broker>',
    }),
  ),
  api(
    'a method asks another authorizer',
    all(
      add('aws_api_gateway_authorizer.open', {
        rest_api_id: '${aws_api_gateway_rest_api.api.id}',
        name: 'open',
        authorizer_uri: `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${OURS}:function:open/invocations`,
      }),
      set(METHOD, { authorizer_id: '${aws_api_gateway_authorizer.open.id}' }),
    ),
  ),
  api(
    'the authorizer calls another function',
    set('aws_api_gateway_authorizer.token', {
      authorizer_uri: `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${OURS}:function:open/invocations`,
    }),
  ),
  api(
    'a method sends requests to a host',
    set('aws_api_gateway_integration.post_items', {
      type: 'HTTP_PROXY',
      integration_http_method: 'POST',
      uri: 'https://elsewhere.example/x',
    }),
  ),
  api(
    'a refusal is answered as a success',
    add('aws_api_gateway_gateway_response.ok', {
      rest_api_id: '${aws_api_gateway_rest_api.api.id}',
      response_type: 'UNAUTHORIZED',
      status_code: '200',
    }),
  ),
  api(
    'the API may be called by an OpenAPI body',
    set('aws_api_gateway_rest_api.api', {
      body: '{"openapi":"3.0.1","info":{"title":"x","version":"1"},"paths":{"/items":{"get":{}}}}',
    }),
  ),
  api(
    'keys come from the authorizer',
    set('aws_api_gateway_rest_api.api', { api_key_source: 'AUTHORIZER' }),
  ),
];

/** What looks like one of those, and takes nothing from anybody. */
export const HARMLESS_TOO: readonly Scenario[] = [
  prod(
    'a log group is added',
    add('aws_cloudwatch_log_group.more', { name: '/gatehouse/prod/more', retention_in_days: 30 }),
  ),
  prod(
    'an alarm is added',
    add('aws_cloudwatch_metric_alarm.more', {
      alarm_name: 'gatehouse-prod-4xx',
      namespace: 'AWS/ApiGateway',
      metric_name: '4XXError',
      statistic: 'Sum',
      period: 60,
      evaluation_periods: 1,
      threshold: 100,
      comparison_operator: 'GreaterThanThreshold',
      alarm_actions: ['${aws_sns_topic.alarms.arn}'],
    }),
  ),
  prod('a queue is added', add('aws_sqs_queue.more', { name: 'gatehouse-prod-more' })),
  prod('a function may run longer', set(FUNCTION, { timeout: 20 })),
  prod(
    'messages are kept longer',
    set('aws_sqs_queue.dead_letters', { message_retention_seconds: 1209600 }),
  ),
  prod('a stage gets a description', set(STAGE, { description: 'prod' })),
  prod('an origin is the same', variables({ greeting: 'hello' })),
  prod(
    'a role is denied something',
    statements('aws_iam_role_policy.items', 'policy', (found) => [
      ...found,
      { Effect: 'Deny', Action: 'dynamodb:DeleteItem', Resource: '*' },
    ]),
  ),
  prod(
    'a permission covers another path of the stage',
    set('aws_lambda_permission.items', {
      source_arn: 'arn:aws:execute-api:eu-central-1:000000000000:abcde12345/prod/POST/things',
    }),
  ),
  api(
    'tokens are believed for a minute',
    set('aws_api_gateway_authorizer.token', { authorizer_result_ttl_in_seconds: 60 }),
  ),
  api('the API gets a description', set('aws_api_gateway_rest_api.api', { description: 'Doors.' })),
];
