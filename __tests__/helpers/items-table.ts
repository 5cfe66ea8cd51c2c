import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';

const dynalite = jest.requireActual<(options: { createTableMs: number }) => Server>('dynalite');

/** A DynamoDB in memory that holds one table of items. */
export interface ItemsTable {
  readonly tableName: string;
  readonly config: DynamoDBClientConfig & { readonly endpoint: string };
  stop(): Promise<void>;
}

/** How a client reaches a DynamoDB on this machine. */
export function clientConfig(server: Server): ItemsTable['config'] {
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}

/** Listens on a free port of this machine. */
export async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

export async function startItemsTable(): Promise<ItemsTable> {
  const server = dynalite({ createTableMs: 0 });
  await listen(server);
  const config = clientConfig(server);
  const tableName = 'gatehouse-dev-items';
  const client = new DynamoDBClient(config);
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  client.destroy();
  return { tableName, config, stop: () => close(server) };
}
