import { setTimeout } from 'node:timers/promises';
import { createDynamoDb, type DynamoDb } from '../../../local/dynamodb';
import { table } from './tables';

const NOW = Date.UTC(2026, 10, 21) / 1000;
const FIVE_YEARS = 5 * 365 * 24 * 60 * 60;
const INDEX = {
  name: 'by-kind',
  hashKey: 'kind',
  rangeKey: undefined,
  projectionType: 'ALL',
  nonKeyAttributes: [],
} as const;
const CARTS = table({
  attributes: { id: 'S', kind: 'S' },
  globalSecondaryIndexes: [INDEX],
  ttlAttribute: 'expiresAt',
});

let now: number;
let dynamoDb: DynamoDb;

beforeEach(async () => {
  now = NOW * 1000;
  dynamoDb = await createDynamoDb({
    tables: [CARTS],
    path: undefined,
    clock: () => now,
    sweepIntervalMs: 2,
  });
});

afterEach(() => dynamoDb.stop());

const put = (id: string, expiresAt?: object) =>
  dynamoDb.call('PutItem', {
    TableName: 'items',
    Item: { id: { S: id }, kind: { S: 'cart' }, ...(expiresAt !== undefined && { expiresAt }) },
  });

async function ids(more: object = {}): Promise<string[]> {
  const { Items } = await dynamoDb.call('Scan', { TableName: 'items', ...more });
  return (JSON.stringify(Items).match(/(?<="id":\{"S":")[\w-]+/g) ?? []).map(String).sort();
}

/** Waits until an item that has just expired is gone: then the sweeper has been over the older ones, too. */
async function sweep() {
  await put('witness', { N: String(Math.floor(now / 1000) - 1) });
  while ((await ids()).includes('witness')) await setTimeout(2);
}

test.each<[string, object | undefined, boolean]>([
  ['expired a second ago', { N: String(NOW - 1) }, false],
  ['expired years ago', { N: String(NOW - FIVE_YEARS + 60) }, false],
  ['expired too many years ago', { N: String(NOW - FIVE_YEARS - 60) }, true],
  ['expires in a second', { N: String(NOW + 1) }, true],
  ['has milliseconds, a date in the far future', { N: String((NOW - 1) * 1000) }, true],
  ['has text for a number', { S: String(NOW - 1) }, true],
  ['has a negative number', { N: '-1' }, true],
  ['has no time to live', undefined, true],
])('an item that %s', async (_what, expiresAt, isKept) => {
  await put('item', expiresAt);
  await sweep();
  expect(await ids()).toEqual(isKept ? ['item'] : []);
});

test('an item expires when its time comes, and leaves the indexes', async () => {
  await put('a', { N: String(NOW + 10) });
  now += 11_000;
  await sweep();
  expect(await ids()).toEqual([]);
  expect(await ids({ IndexName: 'by-kind' })).toEqual([]);
});

test('an item whose time was put off is kept', async () => {
  await put('a', { N: String(NOW + 10) });
  await put('a', { N: String(NOW + 100) });
  now += 11_000;
  await sweep();
  expect(await ids()).toEqual(['a']);
});

test('items written before the table had a time to live expire as well', async () => {
  await dynamoDb.reload([{ ...CARTS, ttlAttribute: undefined }]);
  await put('a', { N: String(NOW + 10) });
  await dynamoDb.reload([CARTS]);
  now += 11_000;
  await sweep();
  expect(await ids()).toEqual([]);
});
