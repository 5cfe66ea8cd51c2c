import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openKeyValueStore,
  prefixRange,
  type KeyRange,
  type KeyValueStore,
} from '../../../local/storage/key-value-store';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe.each(['LevelDB', 'memory'])('in %s', (kind) => {
  let store: KeyValueStore;
  beforeEach(async () => {
    store = await openKeyValueStore(kind === 'memory' ? undefined : folder);
  });
  afterEach(() => store.close());

  const write = (key: string, value: unknown) => store.write([{ key, value }]);
  async function values(range: KeyRange) {
    const found: unknown[] = [];
    for await (const value of store.values(range)) found.push(value);
    return found;
  }

  test('a value is seen at once, before and after it is stored', async () => {
    const stored = write('a', { n: 1 });
    expect(store.get('a')).toEqual({ n: 1 });
    await stored;
    expect(store.get('a')).toEqual({ n: 1 });
    expect(store.get('b')).toBeUndefined();
  });

  test('a removal is seen at once', async () => {
    await write('a', 1);
    const removed = write('a', undefined);
    expect(store.get('a')).toBeUndefined();
    await removed;
    expect(store.get('a')).toBeUndefined();
    expect(await values({})).toEqual([]);
  });

  test('a value does not change with the object that was given', async () => {
    const value = { n: 1 };
    const stored = write('a', value);
    value.n = 2;
    expect(store.get('a')).toEqual({ n: 1 });
    await stored;
    expect(await values({})).toEqual([{ n: 1 }]);
  });

  test('the last of many writes to a key is the one that stays', async () => {
    const writes: Promise<void>[] = [];
    for (let i = 0; i < 200; i++) {
      writes.push(write('a', i));
      if (i % 10 === 0) await new Promise(setImmediate); // Some while LevelDB is busy, some together.
      expect(store.get('a')).toBe(i);
    }
    await Promise.all(writes);
    expect(await values({})).toEqual([199]);
  });

  test('settled waits for the writes up to now', async () => {
    void write('a', 1);
    await store.settled();
    expect(await values({})).toEqual([1]);
  });

  test.each<[string, KeyRange, string[]]>([
    ['all', {}, ['a', 'b', 'c', 'd']],
    ['from and to', { gte: 'b', lt: 'd' }, ['b', 'c']],
    ['after and up to', { gt: 'b', lte: 'd' }, ['c', 'd']],
    ['the last two', { reverse: true, limit: 2 }, ['d', 'c']],
    ['a prefix', prefixRange('c'), ['c']],
  ])('a range: %s', async (_name, range, expected) => {
    await store.write(['d', 'b', 'a', 'c'].map((key) => ({ key, value: key })));
    expect(await values(range)).toEqual(expected);
  });

  test('a long range is read whole, in order, and may be left early', async () => {
    const keys = Array.from({ length: 250 }, (_, i) => String(i).padStart(3, '0'));
    await store.write(keys.map((key) => ({ key, value: key })));
    expect(await values({})).toEqual(keys);
    const iterator = store.entries({});
    expect((await iterator.next()).value).toEqual(['000', '000']);
    await iterator.return();
    expect((await iterator.next()).done).toBe(true);
  });

  test('a range is cleared with what is still being stored', async () => {
    void store.write(['a1', 'a2', 'b1'].map((key) => ({ key, value: key })));
    await store.clear(prefixRange('a'));
    expect(await values({})).toEqual(['b1']);
    expect(store.get('a1')).toBeUndefined();
  });
});

test('what is in the folder is there when it is opened again', async () => {
  const before = await openKeyValueStore(folder);
  void before.write([{ key: 'a', value: 1 }]);
  await before.close();
  const after = await openKeyValueStore(folder);
  expect(after.get('a')).toBe(1);
  await after.close();
});

test('a folder that cannot be opened is named, with what to do', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(openKeyValueStore(file)).rejects.toThrow(`${file} cannot be opened as LevelDB`);
});

test('a write to a closed store fails, and says so to each writer', async () => {
  const store = await openKeyValueStore(undefined);
  await store.close();
  const writes = [1, 2].map((value) => store.write([{ key: 'a', value }]));
  const results = await Promise.allSettled(writes);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
