import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CounterFileError, openFileCounterStore } from '../../../../local/gateway/usage';

const folder = mkdtempSync(join(tmpdir(), 'counters-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const errors: Error[] = [];
const open = (path: string): ReturnType<typeof openFileCounterStore> =>
  openFileCounterStore({ path, onError: (error) => errors.push(error) });

test('counters are there again when the file is opened anew', async () => {
  const path = join(folder, 'new', 'folder', 'counters.json');
  const before = open(path);
  expect(before.read('a')).toBe(0);
  before.write('a', 1);
  before.write('a', 2);
  before.write('__proto__', 3);
  await before.flush();
  const after = open(path);
  expect([after.read('a'), after.read('__proto__'), after.read('toString')]).toEqual([2, 3, 0]);
  expect(readdirSync(join(folder, 'new', 'folder'))).toEqual(['counters.json']);
});

test('a cleared store is empty when it is opened anew', async () => {
  const path = join(folder, 'cleared.json');
  const before = open(path);
  before.write('a', 1);
  await before.flush();
  before.clear();
  await before.flush();
  expect(open(path).read('a')).toBe(0);
});

test('writes without a flush are gathered and reach the file', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const path = join(folder, 'gathered.json');
  const store = open(path);
  store.write('a', 1);
  store.write('b', 2);
  jest.runOnlyPendingTimers();
  jest.useRealTimers();
  // Waits for the write that the timer began, for there is nothing left to write.
  await store.flush();
  expect(readFileSync(path, 'utf8')).toBe('{"a":1,"b":2}\n');
});

test('a write that fails in the background is told, and is not lost', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, '');
  const path = join(blocked, 'counters.json');
  const store = open(path);
  store.write('a', 1);
  jest.runOnlyPendingTimers();
  jest.useRealTimers();
  await expect(store.flush()).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect(errors).toHaveLength(1);
  rmSync(blocked);
  await store.flush();
  expect(open(path).read('a')).toBe(1);
});

test.each(['', '{"a":1', '[]', 'null', '{"a":"1"}', '{"a":null}'])(
  'a file that holds %j is refused with the way to mend it',
  (text) => {
    const path = join(folder, 'corrupt.json');
    writeFileSync(path, text);
    expect(() => open(path)).toThrow(CounterFileError);
    expect(() => open(path)).toThrow(
      `${path} does not hold the counters of usage plans; delete it`,
    );
  },
);
