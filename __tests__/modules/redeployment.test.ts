/** `triggers.redeployment`: a stage gets a new deployment when what it would show of the API changed, and only then. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { api } from '../../api';
import { loadConfig } from '../../config';
import type { GatehouseAppProps, RestApiDefinition, Route, StageSettings } from '../../modules';
import { snapshotHash, snapshotOf } from '../../modules/redeployment';
import { ApiStack } from '../../modules/stacks/api-stack';
import { synthesize } from '../helpers/synth';
import { members, text, type Arguments } from '../helpers/template';

const NO_KEYS = 'there are no keys here';
const ours: RestApiDefinition = api;
const faq: Route = {
  summary: 'One question and its answer, at random.',
  access: 'open',
  integration: { type: 'lambda-proxy', function: 'faq' },
};

/** Our API with one row changed, or one more. */
function withRoute(key: keyof RestApiDefinition['routes'], route: Route): RestApiDefinition {
  return { ...ours, routes: { ...ours.routes, [key]: route } };
}

/** What the deployments of both stages are triggered by. */
function triggers(change: Partial<GatehouseAppProps> = {}): { dev: string; prod: string } {
  const app = synthesize(change);
  app.remove();
  const trigger = (stage: 'dev' | 'prod') => {
    const deployment = app[stage].find('aws_api_gateway_deployment');
    return text(members(deployment['triggers'])['redeployment']);
  };
  return { dev: trigger('dev'), prod: trigger('prod') };
}

/** The same of the API stack alone, which is made in a tenth of the time. */
function hashOf(definition: RestApiDefinition, defaultEndpoint: 'on' | 'off' = 'on'): string {
  return snapshotOf(
    new ApiStack(new App({ outdir: join(tmpdir(), 'gatehouse-not-written') }), 'gatehouse-api', {
      ...loadConfig({}, NO_KEYS),
      // Settings of a function that no route names any more are refused, and are none of the API's business.
      definition: { ...definition, functions: {} },
      defaultEndpoint,
    }),
  ).redeploymentHash;
}

/** Settings of a stage that are no part of what it shows of the API: each other than ours. */
const OTHER_SETTINGS: Partial<StageSettings> = {
  throttle: { rateLimit: 1, burstLimit: 1 },
  keyThrottle: { rateLimit: 1, burstLimit: 1 },
  keyQuota: { limit: 1, period: 'WEEK' },
  logLevel: 'WARN',
  executionLogLevel: 'OFF',
  logRetentionDays: 3,
  protected: false,
  variables: { accountDetails: 'shown', more: '1' },
  corsOrigins: ['https://app.example.com'],
  runtime: 'nodejs24.x',
  environment: { authorizer: { JWKS_URI: 'https://id.example.com/jwks' } },
  alarms: undefined,
  notifications: false,
  dashboard: false,
};

