/** Items over HTTP: what is stored, what is refused and why, and that a retry stores once. */
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { startProject, UNLIMITED, type Project } from '../helpers/project';

const STAGES = ['dev', 'prod'] as const;
type StageName = (typeof STAGES)[number];

let project: Project;
beforeAll(async () => {
  project = await startProject(UNLIMITED);
}, 60_000);
afterAll(() => project.stop());

async function post(
  stage: StageName,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${project.url(stage)}/items`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': project.key(stage),
      ...headers,
    },
    body,
  });
}

async function get(stage: StageName, id: string): Promise<Response> {
  return fetch(`${project.url(stage)}/items/${id}`, {
    headers: { authorization: `Bearer ${project.token(stage)}` },
  });
}

async function idOf(response: Response): Promise<string> {
  expect(response.status).toBe(201);
  const stored: unknown = await response.json();
  if (typeof stored !== 'object' || stored === null || !('id' in stored)) throw new Error('no id');
  return String(stored.id);
}

describe.each(STAGES)('%s', (stage) => {
  it('answers 201 with the id and the time of an item', async () => {
    const response = await post(stage, '{"Metadata":"Hello"}');
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      message: 'OK!',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  it.each([
    ['a 20-digit number and a duplicate key', '{"n":12345678901234567890,"n":1}'],
    ['numbers that a double rounds', '[1.0,1e2,-0,0.10000000000000000001]'],
    ['letters beyond ASCII', '{"grüße":"日本語 🎉 \u2028"}'],
    ['escapes', '{"a":"\\u0041\\/\\n\\ud83c\\udf89"}'],
    ['whitespace', ' \r\n{ "a" :\t1 }\n '],
    ['a key that objects of JavaScript have', '{"__proto__":{"a":1},"constructor":2}'],
    ['an empty list', '[]'],
  ])('gives %s back byte for byte', async (_, body) => {
    const response = await get(stage, await idOf(await post(stage, body)));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).toString('hex')).toBe(
      Buffer.from(body).toString('hex'),
    );
  });

  it('takes what curl -d sends without a content type of its own', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await get(stage, await idOf(await post(stage, '{"a":1}', headers)));
    expect(await response.text()).toBe('{"a":1}');
  });

  it.each([
    ['not JSON', 'nope', /Unexpected token/],
    ['half of JSON', '{"a":', /Unexpected end/],
    ['nothing', '', /empty/],
    ['a form', 'a=1&b=2', /Unexpected token/],
  ])('answers 400 with the reason to %s, also as a form', async (_, body, reason) => {
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const response = await post(stage, body, { 'content-type': type });
      expect(response.status).toBe(400);
      expect(await response.text()).toMatch(reason);
    }
  });

  it('says of JSON that is neither object nor list what is wrong with it', async () => {
    const response = await post(stage, '"a text"');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: 'Invalid request body',
      reason: expect.stringMatching(/object.*array|array.*object/),
    });
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x'])(
    'answers 415 to %s',
    async (type) => {
      const response = await post(stage, '{"a":1}', { 'content-type': type });
      expect(response.status).toBe(415);
      expect(await response.json()).toEqual({ message: expect.any(String) });
    },
  );

  it('takes an item as large as the table does, and answers 413 to a larger one', async () => {
    const bodyOf = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2));
    expect((await post(stage, `[${bodyOf(399 * 1024)}]`)).status).toBe(201);
    const refused = await post(stage, `[${bodyOf(401 * 1024)}]`);
    expect(refused.status).toBe(413);
    expect(await refused.json()).toEqual({ message: expect.stringMatching(/409600/) });
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'])('knows no %s /items', async (method) => {
    const response = await fetch(`${project.url(stage)}/items`, {
      method,
      headers: { 'x-api-key': project.key(stage) },
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toBe(
      method === 'HEAD' ? '' : '{"message":"Missing Authentication Token"}',
    );
  });
});

describe('with an Idempotency-Key', () => {
  const key = { 'idempotency-key': 'order-1' };

  it('answers a retry with the first item', async () => {
    const first: unknown = await (await post('dev', '{"a":1}', key)).json();
    expect(await (await post('dev', '{"a":1}', key)).json()).toEqual(first);
  });

  it('answers 409 when the body differs', async () => {
    const id = await idOf(await post('dev', '{"a":1}', key));
    const response = await post('dev', '{"a":2}', key);
    expect(response.status).toBe(409);
    expect(await (await get('dev', id)).text()).toBe('{"a":1}');
  });

  it('stores one item of retries at the same time', async () => {
    const before = await count('dev');
    const retries = Array.from({ length: 8 }, () =>
      post('dev', '{"same":true}', { 'idempotency-key': 'order-2' }).then(idOf),
    );
    expect(new Set(await Promise.all(retries)).size).toBe(1);
    expect(await count('dev')).toBe(before + 1);
  });

  it('lets one body win of several at the same time', async () => {
    const bodies = Array.from({ length: 6 }, (_, at) => `{"body":${at}}`);
    const responses = await Promise.all(
      bodies.map((body) => post('dev', body, { 'idempotency-key': 'order-3' })),
    );
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409]);
    const winner = responses.findIndex(({ status }) => status === 201);
    const stored = responses[winner];
    if (stored === undefined) throw new Error('nobody won');
    expect(await (await get('dev', await idOf(stored))).text()).toBe(bodies[winner]);
  });

  it('rejects one that is too long', async () => {
    const response = await post('dev', '{"a":1}', { 'idempotency-key': 'x'.repeat(256) });
    expect(response.status).toBe(400);
  });

  it('stores another item in the other stage', async () => {
    const id = await idOf(await post('dev', '{"a":1}', key));
    const created = await post('prod', '{"other":"stage"}', key);
    const other = await idOf(created);
    expect(await (await get('prod', other)).text()).toBe('{"other":"stage"}');
    expect(await (await get('dev', id)).text()).toBe('{"a":1}');
  });
});

describe('between the stages', () => {
  it.each([
    ['dev', 'prod'],
    ['prod', 'dev'],
  ] as const)('an item of %s is none of %s', async (stage, other) => {
    const id = await idOf(await post(stage, '{"only":"here"}'));
    expect((await get(other, id)).status).toBe(404);
    expect(await ids(stage)).toContain(id);
    expect(await ids(other)).not.toContain(id);
  });
});

async function ids(stage: StageName): Promise<readonly (string | undefined)[]> {
  const client = new DynamoDBClient({
    endpoint: project.runtime.endpoint,
    region: project.runtime.region,
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
  });
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName: `gatehouse-${stage}-items`,
      ProjectionExpression: 'id',
    }),
  );
  client.destroy();
  return Items.map((item) => item['id']?.S);
}

async function count(stage: StageName): Promise<number> {
  return (await ids(stage)).length;
}
