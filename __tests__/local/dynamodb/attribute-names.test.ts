import { createDynamoDb, type DynamoDb } from '../../../local/dynamodb';
import { table } from './tables';

let dynamoDb: DynamoDb;
beforeEach(async () => {
  dynamoDb = await createDynamoDb({ tables: [table()], path: undefined });
});
afterEach(() => dynamoDb.stop());

const TableName = 'items';
const Key = { id: { S: 'a' } };
/** An object that has the member itself, as an SDK sends it: a literal would set its prototype. */
const ancestor = (value: unknown): unknown =>
  JSON.parse(`{"id":{"S":"a"},"__proto__":${JSON.stringify(value)}}`);
const NAMES = { '#a': '__proto__' };

describe('an attribute named __proto__', () => {
  test.each([
    ['PutItem', { Item: ancestor({ S: 'x' }) }],
    ['PutItem', { Item: { ...Key, deep: { L: [{ M: ancestor({ S: 'x' }) }] } } }],
    [
      'BatchWriteItem',
      { RequestItems: { items: [{ PutRequest: { Item: ancestor({ S: 'x' }) } }] } },
    ],
    ['TransactWriteItems', { TransactItems: [{ Put: { TableName, Item: ancestor({ S: 'x' }) } }] }],
    ['UpdateItem', { Key, AttributeUpdates: ancestor({ Value: { S: 'x' } }) }],
    [
      'UpdateItem',
      {
        Key,
        UpdateExpression: 'SET #a = :v',
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: { ':v': { S: 'x' } },
      },
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          {
            Update: {
              TableName,
              Key,
              UpdateExpression: 'REMOVE deep.#a',
              ExpressionAttributeNames: NAMES,
            },
          },
        ],
      },
    ],
    ['GetItem', { Key, ProjectionExpression: 'deep.#a.b', ExpressionAttributeNames: NAMES }],
    ['GetItem', { Key, AttributesToGet: ['__proto__'] }],
  ])('is refused, not dropped: %s %j', async (operation, input) => {
    const isAboutTables = 'RequestItems' in input || 'TransactItems' in input;
    await expect(
      dynamoDb.call(operation, isAboutTables ? input : { TableName, ...input }),
    ).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringContaining('An attribute named __proto__ cannot be kept') as unknown,
    });
    expect(await dynamoDb.call('Scan', { TableName })).toMatchObject({ Count: 0 });
    // Nothing has become a member of every object.
    expect([...Object.keys(Object.prototype), 'M' in {}, 'S' in {}]).toEqual([false, false]);
  });

  it('is a text like any other where it is a value', async () => {
    const Item = { ...Key, text: { S: '__proto__' } };
    await dynamoDb.call('PutItem', { TableName, Item });
    expect(await dynamoDb.call('GetItem', { TableName, Key })).toEqual({ Item });
  });

  it('is refused, and no defect, in an input that is too deep to look through', async () => {
    const levels = 200_000;
    const Item: unknown = JSON.parse(`{"id":${'['.repeat(levels)}${']'.repeat(levels)}}`);
    await expect(dynamoDb.call('PutItem', { TableName, Item })).rejects.toMatchObject({
      code: 'SerializationException',
    });
  });
});

// What every object of JavaScript answers to.
describe.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])(
  'an attribute %s',
  (name) => {
    const names = { ExpressionAttributeNames: { '#a': name } };
    const put = (more: object) =>
      dynamoDb.call('PutItem', { TableName, Item: { ...Key, m: { M: {} } }, ...more });

    it('is not there before it is put', async () => {
      await put({ ConditionExpression: 'attribute_not_exists(#a)', ...names });
      await put({ ConditionExpression: 'attribute_not_exists(#a)', ...names });
      await put({ ConditionExpression: 'attribute_not_exists(m.#a)', ...names });
      const scan = { TableName, FilterExpression: 'attribute_exists(#a)', ...names };
      expect(await dynamoDb.call('Scan', scan)).toMatchObject({ Count: 0 });
      const get = { TableName, Key, ProjectionExpression: '#a, m.#a', ...names };
      expect(await dynamoDb.call('GetItem', get)).toEqual({ Item: {} });
    });

    it('is kept', async () => {
      const Item = { ...Key, [name]: { S: 'x' }, m: { M: { [name]: { N: '1' } } } };
      await dynamoDb.call('PutItem', { TableName, Item });
      expect(await dynamoDb.call('GetItem', { TableName, Key })).toEqual({ Item });
      const get = { TableName, Key, ProjectionExpression: '#a, m.#a', ...names };
      const { id, ...rest } = Item;
      expect(id).toEqual(Key.id);
      expect(await dynamoDb.call('GetItem', get)).toEqual({ Item: rest });
    });

    it('is set once', async () => {
      const update = (value: string) =>
        dynamoDb.call('UpdateItem', {
          TableName,
          Key,
          UpdateExpression: 'SET #a = if_not_exists(#a, :v)',
          ...names,
          ExpressionAttributeValues: { ':v': { S: value } },
          ReturnValues: 'ALL_NEW',
        });
      await update('first');
      expect(await update('second')).toMatchObject({
        Attributes: { ...Key, [name]: { S: 'first' } },
      });
    });
  },
);
