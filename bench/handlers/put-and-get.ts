import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env['TABLE_NAME'];

/** Limit: the two calls that `items` makes, by way of the document client, and nothing else. */
export const handler = async (event: { httpMethod: string }): Promise<{ statusCode: number }> => {
  if (event.httpMethod === 'GET') {
    await client.send(new GetCommand({ TableName, Key: { id: 'a' } }));
    return { statusCode: 200 };
  }
  await client.send(new PutCommand({ TableName, Item: { id: 'a', body: '{}' } }));
  return { statusCode: 201 };
};
