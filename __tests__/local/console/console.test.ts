import { ask, KEY, serveConsole, TOKEN, type ConsoleUnderTest } from './console-under-test';

describe('the console', () => {
  let served: ConsoleUnderTest;

  beforeAll(async () => {
    served = await serveConsole();
  });
  afterAll(() => served.stop());

  const json = async (path: string): Promise<unknown> =>
    (await fetch(`${served.url}/_gatehouse/${path}`)).json();

  async function call(path: string, init: RequestInit = {}): Promise<string> {
    const response = await fetch(`${served.url}${path}`, init);
    await response.text();
    return response.headers.get('x-amzn-requestid') ?? '';
  }

  test.each([
    ['/', 200, 'text/html; charset=utf-8'],
    ['/?from=somewhere', 200, 'text/html; charset=utf-8'],
    ['/_gatehouse/page/console.js', 200, 'text/javascript; charset=utf-8'],
    ['/_gatehouse/page/console.css', 200, 'text/css; charset=utf-8'],
    ['/_gatehouse/page/icon.svg', 200, 'image/svg+xml'],
    ['/_gatehouse/application', 200, 'application/json'],
    ['/_gatehouse/page/none.js', 404, 'application/json'],
    ['/_gatehouse/page/..%2findex.ts', 404, 'application/json'],
    ['/_gatehouse/page/%', 404, 'application/json'],
    ['/_gatehouse/nothing', 404, 'application/json'],
    ['/_gatehouse/exchanges/none', 404, 'application/json'],
    ['/_gatehouse/tables/none', 400, 'application/json'],
  ])('answers %s with %i and %s', async (path, status, contentType) => {
    const response = await fetch(`${served.url}${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, contentType]);
  });

  test.each(['/', '/_gatehouse/application', '/_gatehouse/nothing'])(
    '%s may be read, framed and kept by no other site',
    async (path) => {
      const { headers } = await fetch(`${served.url}${path}`, {
        headers: { Origin: 'http://localhost:5173' },
      });
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /default-src 'self';.*frame-ancestors 'none'/,
        ),
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    },
  );

  test.each([
    ['/', { Host: 'evil.example' }],
    ['/_gatehouse/application', { Host: 'evil.example' }],
    ['/_gatehouse/application', { 'Sec-Fetch-Site': 'cross-site' }],
    ['/_gatehouse/events', { 'Sec-Fetch-Site': 'same-site' }],
  ])('%s refuses %j, and says no secret', async (path, headers) => {
    const { status, text } = await ask(served.port, path, headers);
    expect(status).toBe(403);
    expect(text).not.toContain(KEY);
  });

  it('takes nothing but reading', async () => {
    const response = await fetch(`${served.url}/_gatehouse/application`, { method: 'POST' });
    expect(response.status).toBe(405);
  });

  it('leaves every other path to the stages', async () => {
    const response = await fetch(`${served.url}/dev/hello`);
    expect([response.status, await response.text()]).toEqual([200, 'hello']);
  });

  it('tells the stages with their documents, tables and credentials', async () => {
    expect(await json('application')).toMatchObject({
      stages: [
        {
          name: 'dev',
          path: '/dev',
          apiKey: KEY,
          token: TOKEN,
          tables: [{ name: 'items', hashKey: 'id' }],
          document: { openapi: '3.0.1', paths: { '/items': { post: {} } } },
        },
      ],
      logGroups: { '/shop/dev': { stage: 'dev', kind: 'access' } },
      stacks: [{ name: 'shop-dev', picture: { nodes: [{ id: 'aws_sqs_queue' }] } }],
    });
  });

  it('tells everything of a request that got through', async () => {
    const id = await call('/dev/items', {
      method: 'POST',
      headers: { 'x-api-key': KEY, 'Content-Type': 'application/json' },
      body: '{"a":1}',
    });
    expect(await json(`exchanges/${id}`)).toMatchObject({
      stage: 'dev',
      statusCode: 200,
      failure: null,
      request: { method: 'POST', target: '/dev/items', body: '{"a":1}' },
      route: { resource: '/items', httpMethod: 'POST' },
      authorizer: null,
      apiKey: { id: 'k1', name: 'shop-dev' },
      usagePlan: { name: 'shop-dev', quota: { limit: 100 }, quotaRemaining: 99 },
      integration: { type: 'AWS_PROXY', function: 'fn', event: { body: '{"a":1}' } },
      result: { statusCode: 200, body: 'hello' },
      response: { body: 'hello' },
      backendRequestId: 'the-invocation',
      timings: expect.arrayContaining([{ step: 'integration', durationMs: expect.any(Number) }]),
    });
  });

  it('shows no key whole, not even in the event', async () => {
    const id = await call('/dev/items', { method: 'POST', headers: { 'x-api-key': KEY } });
    const text = JSON.stringify(await json(`exchanges/${id}`));
    expect(text).toContain('the-…6789');
    expect(text).not.toContain(KEY);
  });

  it('tells why a request was refused, and where', async () => {
    const id = await call('/dev/items', { method: 'POST' });
    expect(await json(`exchanges/${id}`)).toMatchObject({
      statusCode: 403,
      failure: {
        type: 'INVALID_API_KEY',
        step: 'API key',
        message: 'Forbidden',
        explanation: expect.stringContaining('has no x-api-key header'),
      },
      integration: null,
    });
  });

  it('reads a table page by page', async () => {
    for (let at = 0; at < 60; at += 1) {
      await served.dynamodb.call('PutItem', {
        TableName: 'items',
        Item: { id: { S: `item ${String(at)}` } },
      });
    }
    const first = page(await json('tables/items'));
    const second = page(await json(`tables/items?from=${String(first.next)}`));
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 10, null]);
    expect(
      new Set([...first.items, ...second.items].map((item) => JSON.stringify(item))).size,
    ).toBe(60);
    const odd = await fetch(`${served.url}/_gatehouse/tables/items?from=odd`);
    expect(odd.status).toBe(400);
  });

  it('forgets on a reset', async () => {
    const id = await call('/dev/hello');
    served.console.reset();
    expect(await json(`exchanges/${id}`)).toMatchObject({
      message: expect.stringContaining('not among the latest'),
    });
  });
});

function page(value: unknown): { readonly items: readonly unknown[]; readonly next: unknown } {
  if (typeof value !== 'object' || value === null || !('items' in value) || !('next' in value)) {
    throw new Error('this is no page of items');
  }
  return { items: Array.isArray(value.items) ? value.items : [], next: value.next };
}
