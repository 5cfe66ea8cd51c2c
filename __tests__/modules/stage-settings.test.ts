/** What the optional settings of a stage make, and that nothing of it is there without them. */
import type { StageSettings } from '../../modules';
import { everythingConfigured } from '../helpers/everything-configured';
import { synthesize, type Synthesized } from '../helpers/synth';
import { members, text, type Template } from '../helpers/template';

/** Addresses that a plan must not replace by accident: they hold data, a name or a secret. */
const PINNED = [
  'aws_api_gateway_api_key.access_key_A42379BA',
  'aws_api_gateway_stage.stage_0661E4AC',
  'aws_dynamodb_table.items_07D08F4B',
  'aws_sqs_queue.dead-letters_98524CE3',
];

describe('optional settings of a stage', () => {
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

  function changed(settings: Partial<StageSettings>): Synthesized {
    const { stages } = everythingConfigured('there are no keys here');
    return synthesize({ stages: { ...stages, prod: { ...stages.prod, ...settings } } });
  }

  it.each(['dev', 'prod'] as const)('makes nothing of a domain in %s without one', (stage) => {
    for (const type of [
      'aws_acm_certificate',
      'aws_acm_certificate_validation',
      'aws_api_gateway_domain_name',
      'aws_api_gateway_base_path_mapping',
      'aws_route53_record',
      'aws_wafv2_web_acl_association',
    ]) {
      expect(app[stage].addresses(type)).toEqual([]);
    }
    expect(app[stage].addresses('aws_api_gateway_method_settings')).toHaveLength(1);
    expect(members(app[stage].json['output'])).not.toHaveProperty('domain_url');
  });

  it('makes no key in dev without being told to', () => {
    expect(app.dev.addresses('aws_kms_key')).toEqual([]);
  });

  it.each(['dev', 'prod'] as const)(
    'keeps the addresses of what holds something in %s',
    (stage) => {
      const addresses = Object.keys(everything[stage].all());
      for (const address of PINNED) expect(addresses).toContain(address);
      expect(addresses).toEqual(
        expect.arrayContaining(Object.keys(app[stage].all()).filter(isKept)),
      );
    },
  );

  it('serves the domain with TLS 1.2, from the region, by a certificate that DNS has proved', () => {
    const { prod } = everything;
    const domain = prod.find('aws_api_gateway_domain_name');
    expect(domain).toMatchObject({
      domain_name: 'api.example.com',
      security_policy: 'TLS_1_2',
      endpoint_configuration: { types: ['REGIONAL'] },
    });
    expect(domain['regional_certificate_arn']).toMatch(
      /^\$\{aws_acm_certificate_validation\..*\.certificate_arn\}$/,
    );
    expect(prod.find('aws_acm_certificate')).toMatchObject({
      domain_name: 'api.example.com',
      validation_method: 'DNS',
      lifecycle: { create_before_destroy: true },
    });
    expect(members(prod.json['output'])['domain_url']).toMatchObject({
      value: 'https://api.example.com',
    });
  });

  it('leads A and AAAA to the domain, and the domain to the stage', () => {
    const { prod } = everything;
    for (const type of ['A', 'AAAA']) {
      expect(prod.find('aws_route53_record', { type })).toMatchObject({
        name: 'api.example.com',
        zone_id: 'Z0123456789DEF',
      });
    }
    expect(prod.find('aws_api_gateway_base_path_mapping')).toMatchObject({
      stage_name: `\${${prod.addresses('aws_api_gateway_stage').join()}.stage_name}`,
    });
  });

  it('switches the default endpoint off for both stages, or not at all', () => {
    expect(everything.api.find('aws_api_gateway_rest_api')).toMatchObject({
      disable_execute_api_endpoint: true,
    });
    expect(app.api.find('aws_api_gateway_rest_api')).not.toHaveProperty(
      'disable_execute_api_endpoint',
    );
    expect(() => synthesize({ defaultEndpoint: 'off' })).toThrow(
      /without a domain name nobody could reach dev and prod/,
    );
  });

  it('gives single methods limits of their own, with the logging of the stage', () => {
    const settings = everything.prod.find('aws_api_gateway_method_settings', {
      method_path: 'items/{id}/GET',
    });
    expect(settings['settings']).toEqual({
      data_trace_enabled: false,
      logging_level: 'ERROR',
      metrics_enabled: true,
      throttling_burst_limit: 60,
      throttling_rate_limit: 30,
    });
    expect(
      everything.prod.filter('aws_api_gateway_method_settings', { method_path: 'items/POST' }),
    ).toHaveLength(1);
  });

  it('keeps execution environments for the functions that are named', () => {
    const reserved = (template: Template, name: string) =>
      template.find('aws_lambda_function', { function_name: name })[
        'reserved_concurrent_executions'
      ];
    expect(reserved(everything.prod, 'gatehouse-prod-items')).toBe(20);
    expect(reserved(everything.prod, 'gatehouse-prod-notifier')).toBe(2);
    expect(reserved(everything.prod, 'gatehouse-prod-faq')).toBeUndefined();
    expect(reserved(app.prod, 'gatehouse-prod-items')).toBeUndefined();
  });

  it.each([
    [
      'a function that there is not',
      { reservedConcurrency: { itmes: 1 } },
      /names a function "itmes" that there is not: the functions are authorizer, faq/,
    ],
    [
      'half an execution environment',
      { reservedConcurrency: { items: 1.5 } },
      /reservedConcurrency of "items" is 1.5: must be a whole number/,
    ],
    [
      'a route that there is not',
      { methodThrottles: { 'GET /itmes': { rateLimit: 1, burstLimit: 1 } } },
      /names a route "GET \/itmes" that there is not/,
    ],
    [
      'a limit below nothing',
      { methodThrottles: { 'POST /items': { rateLimit: -1, burstLimit: 1 } } },
      /rateLimit -1 and burstLimit 1 must be numbers from 0 on/,
    ],
  ] as const)('rejects %s', (_, settings, expected) => {
    expect(() => changed(settings)).toThrow(expected);
  });

  it('puts the firewall before the stage', () => {
    const [stage = ''] = everything.dev.addresses('aws_api_gateway_stage');
    const association = everything.dev.find('aws_wafv2_web_acl_association');
    expect(association['resource_arn']).toBe(`\${${stage}.arn}`);
    expect(association['web_acl_arn']).toContain('/webacl/dev/');
  });

  it.each([
    ['a key of its own', 'dev', /^\$\{aws_kms_key\.key_\w+\.arn\}$/],
    ['a key that there is', 'prod', /^arn:aws:kms:us-east-1:123456789012:key\/0a1b2c3d-/],
  ] as const)('encrypts table, logs and topic with %s', (_, stage, expected) => {
    const template = everything[stage];
    const logGroups = Object.values(template.resources('aws_cloudwatch_log_group'));
    const keys = [
      ...logGroups.map((one) => one['kms_key_id']),
      members(template.find('aws_dynamodb_table')['server_side_encryption'])['kms_key_arn'],
      template.find('aws_sns_topic')['kms_master_key_id'],
    ];
    expect(logGroups.length).toBeGreaterThan(6);
    for (const key of keys) expect(key).toMatch(expected);
  });

  it('lets the functions use the key through DynamoDB and Parameter Store alone', () => {
    const services = Object.entries(everything.dev.resources('aws_iam_role_policy')).flatMap(
      ([name, { policy }]) =>
        [...text(policy).matchAll(/"kms:ViaService":"([^"]+)"/g)].map(
          ([, service]) => `${name.split('-')[0] ?? ''} ${service ?? ''}`,
        ),
    );
    expect(services).toEqual([
      'items dynamodb.us-east-1.amazonaws.com',
      'notifier ssm.us-east-1.amazonaws.com',
    ]);
  });

  it('lets CloudWatch Logs use the key for the log groups of the stage alone', () => {
    const policy = text(everything.dev.find('aws_kms_key')['policy']);
    expect(policy).toContain(':log-group:/aws/lambda/gatehouse-dev-*');
    expect(policy).toContain(':log-group:/aws/apigateway/gatehouse/dev/*');
    expect(policy).not.toContain(':log-group:*');
  });

  it.each(['api', 'dev', 'prod'] as const)('tags everything of %s', (stack) => {
    const [provider] = Object.values(members(members(everything[stack].json['provider'])['aws']));
    const [defaults] = Object.values(members(members(provider)['default_tags']));
    expect(members(defaults)['tags']).toEqual({
      project: 'gatehouse',
      owner: 'team-gate',
      ...(stack === 'api' ? {} : { stage: stack }),
    });
  });
});

/** A deployment is a snapshot: another API, another snapshot. */
function isKept(address: string): boolean {
  return (
    !address.startsWith('aws_api_gateway_deployment.') && !address.includes('notifications_key')
  );
}