describe('the hash of the snapshot, from the route table', () => {
  const before = hashOf(ours);

  it('is what makes both stages a new deployment', () => {
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(triggers()).toEqual({ dev: before, prod: before });
  });

  it.each<[string, RestApiDefinition]>([
    ['a route is added', withRoute('GET /more', faq)],
    ['a method is added to a path', withRoute('PUT /items', faq)],
    [
      'a route is removed',
      {
        ...ours,
        routes: Object.fromEntries(
          Object.entries(ours.routes).filter(([key]) => key !== 'GET /faq'),
        ),
      },
    ],
    ['an access is changed', withRoute('GET /faq', { ...faq, access: 'api-key' })],
    [
      'an open route asks for a token',
      withRoute('GET /faq', { ...faq, access: 'token', scope: 'faq:read' }),
    ],
    [
      'another function answers',
      withRoute('GET /faq', {
        ...faq,
        integration: { type: 'lambda-proxy', function: 'hello' },
      }),
    ],
    [
      'a mapping template is changed',
      withRoute('GET /Netflixapigw101', {
        ...api.routes['GET /Netflixapigw101'],
        integration: { type: 'lambda', function: 'hello', request: { 'application/json': '{ }' } },
      }),
    ],
    [
      'a parameter is declared',
      withRoute('GET /faq', { ...faq, parameters: { 'querystring.topic': 'optional' } }),
    ],
    [
      'a parameter becomes required',
      withRoute('POST /items', {
        ...api.routes['POST /items'],
        parameters: { 'header.Idempotency-Key': 'required' },
      }),
    ],
    [
      'a body is validated',
      withRoute('POST /loopback', { ...api.routes['POST /loopback'], model: 'Item' }),
    ],
    [
      'a response is declared',
      withRoute('GET /faq', {
        ...api.routes['GET /faq'],
        responses: { ...api.routes['GET /faq'].responses, 429: { description: 'Too many.' } },
      }),
    ],
    [
      'a model is changed',
      { ...ours, models: { ...ours.models, Item: { title: 'Item', type: 'object' } } },
    ],
    [
      'the authorizer keeps policies for another time',
      { ...ours, authorizer: { function: 'authorizer', ttlSeconds: 60 } },
    ],
    ['another function authorizes', { ...ours, authorizer: { function: 'hello' } }],
    ['the description is changed', { ...ours, description: 'Another one.' }],
  ])('changes when %s', (_, definition) => {
    expect(hashOf(definition)).not.toBe(before);
  });

  it('changes when the default endpoint is switched off', () => {
    expect(hashOf(ours, 'off')).not.toBe(before);
  });

  it.each<[string, RestApiDefinition]>([
    ['nothing is changed', { ...ours }],
    [
      'routes, models and functions stand in another order',
      {
        ...ours,
        routes: reversed(ours.routes),
        models: reversed(ours.models ?? {}),
        functions: reversed(ours.functions ?? {}),
      },
    ],
    [
      'the settings of a function change',
      {
        ...ours,
        functions: { ...ours.functions, faq: { memoryMiB: 1024, timeoutSeconds: 29 } },
      },
    ],
  ])('stays when %s', (_, definition) => {
    expect(hashOf(definition)).toBe(before);
  });

  it('stays when two methods of one path change places', () => {
    const get = withRoute('GET /items', faq);
    expect(hashOf({ ...get, routes: reversed(get.routes) })).toBe(hashOf(get));
  });

  it('stays when nothing but settings of the stages and tags change', () => {
    const { dev, prod } = loadConfig({}, NO_KEYS).stages;
    const after = triggers({
      stages: { dev: { ...dev, ...OTHER_SETTINGS }, prod: { ...prod, ...OTHER_SETTINGS } },
      tags: { owner: 'somebody else' },
    });
    expect(after).toEqual({ dev: before, prod: before });
  });
});

