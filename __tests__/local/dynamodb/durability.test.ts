import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableDefinition } from '../../../local/application';
import { createDynamoDb, type DynamoDb } from '../../../local/dynamodb';
import { order, ORDERS, table } from './tables';

let path: string;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'dynamodb-'));
});
afterEach(() => {
  rmSync(path, { recursive: true });
});

async function withTables<T>(
  tables: readonly TableDefinition[],
  use: (dynamoDb: DynamoDb) => Promise<T>,
): Promise<T> {
  const dynamoDb = await createDynamoDb({ tables, path });
  try {
    return await use(dynamoDb);
  } finally {
    await dynamoDb.stop();
  }
}

const countOf = async (dynamoDb: DynamoDb, input: object) =>
  (await dynamoDb.call('Scan', { TableName: 'orders', ...input }))['Count'];
const byState = { IndexName: 'by-state' };
const sent = order(1, { day: { S: 'd' }, state: { S: 'sent' } });
const putOrder = (dynamoDb: DynamoDb) =>
  dynamoDb.call('PutItem', { TableName: 'orders', Item: sent });

test('what was acknowledged is there after kill -9, and in the index', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, 'write-forever.ts'), path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error('the writer ended by itself'));
    });
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString();
      if (output.length > 2_000) resolve();
    });
  });
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
  const acknowledged = output.split('\n').slice(0, -1).map(Number);
  await withTables([ORDERS], async (dynamoDb) => {
    for (const number of acknowledged) {
      const Key = order(number);
      const { Item } = await dynamoDb.call('GetItem', { TableName: 'orders', Key });
      expect(Item).toMatchObject(Key);
    }
    expect(await countOf(dynamoDb, byState)).toBe(await countOf(dynamoDb, {}));
  });
});

test('a table is as old as its first mention', async () => {
  const createdAt = (dynamoDb: DynamoDb) =>
    dynamoDb.call('DescribeTable', { TableName: 'orders' }).then(({ Table }) => Table);
  const first = await withTables([ORDERS], createdAt);
  expect(await withTables([ORDERS], createdAt)).toEqual(first);
});

test('a folder that is in use is named', async () => {
  await withTables([ORDERS], async () => {
    await expect(createDynamoDb({ tables: [], path })).rejects.toThrow(
      `${path} is in use by another process`,
    );
  });
});

describe('another definition', () => {
  test('with a new index builds it from the items', async () => {
    const bare = { ...ORDERS, globalSecondaryIndexes: [] };
    await withTables([bare], putOrder);
    await withTables([ORDERS], async (dynamoDb) => {
      expect(await countOf(dynamoDb, byState)).toBe(1);
    });
  });

  const OTHER_KEY: TableDefinition = {
    ...ORDERS,
    attributes: { ...ORDERS.attributes, number: 'S' },
  };

  test('with another primary key is another table, and empty; the items are set aside until the key is back', async () => {
    const said: string[] = [];
    const start = async <T>(
      definition: TableDefinition,
      use: (dynamoDb: DynamoDb) => Promise<T>,
    ) => {
      const warn = (line: string) => said.push(line);
      const dynamoDb = await createDynamoDb({ tables: [definition], path, warn });
      return use(dynamoDb).finally(() => dynamoDb.stop());
    };
    await start(ORDERS, async (dynamoDb) => {
      await putOrder(dynamoDb);
      await dynamoDb.reload([OTHER_KEY]);
      expect(await countOf(dynamoDb, {})).toBe(0);
      expect(await countOf(dynamoDb, byState)).toBe(0);
    });
    expect(said).toEqual([
      `aws_dynamodb_table.orders (orders) has another primary key, customer (S), number (S) instead of customer (S), number (N): it is a new table, and empty. 1 items of before are set aside in ${path}, and come back when the key is customer (S), number (N) again`,
    ]);
    const Item = { ...sent, number: { S: 'one' } };
    await start(OTHER_KEY, (dynamoDb) => dynamoDb.call('PutItem', { TableName: 'orders', Item }));
    await start(ORDERS, async (dynamoDb) => {
      const { Items } = await dynamoDb.call('Scan', { TableName: 'orders' });
      expect(Items).toEqual([sent]);
      expect(await countOf(dynamoDb, byState)).toBe(1);
    });
    expect(said.at(-1)).toContain('has its earlier primary key again: 1 item is back');
    await start(OTHER_KEY, async (dynamoDb) => {
      expect((await dynamoDb.call('Scan', { TableName: 'orders' }))['Items']).toEqual([Item]);
    });
  });

  test('with another primary key is refused for a table with deletion protection, at start and at reload', async () => {
    const changed = { ...OTHER_KEY, deletionProtection: true };
    const refusal =
      /^aws_dynamodb_table\.orders \(orders\) has deletion protection, and another primary key .*number \(S\) instead of .*number \(N\)\. Change the key back, set deletion_protection_enabled to false/;
    await withTables([ORDERS], async (dynamoDb) => {
      await putOrder(dynamoDb);
      expect(() => {
        dynamoDb.check([changed]);
      }).toThrow(refusal);
      await expect(dynamoDb.reload([changed])).rejects.toThrow(refusal);
      expect(dynamoDb.tables()).toEqual([ORDERS]);
      expect(await countOf(dynamoDb, {})).toBe(1);
    });
    await expect(createDynamoDb({ tables: [changed], path })).rejects.toThrow(refusal);
    const own = { ...ORDERS, deletionProtection: true };
    expect(await withTables([own], (dynamoDb) => countOf(dynamoDb, {}))).toBe(1);
  });

  test('without a table keeps its items for when it is back', async () => {
    await withTables([ORDERS, table()], async (dynamoDb) => {
      await putOrder(dynamoDb);
      await dynamoDb.reload([table()]);
      expect(dynamoDb.tables()).toEqual([table()]);
      await expect(countOf(dynamoDb, {})).rejects.toThrow('Requested resource not found');
      await dynamoDb.reload([ORDERS]);
      expect(await countOf(dynamoDb, {})).toBe(1);
    });
  });

  test('with two tables of one name is refused', async () => {
    const twin = { ...ORDERS, address: 'aws_dynamodb_table.twin' };
    await expect(withTables([ORDERS, twin], putOrder)).rejects.toThrow(
      'aws_dynamodb_table.twin and aws_dynamodb_table.orders are both named orders',
    );
  });
});

test('a reset leaves the tables, and no items', async () => {
  await withTables([ORDERS], async (dynamoDb) => {
    await putOrder(dynamoDb);
    await dynamoDb.reset();
    expect(await countOf(dynamoDb, {})).toBe(0);
    expect(await countOf(dynamoDb, byState)).toBe(0);
    expect(dynamoDb.tables()).toEqual([ORDERS]);
  });
});
