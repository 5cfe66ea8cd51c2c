import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewPlans } from '../../../../scripts/plan-review';
import { RULES } from '../../../../scripts/plan-review/rules';
import { planOf } from '../helpers';

const PAGE = join(__dirname, '..', '..', '..', '..', 'docs', 'plan-review.md');

describe('every rule', () => {
  it('has an id of its own, and stands in the page with its severity', () => {
    const listed = [
      ...readFileSync(PAGE, 'utf8').matchAll(/^\| `([a-z0-9-]+)` +\| (danger|warning)/gm),
    ];

    expect(listed.map(([, id, severity]) => `${id ?? ''} ${severity ?? ''}`)).toStrictEqual(
      RULES.map(({ id, severity }) => `${id} ${severity}`),
    );
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});

interface Case {
  readonly type: string;
  readonly before?: object;
  readonly after?: object;
  readonly unknown?: object;
  readonly stack?: string;
}

function rulesOf({ type, before, after, unknown, stack = 'gatehouse-prod' }: Case): string {
  const actions = [before === undefined ? 'create' : after === undefined ? 'delete' : 'update'];
  const plan = planOf({ actions, before, after, after_unknown: unknown }, { type });
  const { dangers, warnings } = reviewPlans([{ stack, plan }]);
  return [...dangers, ...warnings].map(({ rule }) => rule).join(' ');
}

const policy = (statement: object): string => JSON.stringify({ Statement: [statement] });
const API = 'arn:aws:execute-api:eu-central-1:000000000000:abcde12345';

/** What no kept plan shows. */
describe('rules', () => {
  it.each<readonly [what: string, change: Case, rules: string]>([
    [
      'a user pool destroyed',
      { type: 'aws_cognito_user_pool', before: {} },
      'cognito-user-pool-lost',
    ],
    [
      'an index removed',
      {
        type: 'aws_dynamodb_table',
        before: { global_secondary_index: [{ name: 'a' }] },
        after: { global_secondary_index: [] },
      },
      'table-index-removed',
    ],
    [
      'protection of another kind off',
      {
        type: 'aws_cognito_user_pool',
        before: { deletion_protection: 'ACTIVE' },
        after: { deletion_protection: 'INACTIVE' },
      },
      'deletion-protection-off',
    ],
    [
      'protection not known yet',
      {
        type: 'aws_dynamodb_table',
        before: { deletion_protection_enabled: true },
        after: {},
        unknown: { deletion_protection_enabled: true },
      },
      '',
    ],
    [
      'key rotation off',
      {
        type: 'aws_kms_key',
        before: { enable_key_rotation: true },
        after: { enable_key_rotation: false },
      },
      'guard-notice',
    ],
    [
      'the public access block removed',
      { type: 'aws_s3_bucket_public_access_block', before: {} },
      'bucket-public',
    ],
    [
      'a new role for anyone',
      {
        type: 'aws_iam_role',
        after: {
          assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }),
        },
      },
      'iam-principal-anyone',
    ],
    [
      'a new queue for anyone on condition',
      {
        type: 'aws_sqs_queue_policy',
        after: {
          policy: policy({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Resource: 'arn:aws:sqs:::a',
            Principal: { AWS: '*' },
            Condition: { ArnEquals: { 'aws:SourceArn': 'x' } },
          }),
        },
      },
      'iam-principal-anyone-on-condition',
    ],
    [
      'a new policy on everything',
      {
        type: 'aws_iam_role_policy',
        after: { policy: policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }) },
      },
      'iam-wildcard-resource',
    ],
    [
      'a new policy of all but',
      {
        type: 'aws_iam_role_policy',
        after: {
          policy: policy({
            Effect: 'Allow',
            NotAction: 'iam:PassRole',
            Resource: 'arn:aws:s3:::a',
          }),
        },
      },
      'iam-negated',
    ],
    [
      'a new policy for traces',
      {
        type: 'aws_iam_role_policy',
        after: {
          policy: policy({ Effect: 'Allow', Action: 'xray:PutTraceSegments', Resource: '*' }),
        },
      },
      '',
    ],
    [
      "a key's own policy on itself",
      {
        type: 'aws_kms_key',
        after: {
          policy: policy({
            Effect: 'Allow',
            Action: 'kms:Decrypt',
            Resource: '*',
            Principal: { AWS: 'arn:aws:iam::000000000000:root' },
          }),
        },
      },
      '',
    ],
    [
      'a Deny removed',
      {
        type: 'aws_s3_bucket_policy',
        before: {
          policy: policy({ Effect: 'Deny', Action: 's3:*', Resource: '*', Principal: '*' }),
        },
        after: {
          policy: policy({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::a',
            Principal: { Service: 'x' },
          }),
        },
      },
      'iam-deny-removed iam-widened',
    ],
    [
      "the API's policy removed",
      {
        type: 'aws_api_gateway_rest_api_policy',
        before: {
          policy: policy({
            Effect: 'Allow',
            Action: 'execute-api:Invoke',
            Resource: '*',
            Principal: '*',
          }),
        },
      },
      'resource-policy-removed',
    ],
    [
      'a permissions boundary removed',
      {
        type: 'aws_iam_role',
        before: { permissions_boundary: 'arn:x' },
        after: { permissions_boundary: '' },
      },
      'guard-changed',
    ],
    [
      'a function URL for anybody',
      { type: 'aws_lambda_function_url', after: { authorization_type: 'NONE' } },
      'function-url-open resource-worth-a-look',
    ],
    [
      'a permission of ANY of one path',
      {
        type: 'aws_lambda_permission',
        after: { principal: 'apigateway.amazonaws.com', source_arn: `${API}/prod/*/hello` },
      },
      '',
    ],
    [
      'a permission of every stage',
      {
        type: 'aws_lambda_permission',
        after: { principal: 'apigateway.amazonaws.com', source_arn: `${API}/*/POST/items` },
      },
      'permission-widened',
    ],
    [
      'a permission of an authorizer',
      {
        type: 'aws_lambda_permission',
        after: { principal: 'apigateway.amazonaws.com', source_arn: `${API}/authorizers/abc` },
      },
      '',
    ],
    [
      'a permission of POST that becomes ANY',
      {
        type: 'aws_lambda_permission',
        before: { source_arn: `${API}/prod/POST/a` },
        after: { source_arn: `${API}/prod/*/a` },
      },
      'permission-widened',
    ],
    [
      'a permission of the other stage',
      { type: 'aws_lambda_permission', after: { source_arn: `${API}/dev/POST/a` } },
      'stage-crossed',
    ],
    [
      'dev naming prod',
      {
        type: 'aws_api_gateway_stage',
        stack: 'gatehouse-dev',
        before: { variables: { f: 'gatehouse-dev-items:live' } },
        after: { variables: { f: 'gatehouse-prod-items:live' } },
      },
      'stage-crossed',
    ],
    [
      'prod naming development',
      {
        type: 'aws_api_gateway_stage',
        before: {},
        after: { variables: { f: 'gatehouse-development' } },
      },
      '',
    ],
    [
      'scopes removed',
      {
        type: 'aws_api_gateway_method',
        before: { authorization: 'CUSTOM', authorization_scopes: ['a'] },
        after: { authorization: 'CUSTOM', authorization_scopes: [] },
      },
      'method-scopes-weakened',
    ],
    [
      'a preflight added',
      { type: 'aws_api_gateway_method', after: { authorization: 'NONE', http_method: 'OPTIONS' } },
      '',
    ],
    [
      'any origin in dev',
      {
        type: 'aws_api_gateway_stage',
        stack: 'gatehouse-dev',
        before: {},
        after: { variables: { corsOrigins: 'any' } },
      },
      '',
    ],
    [
      'the method settings removed',
      {
        type: 'aws_api_gateway_method_settings',
        before: { settings: [{ throttling_rate_limit: 5 }] },
      },
      'throttle-removed',
    ],
    [
      'a limit of 0, which refuses all',
      {
        type: 'aws_api_gateway_usage_plan',
        before: { throttle_settings: [{ rate_limit: 5, burst_limit: 5 }] },
        after: { throttle_settings: [{ rate_limit: 0, burst_limit: 0 }] },
      },
      '',
    ],
    [
      'a retention of ever shortened',
      {
        type: 'aws_cloudwatch_log_group',
        before: { retention_in_days: 0 },
        after: { retention_in_days: 90 },
      },
      'log-retention-lowered',
    ],
    [
      'a retention made ever',
      {
        type: 'aws_cloudwatch_log_group',
        before: { retention_in_days: 90 },
        after: { retention_in_days: 0 },
      },
      '',
    ],
    [
      'metrics off',
      {
        type: 'aws_api_gateway_method_settings',
        before: { settings: [{ metrics_enabled: true }] },
        after: { settings: [{ metrics_enabled: false }] },
      },
      'guard-notice',
    ],
    [
      'tracing off',
      {
        type: 'aws_api_gateway_stage',
        before: { xray_tracing_enabled: true },
        after: { xray_tracing_enabled: false },
      },
      'guard-notice',
    ],
    [
      'mutual TLS removed',
      {
        type: 'aws_api_gateway_domain_name',
        before: { mutual_tls_authentication: [{ truststore_uri: 's3://a' }] },
        after: { mutual_tls_authentication: [] },
      },
      'mutual-tls-removed',
    ],
    [
      'a subscription removed',
      { type: 'aws_sns_topic_subscription', before: {} },
      'alarm-subscription-removed',
    ],
    [
      'a threshold raised',
      { type: 'aws_cloudwatch_metric_alarm', before: { threshold: 1 }, after: { threshold: 9 } },
      'guard-notice',
    ],
    [
      'a secret put in the environment',
      {
        type: 'aws_lambda_function',
        before: {},
        after: { environment: [{ variables: { DB_PASSWORD: 'x' } }] },
      },
      'secret-in-environment',
    ],
    [
      'a validator weakened',
      {
        type: 'aws_api_gateway_request_validator',
        before: { validate_request_body: true },
        after: { validate_request_body: false },
      },
      'validator-weakened',
    ],
    [
      'an authorizer that reads another header',
      {
        type: 'aws_api_gateway_authorizer',
        before: { identity_source: 'a' },
        after: { identity_source: 'b' },
      },
      'access-changed',
    ],
  ])('find in %s: %#', (...[, change, rules]) => {
    expect(rulesOf(change)).toBe(rules);
  });
});