/** From the Terraform JSON: whatever makes a resource of a snapshot, the hash sees it. */
describe('the hash of the snapshot, from the API stack', () => {
  const app = synthesize();
  app.remove();
  const terraform = app.api.json;
  const before = snapshotHash(terraform);

  // What documents the API is published by itself, not with a deployment.
  const kinds = Object.keys(members(terraform['resource'])).filter(
    (type) => type.startsWith('aws_api_gateway_') && !type.includes('_documentation_'),
  );

  it('knows every kind of thing that an API is made of', () => {
    expect(kinds.sort()).toEqual([
      'aws_api_gateway_authorizer',
      'aws_api_gateway_gateway_response',
      'aws_api_gateway_integration',
      'aws_api_gateway_integration_response',
      'aws_api_gateway_method',
      'aws_api_gateway_method_response',
      'aws_api_gateway_model',
      'aws_api_gateway_request_validator',
      'aws_api_gateway_resource',
      'aws_api_gateway_rest_api',
    ]);
  });

  const everyArgument = kinds.flatMap((type) => {
    const names = new Set(
      Object.values(app.api.resources(type)).flatMap((one) => Object.keys(one)),
    );
    for (const name of ['//', 'depends_on', 'lifecycle']) names.delete(name);
    return [...names].map((name) => [type, name] as const);
  });

  it.each(everyArgument)('changes with %s, when its %s changes', (type, argument) => {
    expect(snapshotHash(changed(type, argument))).not.toBe(before);
  });

  it.each([
    ['aws_api_gateway_rest_api', 'binary_media_types', ['image/png']],
    ['aws_api_gateway_rest_api', 'minimum_compression_size', '1024'],
    ['aws_api_gateway_rest_api', 'api_key_source', 'AUTHORIZER'],
    ['aws_api_gateway_rest_api', 'policy', '{"Version":"2012-10-17","Statement":[]}'],
    ['aws_api_gateway_integration', 'timeout_milliseconds', 1000],
    ['aws_api_gateway_integration', 'content_handling', 'CONVERT_TO_TEXT'],
    ['aws_api_gateway_integration', 'cache_key_parameters', ['method.request.path.id']],
    ['aws_api_gateway_integration_response', 'content_handling', 'CONVERT_TO_BINARY'],
    ['aws_api_gateway_method', 'authorization_scopes', ['items:read']],
    ['aws_api_gateway_method', 'operation_name', 'ReadItem'],
    ['aws_api_gateway_authorizer', 'authorizer_credentials', 'arn:aws:iam::123456789012:role/a'],
  ] as const)('changes with %s, when it gets %s', (type, argument, value) => {
    expect(snapshotHash(changed(type, argument, value))).not.toBe(before);
  });

  it.each(kinds.map((type) => [type]))('changes when one more %s is made, or one less', (type) => {
    const all = app.api.resources(type);
    const [first = ''] = Object.keys(all);
    const { [first]: removed, ...fewer } = all;
    expect(snapshotHash(withResources(type, fewer))).not.toBe(before);
    expect(snapshotHash(withResources(type, { ...all, one_more: removed ?? {} }))).not.toBe(before);
  });

  it('changes when the API gets a policy of its own resource', () => {
    const policy = { rest_api_id: 'a', policy: '{"Version":"2012-10-17","Statement":[]}' };
    const after = withResources('aws_api_gateway_rest_api_policy', { policy });
    expect(snapshotHash(after)).not.toBe(before);
  });

  it('stays when resources and their arguments stand in another order', () => {
    const resource = members(terraform['resource']);
    const turned = Object.fromEntries(
      Object.entries(reversed(resource)).map(([type, all]) => [
        type,
        Object.fromEntries(
          Object.entries(reversed(members(all))).map(([name, one]) => [
            name,
            reversed(members(one)),
          ]),
        ),
      ]),
    );
    expect(JSON.stringify(turned)).not.toBe(JSON.stringify(resource));
    expect(snapshotHash({ ...terraform, resource: turned })).toBe(before);
  });

  it.each(['//', 'depends_on', 'lifecycle', 'tags'])(
    'stays when %s of a resource changes',
    (key) => {
      expect(snapshotHash(changed('aws_api_gateway_rest_api', key, ['changed']))).toBe(before);
    },
  );

  it('stays when what no deployment holds is made or changed', () => {
    for (const type of ['aws_api_gateway_account', 'aws_api_gateway_documentation_part']) {
      expect(snapshotHash(withResources(type, { one: { value: 1 } }))).toBe(before);
    }
    expect(snapshotHash({ ...terraform, output: {}, provider: {}, terraform: {} })).toBe(before);
  });

  /** The stack's JSON with one argument of one resource of a type changed. */
  function changed(type: string, argument: string, value: unknown = { changed: 'yes' }): Arguments {
    const all = app.api.resources(type);
    const having = Object.keys(all).find((name) => all[name]?.[argument] !== undefined);
    const [name = ''] = having === undefined ? Object.keys(all) : [having];
    return withResources(type, { ...all, [name]: { ...all[name], [argument]: value } });
  }

  function withResources(type: string, all: Arguments): Arguments {
    return { ...terraform, resource: { ...members(terraform['resource']), [type]: all } };
  }
});

function reversed<T>(value: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(value).reverse());
}
