import { createDynamoDb, DynamoDbError, type DynamoDb } from '../../../local/dynamodb';
import { table } from './tables';

let now: number;
let dynamoDb: DynamoDb;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 21);
  const tables = [table(), table({ name: 'counts' })];
  dynamoDb = await createDynamoDb({ tables, path: undefined, clock: () => now });
});

afterEach(() => dynamoDb.stop());

const key = (id: string) => ({ id: { S: id } });
const write = (TransactItems: unknown, more: object = {}) =>
  dynamoDb.call('TransactWriteItems', { TransactItems, ...more });
const putNew = (id: string, TableName = 'items') => ({
  Put: { TableName, Item: key(id), ConditionExpression: 'attribute_not_exists(id)' },
});
const increment = (id: string) => ({
  Update: {
    TableName: 'counts',
    Key: key(id),
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});
async function read(id: string, TableName = 'items') {
  const { Item } = await dynamoDb.call('GetItem', { TableName, Key: key(id) });
  return Item;
}
async function refusal(call: Promise<unknown>) {
  const error: unknown = await call.catch((e: unknown) => e);
  if (!(error instanceof DynamoDbError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error;
}

test('all of the writes are done', async () => {
  await write([putNew('old'), increment('c')]);
  const answer = await write([
    putNew('new'),
    increment('c'),
    { Delete: { TableName: 'items', Key: key('old') } },
    {
      ConditionCheck: {
        TableName: 'items',
        Key: key('x'),
        ConditionExpression: 'attribute_not_exists(id)',
      },
    },
  ]);
  expect(answer).toEqual({});
  expect(await read('new')).toEqual(key('new'));
  expect(await read('old')).toBeUndefined();
  expect(await read('c', 'counts')).toEqual({ ...key('c'), n: { N: '2' } });
});

test('none of the writes is done when one cannot be', async () => {
  await write([putNew('a')]);
  const more = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
  const error = await refusal(
    write([increment('c'), { Put: { ...putNew('a').Put, ...more } }, putNew('b')]),
  );
  expect(error.statusCode).toBe(400);
  expect(error.body).toEqual({
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None]',
    CancellationReasons: [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: key('a') },
      { Code: 'None' },
    ],
  });
  expect(await read('b')).toBeUndefined();
  expect(await read('c', 'counts')).toBeUndefined();
});

test('a condition that fails, or an update that does not fit, cancels', async () => {
  await dynamoDb.call('PutItem', { TableName: 'counts', Item: { ...key('t'), n: { S: 'text' } } });
  const exists = { TableName: 'items', Key: key('x'), ConditionExpression: 'attribute_exists(id)' };
  const error = await refusal(write([{ ConditionCheck: exists }, increment('t')]));
  expect(error.body['CancellationReasons']).toEqual([
    { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    {
      Code: 'ValidationError',
      Message: 'An operand in the update expression has an incorrect data type',
    },
  ]);
});

test('of transactions at once that want one item, one gets it', async () => {
  const all = Array.from({ length: 20 }, (_, i) => write([putNew('a'), increment(`c${i}`)]));
  const results = await Promise.allSettled(all);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await dynamoDb.call('Scan', { TableName: 'counts' })).toMatchObject({ Count: 1 });
});

describe('a client request token', () => {
  const ClientRequestToken = 'token-1';

  test('makes a transaction be done once in ten minutes', async () => {
    await write([increment('c')], { ClientRequestToken });
    now += 10 * 60 * 1000 - 1;
    await write([increment('c')], { ClientRequestToken });
    expect(await read('c', 'counts')).toEqual({ ...key('c'), n: { N: '1' } });
    now += 1;
    await write([increment('c')], { ClientRequestToken });
    expect(await read('c', 'counts')).toEqual({ ...key('c'), n: { N: '2' } });
  });

  test('stands for one transaction only', async () => {
    await write([increment('c')], { ClientRequestToken });
    const error = await refusal(write([increment('d')], { ClientRequestToken }));
    expect(error.code).toBe('IdempotentParameterMismatchException');
  });

  test('of a cancelled transaction may be used again', async () => {
    await write([putNew('a')]);
    await refusal(write([putNew('a')], { ClientRequestToken }));
    await dynamoDb.call('DeleteItem', { TableName: 'items', Key: key('a') });
    await write([putNew('a')], { ClientRequestToken });
    expect(await read('a')).toEqual(key('a'));
  });
});

test('TransactGetItems reads each item, or says that there is none', async () => {
  await write([putNew('a'), increment('c')]);
  const answer = await dynamoDb.call('TransactGetItems', {
    TransactItems: [
      { Get: { TableName: 'items', Key: key('a') } },
      { Get: { TableName: 'items', Key: key('none') } },
      { Get: { TableName: 'counts', Key: key('c'), ProjectionExpression: 'n' } },
    ],
    ReturnConsumedCapacity: 'TOTAL',
  });
  expect(answer).toEqual({
    Responses: [{ Item: key('a') }, {}, { Item: { n: { N: '1' } } }],
    ConsumedCapacity: [
      { TableName: 'items', CapacityUnits: 4 },
      { TableName: 'counts', CapacityUnits: 2 },
    ],
  });
});

test('a write costs twice what it does alone', async () => {
  const answer = await write([putNew('a'), increment('c')], { ReturnConsumedCapacity: 'TOTAL' });
  expect(answer['ConsumedCapacity']).toEqual([
    { TableName: 'items', CapacityUnits: 2 },
    { TableName: 'counts', CapacityUnits: 2 },
  ]);
});

test.each<{ name: string; items: unknown; code?: string; message: string }>([
  {
    name: 'no items',
    items: [],
    message: 'Member must have length greater than or equal to 1',
  },
  {
    name: '101 items',
    items: Array.from({ length: 101 }, (_, i) => putNew(String(i))),
    message: 'Member must have length less than or equal to 100',
  },
  {
    name: 'one item twice',
    items: [putNew('a'), { Delete: { TableName: 'items', Key: key('a') } }],
    message: 'Transaction request cannot include multiple operations on one item',
  },
  {
    name: 'two actions in one',
    items: [{ ...putNew('a'), Delete: { TableName: 'items', Key: key('b') } }],
    message: 'TransactItems can only contain one of Check, Put, Update or Delete',
  },
  {
    name: 'a check without a condition',
    items: [{ ConditionCheck: { TableName: 'items', Key: key('a') } }],
    message: 'Member must not be null',
  },
  {
    name: 'an expression that is none',
    items: [{ Put: { TableName: 'items', Item: key('a'), ConditionExpression: 'x ==' } }],
    message: 'Invalid ConditionExpression: Syntax error',
  },
  {
    name: 'a table that is not there',
    items: [putNew('a', 'none')],
    code: 'ResourceNotFoundException',
    message: 'Requested resource not found',
  },
  {
    name: 'text for items',
    items: 'text',
    code: 'SerializationException',
    message: 'Unexpected field type',
  },
])('$name is refused', async ({ items, code = 'ValidationException', message }) => {
  const error = await refusal(write(items));
  expect(error.code).toBe(code);
  expect(error.message).toContain(message);
});
