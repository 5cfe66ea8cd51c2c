import { createServer, type RequestListener } from 'node:http';
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { createDocumentClient } from '../../../functions/items/client';
import { createHandler, type ItemsHandler } from '../../../functions/items/handler';
import { ItemStore } from '../../../functions/items/store';
import {
  clientConfig,
  close,
  listen,
  startItemsTable,
  type ItemsTable,
} from '../../helpers/items-table';
import { proxyEvent, type EventParts } from '../../helpers/proxy-event';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SECRET = 'marked-secret-6f1c';

let table: ItemsTable;
let client: ReturnType<typeof createDocumentClient>;
let handler: ItemsHandler;
let lines: string[];

const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 10_000 };

beforeAll(async () => {
  table = await startItemsTable();
  client = createDocumentClient(table.config);
  handler = createHandler(new ItemStore(client));
});

afterAll(async () => {
  client.destroy();
  await table.stop();
});

beforeEach(() => {
  lines = [];
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    jest.spyOn(console, level).mockImplementation((...said: unknown[]) => {
      lines.push(JSON.stringify(said));
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['TABLE_NAME'];
});

async function call(parts: EventParts, by: ItemsHandler = handler) {
  const event = proxyEvent({ stageVariables: { itemsTable: table.tableName }, ...parts });
  const answer = (await by(event, context)) as APIGatewayProxyResult;
  const parsed: unknown = JSON.parse(answer.body);
  return { ...answer, parsed };
}

function post(body: string | null, more: EventParts = {}) {
  return call({ httpMethod: 'POST', path: '/items', body, ...more });
}

function read(id: string) {
  return call({ path: '/items/{id}', pathParameters: { id } });
}

function idOf(parsed: unknown): string {
  return (parsed as { id: string }).id;
}

async function countItems(): Promise<number> {
  const { Count } = await client.send(new ScanCommand({ TableName: table.tableName }));
  return Count ?? 0;
}

describe('POST /items', () => {
  it('answers 201 with OK, an id and the time', async () => {
    const { statusCode, headers, parsed } = await post('{"Metadata":"Hello"}');
    expect(statusCode).toBe(201);
    expect(headers).toMatchObject({ 'Content-Type': 'application/json' });
    expect(parsed).toEqual({
      message: 'OK!',
      id: expect.stringMatching(UUID) as string,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
  });

  it.each([
    ['a large number and a duplicate key', '{"n":12345678901234567890,"n":1}'],
    ['white space and escapes', ' {\t"a" : "\\u00e9\\ud800", "b":1e400 }\r\n'],
    ['text beyond the basic plane', '"naïve 🦒 \u2028"'],
    ['a bare value', '-0.0'],
  ])('stores %s byte for byte', async (_what, body) => {
    const { parsed } = await post(body);
    const answer = await read(idOf(parsed));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'Content-Type': 'application/json' });
    expect(answer.body).toBe(body);
  });

  it('decodes a Base64 body', async () => {
    const body = '{"text":"žluťoučký"}';
    const { parsed } = await post(Buffer.from(body).toString('base64'), { isBase64Encoded: true });
    expect((await read(idOf(parsed))).body).toBe(body);
  });

  it.each([
    ['no', {}],
    ['application/json', { 'Content-Type': 'application/json' }],
    ['parameters on it', { 'content-type': 'Application/JSON; charset=utf-8' }],
    ['a +json', { 'Content-Type': 'application/vnd.api+json' }],
    ['what curl -d says', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ])('takes JSON with %s content type', async (_what, headers) => {
    expect((await post('{}', { headers })).statusCode).toBe(201);
  });

  it.each(['text/plain', 'application/xml', 'json', 'application/json-seq', '+json', 'a/b/c+json'])(
    'rejects the content type %s with 415',
    async (type) => {
      const { statusCode, parsed } = await post('{}', { headers: { 'Content-Type': type } });
      expect(statusCode).toBe(415);
      expect(parsed).toEqual({
        message: expect.stringContaining('Unsupported Media Type') as string,
      });
    },
  );

  it.each([
    ['text', 'hello', /not JSON: .*'h'/],
    ['a form', 'a=1&b=2', /not JSON/],
    ['half an object', '{"a":', /not JSON: .*end/],
    ['nothing', '', /empty/],
    ['no body at all', null, /empty/],
    ['a byte order mark', '\ufeff{}', /not JSON/],
  ])('rejects %s with 400 and the reason', async (_what, body, reason) => {
    const before = await countItems();
    const { statusCode, parsed } = await post(body);
    expect(statusCode).toBe(400);
    expect(parsed).toEqual({ message: expect.stringMatching(reason) as string });
    expect(await countItems()).toBe(before);
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a byte order mark', Buffer.from('\ufeff{}')],
  ])('rejects %s in Base64 with 400', async (_what, bytes) => {
    const { statusCode } = await post(bytes.toString('base64'), { isBase64Encoded: true });
    expect(statusCode).toBe(400);
  });

  it('takes an item of 400 KB, names included, and rejects one byte more with 413', async () => {
    // id, body, createdAt and their values without the body's: 2 + 36 + 4 + 9 + 24 bytes.
    const largest = `"${'é'.repeat((409_600 - 75 - 2 - 1) / 2)}x"`;
    expect(Buffer.byteLength(largest)).toBe(409_600 - 75);
    const stored = await post(largest);
    expect(stored.statusCode).toBe(201);
    expect((await read(idOf(stored.parsed))).body).toBe(largest);
    const { statusCode, parsed } = await post(`${largest} `);
    expect(statusCode).toBe(413);
    expect(parsed).toEqual({ message: expect.stringContaining('409600') as string });
  });

  it('allows the origin that the stage variable names, on errors too', async () => {
    const stageVariables = {
      itemsTable: table.tableName,
      corsOrigins: 'https://a.example,https://b.example',
    };
    const headers = { Origin: 'https://b.example' };
    const good = await post('{}', { headers, stageVariables });
    const bad = await post('x', { headers, stageVariables });
    const cors = { 'Access-Control-Allow-Origin': 'https://b.example', Vary: 'Origin' };
    expect(good.headers).toMatchObject(cors);
    expect(bad).toMatchObject({ statusCode: 400, headers: cors });
  });
});

describe('Idempotency-Key', () => {
  const key = (value: string): EventParts => ({ headers: { 'idempotency-key': value } });

  it('makes a retry answer with the first item', async () => {
    const first = await post('{"a":1}', key('retry'));
    const before = await countItems();
    const again = await post('{"a":1}', key('retry'));
    expect(again.statusCode).toBe(201);
    expect(again.parsed).toEqual(first.parsed);
    expect(await countItems()).toBe(before);
  });

  it('answers 409 when the body differs, and keeps the first', async () => {
    const first = await post('{"a":1}', key('conflict'));
    const { statusCode, parsed } = await post('{"a":1 }', key('conflict'));
    expect(statusCode).toBe(409);
    expect(parsed).toEqual({ message: expect.stringContaining('Idempotency-Key') as string });
    expect((await read(idOf(first.parsed))).body).toBe('{"a":1}');
  });

  it('lets one of many at once win, and tells all the same', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post('{"race":true}', key('race'))),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('belongs to the caller: another API key with the same one stores its own item', async () => {
    const mine = await post('{"a":1}', { ...key('shared'), apiKeyId: 'key-1' });
    const theirs = await post('{"a":2}', { ...key('shared'), apiKeyId: 'key-2' });
    expect(theirs.statusCode).toBe(201);
    expect(idOf(theirs.parsed)).not.toBe(idOf(mine.parsed));
  });

  it.each([
    ['empty', ''],
    ['too long', 'k'.repeat(256)],
    ['not ASCII', 'schlüssel'],
    ['a line break', 'a\nb'],
  ])('rejects a key that is %s with 400', async (_what, value) => {
    expect((await post('{}', key(value))).statusCode).toBe(400);
  });
});

describe('GET /items/{id}', () => {
  it.each([
    ['is not there', '00000000-0000-4000-8000-000000000000'],
    ['is no id', 'x'],
    ['is absurdly long', 'a'.repeat(9000)],
    ['is empty', ''],
    ['climbs', '../items'],
  ])('answers 404 for an id that %s', async (_what, id) => {
    const { statusCode, parsed } = await read(id);
    expect(statusCode).toBe(404);
    expect(parsed).toEqual({ message: 'There is no such item' });
  });

  it('answers 405 to another method', async () => {
    const answer = await call({ httpMethod: 'DELETE', path: '/items/{id}' });
    expect(answer).toMatchObject({ statusCode: 405, headers: { Allow: 'GET, POST' } });
  });
});

describe('the table', () => {
  it('is the one of the stage variable, whatever the environment says', async () => {
    process.env['TABLE_NAME'] = 'gatehouse-prod-items';
    expect((await post('{}')).statusCode).toBe(201);
  });

  it('is the one of the environment when there is no stage variable', async () => {
    process.env['TABLE_NAME'] = table.tableName;
    expect((await post('{}', { stageVariables: null })).statusCode).toBe(201);
  });

  it.each([
    ['no table is named', null],
    ['the table does not exist', { itemsTable: 'gatehouse-dev-gone' }],
  ])('answers a bare 500 and logs why when %s', async (_what, stageVariables) => {
    const { statusCode, body } = await post('{}', { stageVariables });
    expect(statusCode).toBe(500);
    expect(body).toBe('{"message":"Internal server error"}');
    expect(lines.join()).toMatch(/failed/);
  });
});

describe('direct invocation', () => {
  beforeEach(() => {
    process.env['TABLE_NAME'] = table.tableName;
  });

  const invoke = (event: unknown, awsRequestId: string) =>
    handler(event, { ...context, awsRequestId }) as Promise<{ id: string }>;

  it.each([
    ['an object', { Metadata: 'Hello' }, '{"Metadata":"Hello"}'],
    ['a text', 'hi', '"hi"'],
    ['null', null, 'null'],
    ['nothing', undefined, 'null'],
    ['half a proxy event', { httpMethod: 'POST' }, '{"httpMethod":"POST"}'],
  ])('stores %s', async (_what, event, body) => {
    const result = await invoke(event, `direct-${body}`);
    expect(result).toMatchObject({ message: 'OK!', id: expect.stringMatching(UUID) as string });
    expect((await read(result.id)).body).toBe(body);
  });

  it('stores one item however often Lambda tries', async () => {
    const first = await invoke({ n: 1 }, 'tried-twice');
    const before = await countItems();
    expect(await invoke({ n: 1 }, 'tried-twice')).toEqual(first);
    expect(await countItems()).toBe(before);
  });

  it('fails, so that Lambda tries again, and names neither table nor payload', async () => {
    process.env['TABLE_NAME'] = 'gatehouse-dev-gone';
    await expect(invoke({ secret: SECRET }, 'fails')).rejects.toThrow(
      'The event was not stored: ResourceNotFoundException',
    );
    expect(lines.join()).toContain('event-not-stored');
    expect(lines.join()).not.toContain(SECRET);
  });

  it('fails when the payload is larger than an item may be', async () => {
    await expect(invoke('x'.repeat(410_000), 'large')).rejects.toThrow('RangeError');
  });
});

describe('a DynamoDB that', () => {
  const error =
    (status: number, type: string): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}` }));
    };

  /** Calls the handler against a server that behaves so; tells the answer and how often the server was asked. */
  async function against(behaviour: RequestListener, remainingMs = 10_000) {
    const asked = jest.fn(behaviour);
    const server = createServer(asked);
    await listen(server);
    const own = createDocumentClient(clientConfig(server));
    const by = createHandler(new ItemStore(own));
    const event = proxyEvent({
      httpMethod: 'POST',
      body: '{}',
      stageVariables: { itemsTable: 'gatehouse-dev-items' },
    });
    try {
      const answer = await by(event, { ...context, getRemainingTimeInMillis: () => remainingMs });
      return { answer, asked: asked.mock.calls.length };
    } finally {
      own.destroy();
      await close(server);
    }
  }

  const unavailable = {
    statusCode: 503,
    headers: { 'Retry-After': '1' },
    body: '{"message":"Service Unavailable: try again"}',
  };

  const throttle = error(400, 'ProvisionedThroughputExceededException');

  beforeEach(() => {
    // The pauses between the SDK's attempts are drawn by lot: short ones.
    jest.spyOn(Math, 'random').mockReturnValue(0.01);
  });

  it.each([
    ['throttles', throttle],
    ['throttles the account', error(400, 'ThrottlingException')],
    ['fails', error(500, 'InternalServerError')],
  ])('%s is tried three times, then it is 503 with Retry-After', async (_what, behaviour) => {
    const { answer, asked } = await against(behaviour);
    expect(answer).toMatchObject(unavailable);
    expect(asked).toBe(3);
    expect(lines.join()).toMatch(/refused.*503/);
  });

  it('never answers is given up before the function runs out of time', async () => {
    const { answer } = await against(() => undefined, 700);
    expect(answer).toMatchObject(unavailable);
  });

  it('throttles for longer than the function may run is 503 in time', async () => {
    // Without the deadline the SDK would pause for up to a second here, and then for two.
    jest.spyOn(Math, 'random').mockReturnValue(0.99);
    const { answer, asked } = await against(throttle, 600);
    expect(answer).toMatchObject(unavailable);
    expect(asked).toBe(1);
  });

  it('refuses the role is a bare 500, and is not asked again', async () => {
    const { answer, asked } = await against(error(400, 'AccessDeniedException'));
    expect(answer).toMatchObject({ statusCode: 500, body: '{"message":"Internal server error"}' });
    expect(asked).toBe(1);
  });

  it('holds something else under the id is a bare 500', async () => {
    const { parsed } = await post('{}', { headers: { 'idempotency-key': 'odd' } });
    const { Item } = await client.send(
      new GetCommand({ TableName: table.tableName, Key: { id: idOf(parsed) } }),
    );
    expect(Item).toMatchObject({ id: idOf(parsed), body: '{}' });
    const { answer } = await against((request, response) => {
      const isPut = String(request.headers['x-amz-target']).endsWith('PutItem');
      if (isPut) {
        error(400, 'ConditionalCheckFailedException')(request, response);
        return;
      }
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ Item: { id: { S: 'x' }, body: { N: '1' } } }));
    });
    expect(answer).toMatchObject({ statusCode: 500 });
  });
});

describe('the log', () => {
  it('tells what happened and holds no body, header or key', async () => {
    const headers = {
      'X-Api-Key': SECRET,
      Authorization: `Bearer ${SECRET}`,
      'Idempotency-Key': SECRET,
    };
    await post(JSON.stringify({ password: SECRET }), { headers });
    await post(`{"password":"${SECRET}"`, { headers });
    expect(lines.join()).toContain('item-stored');
    expect(lines.join()).toContain('c6af9ac6-7b61-11e6-9a41-93e8deadbeef');
    expect(lines.join()).not.toContain(SECRET);
    expect(lines.join()).not.toContain('secret-key');
  });

  it('is as quiet as the stage variable logLevel says', async () => {
    await post('{}', { stageVariables: { itemsTable: table.tableName, logLevel: 'error' } });
    expect(lines).toEqual([]);
  });
});
