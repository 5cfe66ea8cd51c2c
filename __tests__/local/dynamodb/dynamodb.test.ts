import { createDynamoDb, DynamoDbError, type DynamoDb } from '../../../local/dynamodb';
import { order, ORDERS, table } from './tables';

let dynamoDb: DynamoDb;

beforeEach(async () => {
  dynamoDb = await createDynamoDb({
    tables: [table({ ttlAttribute: 'expiresAt' }), ORDERS],
    path: undefined,
    clock: () => Date.UTC(2026, 10, 21),
  });
});

afterEach(() => dynamoDb.stop());

const put = (item: object, more: object = {}) =>
  dynamoDb.call('PutItem', { TableName: 'items', Item: item, ...more });
const get = (id: string) =>
  dynamoDb.call('GetItem', { TableName: 'items', Key: { id: { S: id } }, ConsistentRead: true });

/** What a refused call answers. */
async function refusal(operation: string, input: unknown) {
  const error: unknown = await dynamoDb.call(operation, input).catch((e: unknown) => e);
  if (!(error instanceof DynamoDbError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error;
}

describe('items', () => {
  test('come back as they were put', async () => {
    const item = {
      id: { S: 'a' },
      n: { N: '12345678901234567890.5' },
      b: { B: 'AAECAw==' },
      list: { L: [{ BOOL: true }, { NULL: true }, { M: { deep: { S: '' } } }] },
      set: { SS: ['x', 'y'] },
    };
    expect(await put(item)).toEqual({});
    expect(await get('a')).toEqual({ Item: item });
    expect(await get('b')).toEqual({});
  });

  test('are changed by an update expression', async () => {
    await put({ id: { S: 'a' }, count: { N: '1' }, gone: { S: 'x' } });
    const { Attributes } = await dynamoDb.call('UpdateItem', {
      TableName: 'items',
      Key: { id: { S: 'a' } },
      UpdateExpression: 'SET #c = #c + :one, tags = list_append(:none, :tags) REMOVE gone',
      ExpressionAttributeNames: { '#c': 'count' },
      ExpressionAttributeValues: {
        ':one': { N: '1' },
        ':none': { L: [] },
        ':tags': { L: [{ S: 't' }] },
      },
      ReturnValues: 'ALL_NEW',
    });
    expect(Attributes).toEqual({ id: { S: 'a' }, count: { N: '2' }, tags: { L: [{ S: 't' }] } });
  });

  test('are gone when deleted', async () => {
    await put({ id: { S: 'a' } });
    const Key = { id: { S: 'a' } };
    const answer = await dynamoDb.call('DeleteItem', {
      TableName: 'items',
      Key,
      ReturnValues: 'ALL_OLD',
    });
    expect(answer).toEqual({ Attributes: Key });
    expect(await get('a')).toEqual({});
  });

  test('are written and read in batches', async () => {
    const requests = ['a', 'b'].map((id) => ({ PutRequest: { Item: { id: { S: id } } } }));
    expect(await dynamoDb.call('BatchWriteItem', { RequestItems: { items: requests } })).toEqual({
      UnprocessedItems: {},
    });
    const Keys = ['a', 'b', 'c'].map((id) => ({ id: { S: id } }));
    const { Responses } = await dynamoDb.call('BatchGetItem', {
      RequestItems: { items: { Keys } },
    });
    const found = JSON.stringify(Responses).match(/(?<="S":")\w+/g);
    expect(found?.sort()).toEqual(['a', 'b']);
  });

  test('do not change with the object that was given', async () => {
    const item = { id: { S: 'a' }, v: { S: 'before' } };
    const stored = put(item);
    item.v.S = 'after';
    await stored;
    expect(await get('a')).toEqual({ Item: { id: { S: 'a' }, v: { S: 'before' } } });
  });
});

describe('conditional writes', () => {
  const once = { ConditionExpression: 'attribute_not_exists(id)' };

  test('of one key at once: one wins', async () => {
    const tries = Array.from({ length: 50 }, (_, i) =>
      put({ id: { S: 'a' }, i: { N: `${i}` } }, once),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await get('a')).toEqual({ Item: { id: { S: 'a' }, i: { N: '0' } } });
  });

  test('lose no increment', async () => {
    const add = () =>
      dynamoDb.call('UpdateItem', {
        TableName: 'items',
        Key: { id: { S: 'a' } },
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      });
    await Promise.all(Array.from({ length: 100 }, add));
    expect(await get('a')).toEqual({ Item: { id: { S: 'a' }, n: { N: '100' } } });
  });

  test('that fail say so in the words of AWS', async () => {
    await put({ id: { S: 'a' } });
    const error = await refusal('PutItem', {
      TableName: 'items',
      Item: { id: { S: 'a' } },
      ...once,
    });
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'ConditionalCheckFailedException',
      body: {
        __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
        message: 'The conditional request failed',
      },
    });
  });

  test('that fail give the item when asked', async () => {
    await put({ id: { S: 'a' }, v: { S: 'first' } });
    const error = await refusal('PutItem', {
      TableName: 'items',
      Item: { id: { S: 'a' } },
      ...once,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(error.body['Item']).toEqual({ id: { S: 'a' }, v: { S: 'first' } });
  });
});

describe('queries', () => {
  const query = (more: object) =>
    dynamoDb.call('Query', {
      TableName: 'orders',
      KeyConditionExpression: 'customer = :c',
      ExpressionAttributeValues: { ':c': { S: 'ann' } },
      ...more,
    });

  beforeEach(async () => {
    for (const number of [1, 2, 10, 9]) {
      const day = { S: `2026-11-${String(20 - number)}` };
      const Item = order(number, {
        day,
        state: { S: number > 5 ? 'sent' : 'new' },
        total: { N: '5' },
      });
      await dynamoDb.call('PutItem', { TableName: 'orders', Item });
    }
  });

  const numbers = (answer: Readonly<Record<string, unknown>>) =>
    JSON.stringify(answer['Items']).match(/(?<="number":\{"N":")\d+/g);

  test('give items in the order of the range key', async () => {
    expect(numbers(await query({}))).toEqual(['1', '2', '9', '10']);
    expect(numbers(await query({ ScanIndexForward: false }))).toEqual(['10', '9', '2', '1']);
  });

  test('give pages', async () => {
    const first = await query({ Limit: 3 });
    expect(first['LastEvaluatedKey']).toEqual(order(9));
    expect(numbers(await query({ ExclusiveStartKey: first['LastEvaluatedKey'] }))).toEqual(['10']);
  });

  test.each([
    ['=', ['9']],
    ['<', ['1', '2']],
    ['<=', ['1', '2', '9']],
    ['>', ['10']],
    ['>=', ['9', '10']],
  ])('compare the range key by %s', async (operator, expected) => {
    const answer = await query({
      KeyConditionExpression: `customer = :c AND #n ${operator} :n`,
      ExpressionAttributeNames: { '#n': 'number' },
      ExpressionAttributeValues: { ':c': { S: 'ann' }, ':n': { N: '9' } },
    });
    expect(numbers(answer)).toEqual(expected);
  });

  test('of a local index give its keys', async () => {
    const { Items } = await query({ IndexName: 'by-day', Limit: 1 });
    expect(Items).toEqual([order(10, { day: { S: '2026-11-10' } })]);
  });

  test('of a local index fetch whole items when asked', async () => {
    const answer = await query({ IndexName: 'by-day', Select: 'ALL_ATTRIBUTES' });
    expect(answer['Items']).toHaveLength(4);
    expect(answer['Items']).toContainEqual(
      order(1, { day: { S: '2026-11-19' }, state: { S: 'new' }, total: { N: '5' } }),
    );
  });

  test('of a global index follow a change of its key', async () => {
    await dynamoDb.call('UpdateItem', {
      TableName: 'orders',
      Key: order(1),
      UpdateExpression: 'SET #s = :s',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: { ':s': { S: 'sent' } },
    });
    const byState = (state: string) =>
      query({
        IndexName: 'by-state',
        KeyConditionExpression: '#s = :s',
        ExpressionAttributeNames: { '#s': 'state' },
        ExpressionAttributeValues: { ':s': { S: state } },
      });
    expect(numbers(await byState('new'))).toEqual(['2']);
    const sent = await byState('sent');
    expect(numbers(sent)).toEqual(['10', '9', '1']);
    expect(sent['Items']).toContainEqual(
      order(1, { day: { S: '2026-11-19' }, state: { S: 'sent' }, total: { N: '5' } }),
    );
  });

  test('scan with a filter', async () => {
    const answer = await dynamoDb.call('Scan', {
      TableName: 'orders',
      FilterExpression: '#n > :n',
      ExpressionAttributeNames: { '#n': 'number' },
      ExpressionAttributeValues: { ':n': { N: '5' } },
    });
    expect(answer).toMatchObject({ Count: 2, ScannedCount: 4 });
  });

  test('scan in segments that together are the table', async () => {
    const segments = [0, 1, 2].map((Segment) =>
      dynamoDb.call('Scan', { TableName: 'orders', Segment, TotalSegments: 3 }),
    );
    const counts = (await Promise.all(segments)).map((answer) => Number(answer['Count']));
    expect(counts.reduce((sum, count) => sum + count)).toBe(4);
  });

  test('stop at one megabyte', async () => {
    const text = { S: 'x'.repeat(390_000) };
    for (const id of ['a', 'b', 'c', 'd']) await put({ id: { S: id }, text });
    const first = await dynamoDb.call('Scan', { TableName: 'items' });
    expect(first).toMatchObject({ Count: 3 });
    const ExclusiveStartKey = first['LastEvaluatedKey'];
    const second = await dynamoDb.call('Scan', { TableName: 'items', ExclusiveStartKey });
    expect(second).toMatchObject({ Count: 1 });
  });
});

describe('tables', () => {
  test('are listed by name, in pages', async () => {
    expect(await dynamoDb.call('ListTables', {})).toEqual({ TableNames: ['items', 'orders'] });
    expect(await dynamoDb.call('ListTables', { Limit: 1 })).toEqual({
      TableNames: ['items'],
      LastEvaluatedTableName: 'items',
    });
    expect(await dynamoDb.call('ListTables', { ExclusiveStartTableName: 'items' })).toEqual({
      TableNames: ['orders'],
    });
  });

  test('describe themselves', async () => {
    const { Table } = await dynamoDb.call('DescribeTable', { TableName: 'orders' });
    expect(Table).toMatchObject({
      TableName: 'orders',
      TableArn: ORDERS.arn,
      TableStatus: 'ACTIVE',
      CreationDateTime: Date.UTC(2026, 10, 21) / 1000,
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'number', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: 'by-state', IndexStatus: 'ACTIVE' }],
      LocalSecondaryIndexes: [{ IndexName: 'by-day' }],
    });
  });

  test.each([
    ['items', { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' }],
    ['orders', { TimeToLiveStatus: 'DISABLED' }],
  ])('describe the time to live of %s', async (TableName, TimeToLiveDescription) => {
    const answer = await dynamoDb.call('DescribeTimeToLive', { TableName });
    expect(answer).toEqual({ TimeToLiveDescription });
  });
});

test.each([
  ['CreateTable', 'tables come from Terraform; change the table there'],
  ['DeleteTable', 'tables come from Terraform; change the table there'],
  ['ExecuteStatement', 'PartiQL is not; use Query, GetItem or PutItem'],
  [
    'CreateBackup',
    'reads and writes of items, ListTables, DescribeTable and DescribeTimeToLive are',
  ],
  [
    'constructor',
    'reads and writes of items, ListTables, DescribeTable and DescribeTimeToLive are',
  ],
])('%s is refused by name', async (operation, why) => {
  expect((await refusal(operation, {})).body).toEqual({
    __type: 'com.amazon.coral.service#UnknownOperationException',
    message: `DynamoDB ${operation} is not served on this laptop: ${why}`,
  });
});

const KEY = { id: { S: 'a' } };

test.each<{ name: string; call: [string, unknown]; code?: string; message: string }>([
  {
    name: 'no table',
    call: ['GetItem', { Key: {} }],
    message: "Value null at 'tableName' failed to satisfy constraint: Member must not be null",
  },
  {
    name: 'a table that is not there',
    call: ['GetItem', { TableName: 'none', Key: KEY }],
    code: 'ResourceNotFoundException',
    message: 'Requested resource not found',
  },
  {
    name: 'a description of a table that is not there',
    call: ['DescribeTable', { TableName: 'none' }],
    code: 'ResourceNotFoundException',
    message: 'Requested resource not found: Table: none not found',
  },
  {
    name: 'a key of another table',
    call: ['GetItem', { TableName: 'items', Key: { x: { S: 'a' } } }],
    message: 'The provided key element does not match the schema',
  },
  {
    name: 'an item without its key',
    call: ['PutItem', { TableName: 'items', Item: {} }],
    message: 'One or more parameter values were invalid: Missing the key id in the item',
  },
  {
    name: 'an item that is too large',
    call: ['PutItem', { TableName: 'items', Item: { ...KEY, t: { S: 'x'.repeat(409_600) } } }],
    message: 'Item size has exceeded the maximum allowed size',
  },
  {
    name: 'an expression that is none',
    call: ['Scan', { TableName: 'items', FilterExpression: 'a ==' }],
    message: 'Invalid FilterExpression: Syntax error',
  },
  {
    name: 'an index that is not there',
    call: [
      'Query',
      {
        TableName: 'items',
        IndexName: 'none',
        KeyConditionExpression: 'id = :i',
        ExpressionAttributeValues: { ':i': { S: 'a' } },
      },
    ],
    message: 'The table does not have the specified index: none',
  },
  {
    name: 'a number for a name',
    call: ['GetItem', { TableName: 5 }],
    code: 'SerializationException',
    message: 'cannot be converted to String',
  },
  {
    name: 'no input at all',
    call: ['GetItem', null],
    code: 'SerializationException',
    message: 'The request cannot be read',
  },
  {
    name: 'null for a value',
    call: ['PutItem', { TableName: 'items', Item: { id: null } }],
    code: 'SerializationException',
    message: 'The request cannot be read',
  },
])('$name is refused', async ({ call, code = 'ValidationException', message }) => {
  const error = await refusal(...call);
  expect([error.statusCode, error.code]).toEqual([400, code]);
  expect(error.message).toContain(message);
});

describe('expressions', () => {
  /** `((x AND x) AND x) ...`, as builders of expressions write it. */
  const leftDeep = (conditions: number) =>
    Array.from({ length: conditions - 1 }).reduce<string>(
      (before) => `(${before} AND a = :v)`,
      'a = :v',
    );
  const filter = (FilterExpression: string) => ({
    TableName: 'items',
    FilterExpression,
    ExpressionAttributeValues: { ':v': { S: 'x' } },
  });

  test('of many nested conditions are answered at once', async () => {
    await put({ id: { S: 'a' }, a: { S: 'x' } });
    const began = performance.now();
    expect(await dynamoDb.call('Scan', filter(leftDeep(270)))).toMatchObject({ Count: 1 });
    // Twelve of them took dynalite ten seconds, and each more three times as long.
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test.each([
    ['open', '('.repeat(300) + 'a = :v', /^Invalid FilterExpression: Syntax error; /],
    ['closed', '('.repeat(300) + 'a = :v' + ')'.repeat(300), /redundant parentheses;$/],
    ['far too many', '('.repeat(4000), /redundant parentheses;$/],
  ])('of nothing but parentheses are refused at once: %s', async (_, expression, message) => {
    const began = performance.now();
    const { code, message: said } = await refusal('Scan', filter(expression));
    expect([code, said]).toEqual(['ValidationException', expect.stringMatching(message)]);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  const many = (count: number, text: string, joint: string) => Array(count).fill(text).join(joint);
  const TOO_LONG = 'Expression size has exceeded the maximum allowed size; expression size: 4097';
  const TOO_MANY = 'The expression contains too many operators; operator count: 301';

  test.each([
    ['4096 bytes', 'a = :v'.padEnd(4096), undefined],
    ['4097 bytes', 'a = :v'.padEnd(4097), TOO_LONG],
    ['bytes, not characters', `a = :v${'\u00e9'.repeat(2045)} `, TOO_LONG],
    ['300 comparisons', many(300, 'a=:v', ' or '), undefined],
    ['301 comparisons', many(301, 'a=:v', ' or '), TOO_MANY],
    ['301 functions', many(301, 'size(a)', ' '), TOO_MANY],
  ])('keep the limits of DynamoDB: %s', async (_, expression, message) => {
    const refused = message === undefined ? undefined : `Invalid FilterExpression: ${message}`;
    const answer: unknown = await dynamoDb
      .call('Scan', filter(expression))
      .catch((e: unknown) => e);
    expect(answer instanceof DynamoDbError ? answer.message : undefined).toBe(refused);
  });

  test('that assign have no operators to count but + and -', async () => {
    const update = (parts: number) =>
      dynamoDb.call('UpdateItem', {
        TableName: 'items',
        Key: { id: { S: 'a' } },
        UpdateExpression: `SET ${Array.from({ length: parts }, (_, at) => `a${at}=:v`).join()}`,
        ExpressionAttributeValues: { ':v': { S: 'x' } },
      });
    expect(await update(310)).toEqual({});
    await expect(update(600)).rejects.toThrow('expression size: 4693');
  });
});
