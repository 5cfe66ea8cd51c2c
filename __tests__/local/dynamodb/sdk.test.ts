import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { createDynamoDb, type DynamoDb } from '../../../local/dynamodb';
import { CLIENT_SETTINGS, jsonService } from '../../helpers/json-service';
import { ORDERS, table } from './tables';

let dynamoDb: DynamoDb;
let client: DynamoDBDocumentClient;

beforeEach(async () => {
  dynamoDb = await createDynamoDb({ tables: [table(), ORDERS], path: undefined });
  client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      ...CLIENT_SETTINGS,
      requestHandler: jsonService((operation, input) => dynamoDb.call(operation, input)),
    }),
  );
});

afterEach(() => dynamoDb.stop());

const put = (Item: Record<string, unknown>) =>
  client.send(
    new PutCommand({
      TableName: 'items',
      Item,
      ConditionExpression: 'attribute_not_exists(id)',
    }),
  );

test('an item is what the document client wrote', async () => {
  const item = {
    id: 'a',
    n: 1.5,
    bytes: new Uint8Array([0, 255]),
    list: [true, null, { deep: '' }],
    tags: new Set(['x', 'y']),
  };
  await put(item);
  const read = new GetCommand({ TableName: 'items', Key: { id: 'a' }, ConsistentRead: true });
  expect((await client.send(read)).Item).toEqual(item);
});

test('a failed condition has the name that handlers look for', async () => {
  await put({ id: 'a' });
  await expect(put({ id: 'a' })).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    $metadata: { httpStatusCode: 400 },
  });
});

test('a cancelled transaction has its reasons', async () => {
  await put({ id: 'a' });
  const write = new TransactWriteCommand({
    TransactItems: [
      {
        Put: {
          TableName: 'items',
          Item: { id: 'a' },
          ConditionExpression: 'attribute_not_exists(id)',
        },
      },
    ],
  });
  await expect(client.send(write)).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed]',
    CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
  });
});

test('a query of an index gives documents', async () => {
  const Item = { customer: 'ann', number: 1, state: 'new', day: 'd', total: 5, more: 'x' };
  await client.send(new PutCommand({ TableName: 'orders', Item }));
  const query = new QueryCommand({
    TableName: 'orders',
    IndexName: 'by-state',
    KeyConditionExpression: '#s = :s AND begins_with(#d, :d)',
    ExpressionAttributeNames: { '#s': 'state', '#d': 'day' },
    ExpressionAttributeValues: { ':s': 'new', ':d': 'd' },
  });
  expect((await client.send(query)).Items).toEqual([
    { customer: 'ann', number: 1, state: 'new', day: 'd', total: 5 },
  ]);
});
