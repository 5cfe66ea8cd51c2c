/** Custom domain names: what `Host` leads to, and what functions and templates see of it. */
import type { Domain, RestApi } from '../../../local/rest-api';
import { method, MOCK, PROXY, restApi, serve, stage, type Answer } from '../../helpers/rest-api';

const ROOT: Domain = { domainName: 'api.example.com', basePath: '', stageName: 'prod' };
const V1: Domain = { domainName: 'api.example.com', basePath: 'v1', stageName: 'dev' };
const ANY_STAGE: Domain = { domainName: 'all.example.com', basePath: '', stageName: undefined };
const WILDCARD: Domain = { domainName: '*.example.org', basePath: 'v1/beta', stageName: 'dev' };

/** Answers with the stage that a request came to, and its paths. */
const ECHO = {
  ...MOCK,
  responses: [
    {
      statusCode: '200',
      selectionPattern: undefined,
      responseParameters: {},
      responseTemplates: {
        'application/json':
          '$context.stage $context.resourcePath $context.path $context.domainName',
      },
      contentHandling: undefined,
    },
  ],
};

function api(domains: readonly Domain[], change: Partial<RestApi> = {}): RestApi {
  const echo = [method('GET', { integration: ECHO })];
  return restApi(
    {
      '/': echo,
      '/items': echo,
      '/proxied/{id}': [method('GET', { integration: PROXY })],
    },
    {
      domains,
      stages: [stage({ name: 'dev' }), stage({ name: 'prod' })],
      ...change,
    },
  );
}

function get(domains: readonly Domain[], target: string, host: string): Promise<Answer> {
  return serve(api(domains)).call(target, { headers: { Host: host } });
}

describe('a custom domain name', () => {
  test.each([
    [[ROOT], '/items', 'api.example.com', 'prod /items /items api.example.com'],
    [[ROOT], '/items?x=1', 'API.example.com:3000', 'prod /items /items API.example.com'],
    [[ROOT], '/', 'api.example.com', 'prod / / api.example.com'],
    [[V1], '/v1/items', 'api.example.com', 'dev /items /v1/items api.example.com'],
    [[V1], '/v1', 'api.example.com', 'dev / /v1 api.example.com'],
    [[V1], '/v1/', 'api.example.com', 'dev / /v1/ api.example.com'],
    [[ROOT, V1], '/v1/items', 'api.example.com', 'dev /items /v1/items api.example.com'],
    [[V1, ROOT], '/items', 'api.example.com', 'prod /items /items api.example.com'],
    [[ANY_STAGE], '/dev/items', 'all.example.com', 'dev /items /dev/items all.example.com'],
    [[WILDCARD], '/v1/beta/items', 'a.example.org', 'dev /items /v1/beta/items a.example.org'],
  ])('%j serves %s of %s: %s', async (domains, target, host, expected) => {
    const { statusCode, text } = await get(domains, target, host);
    expect([statusCode, text]).toEqual([200, expected]);
  });

  test.each([
    ['no mapping has this base path', [V1], '/items', 'api.example.com'],
    ['a base path is only how a segment begins', [V1], '/v10/items', 'api.example.com'],
    ['the caller names no stage that there is', [ANY_STAGE], '/items', 'all.example.com'],
    ['the default endpoint is meant', [V1], '/dev/items', 'api.example.com'],
  ])('answers 403 when %s', async (_, domains, target, host) => {
    const { statusCode, text } = await get(domains, target, host);
    expect([statusCode, text]).toEqual([403, '{"message":"Forbidden"}']);
  });

  test.each([
    ['another host', [ROOT], 'localhost:3000'],
    ['a name below it', [ROOT], 'a.api.example.com'],
    ['two labels in place of a wildcard', [WILDCARD], 'a.b.example.org'],
  ])('leaves %s to the default endpoint', async (_, domains, host) => {
    expect((await get(domains, '/dev/items', host)).text).toMatch(/^dev \/items \/dev\/items /);
  });

  test('gives functions the path with the base path, and the resource without', async () => {
    const served = serve(api([V1]));
    await served.call('/v1/proxied/7', { headers: { Host: 'api.example.com' } });
    const [invocation] = served.invocations;
    expect(JSON.parse(invocation?.payload ?? '')).toMatchObject({
      resource: '/proxied/{id}',
      path: '/v1/proxied/7',
      pathParameters: { id: '7' },
      requestContext: {
        path: '/v1/proxied/7',
        resourcePath: '/proxied/{id}',
        stage: 'dev',
        domainName: 'api.example.com',
        domainPrefix: 'api',
      },
    });
  });

  test("names the method by its own path in the function's permission", async () => {
    const served = serve(api([V1]));
    await served.call('/v1/proxied/7', { headers: { Host: 'api.example.com' } });
    expect(JSON.stringify(served.invocations)).toContain(':abcdefghij/dev/GET/proxied/*');
  });
});

describe('an API whose default endpoint is off', () => {
  const served = serve(api([ROOT], { disableExecuteApiEndpoint: true }));

  test('answers at its domain name', async () => {
    const answer = await served.call('/items', { headers: { Host: 'api.example.com' } });
    expect(answer.statusCode).toBe(200);
  });

  test.each(['/prod/items', '/items', '/restapis/abcdefghij/prod/items'])(
    'answers 403 at %s of any other host',
    async (target) => {
      const { statusCode, text } = await served.call(target, { headers: { Host: 'localhost' } });
      expect([statusCode, text]).toEqual([403, '{"message":"Forbidden"}']);
    },
  );
});
