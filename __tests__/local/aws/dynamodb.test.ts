import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDbError } from '../../../local/dynamodb/dynamodb-error';
import { EndpointUnderTest, roleWith } from './aws-endpoint-under-test';

const TABLES = 'arn:aws:dynamodb:us-east-1:000000000000:table/';
const Key = { id: { S: '1' } };

let endpoint: EndpointUnderTest;
let client: DynamoDBClient;

beforeEach(async () => {
  endpoint = await new EndpointUnderTest().start();
  client = new DynamoDBClient(endpoint.client());
});

afterEach(async () => {
  client.destroy();
  await endpoint.stop();
});

it('hands a call on and its answer back', async () => {
  endpoint.dynamodb = () => ({ Item: { id: { S: '1' }, n: { N: '12345678901234567890' } } });
  const { Item } = await client.send(new GetItemCommand({ TableName: 'shop-dev', Key }));
  expect(endpoint.dynamodbCalls).toEqual([['GetItem', { TableName: 'shop-dev', Key }]]);
  expect(Item).toEqual({ id: { S: '1' }, n: { N: '12345678901234567890' } });
});

it('gives the checksum of its answer, by which clients find a truncated one', async () => {
  const answer = await fetch(endpoint.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    body: '{}',
  });
  expect(await answer.text()).toBe('{}');
  expect(answer.headers.get('x-amz-crc32')).toBe('2745614147');
  expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.0');
});

it('answers a refusal as DynamoDB wrote it', async () => {
  endpoint.dynamodb = () => {
    throw new DynamoDbError(400, {
      __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: Key,
    });
  };
  await expect(
    client.send(new PutItemCommand({ TableName: 'shop-dev', Item: Key })),
  ).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    Item: Key,
  });
});

it.each(['[]', 'no JSON', 'null'])('refuses the body %s', async (body) => {
  const answer = await fetch(endpoint.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    body,
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ __type: 'SerializationException' });
  expect(endpoint.dynamodbCalls).toHaveLength(0);
});

describe("a function's role", () => {
  const get = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: `${TABLES}shop-dev` };
  const any = { Effect: 'Allow', Action: 'dynamodb:*', Resource: `${TABLES}shop-dev` };

  it.each(['shop-dev', `${TABLES}shop-dev`])('may do what it is allowed to: %s', async (table) => {
    const own = new DynamoDBClient(endpoint.client(roleWith(get)));
    await own.send(new GetItemCommand({ TableName: table, Key }));
    expect(endpoint.dynamodbCalls).toHaveLength(1);
    own.destroy();
  });

  const other = { TableName: 'shop-prod', Key };
  it.each([
    {
      what: 'another action',
      statement: get,
      send: (own: DynamoDBClient) => own.send(new PutItemCommand({ ...other, Item: Key })),
      refused: { action: 'PutItem', table: 'shop-prod' },
    },
    {
      what: 'another table',
      statement: get,
      send: (own: DynamoDBClient) => own.send(new GetItemCommand(other)),
      refused: { action: 'GetItem', table: 'shop-prod' },
    },
    {
      what: 'an index of its table',
      statement: any,
      send: (own: DynamoDBClient) =>
        own.send(new QueryCommand({ TableName: 'shop-dev', IndexName: 'byDate' })),
      refused: { action: 'Query', table: 'shop-dev/index/byDate' },
    },
    {
      what: 'another table in a batch',
      statement: any,
      send: (own: DynamoDBClient) =>
        own.send(
          new BatchGetItemCommand({
            RequestItems: { 'shop-dev': { Keys: [Key] }, 'shop-prod': { Keys: [Key] } },
          }),
        ),
      refused: { action: 'BatchGetItem', table: 'shop-prod' },
    },
    {
      what: 'another table in a transaction',
      statement: any,
      send: (own: DynamoDBClient) =>
        own.send(
          new TransactWriteItemsCommand({
            TransactItems: [{ Put: { TableName: 'shop-dev', Item: Key } }, { Delete: other }],
          }),
        ),
      refused: { action: 'DeleteItem', table: 'shop-prod' },
    },
  ])('may not touch $what', async ({ statement, send, refused: { action, table } }) => {
    const own = new DynamoDBClient(endpoint.client(roleWith(statement)));
    await expect(send(own)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::000000000000:assumed-role/shop-dev-items/f is not authorized to perform: dynamodb:${action} on resource: ${TABLES}${table} because no identity-based policy allows the dynamodb:${action} action`,
      $metadata: { httpStatusCode: 400 },
    });
    expect(endpoint.dynamodbCalls).toHaveLength(0);
    own.destroy();
  });

  it('may not list every table on the strength of one', async () => {
    const own = new DynamoDBClient(endpoint.client(roleWith(any)));
    await expect(own.send(new ListTablesCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    own.destroy();
  });

  it('is bound by a deny, whatever else allows', async () => {
    const role = roleWith(any, { ...any, Effect: 'Deny' });
    const own = new DynamoDBClient(endpoint.client(role));
    await expect(own.send(new GetItemCommand({ TableName: 'shop-dev', Key }))).rejects.toThrow(
      /with an explicit deny in an identity-based policy$/,
    );
    own.destroy();
  });
});
