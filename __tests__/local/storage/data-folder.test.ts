import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../../../local/storage/data-folder';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const modeOf = (...path: string[]) => (statSync(join(folder, ...path)).mode & 0o777).toString(8);

it('makes the folder, for its owner alone', () => {
  openDataFolder(join(folder, 'a', 'b'));
  expect([modeOf('a'), modeOf('a', 'b')]).toEqual(['700', '700']);
});

it('takes back what an earlier version gave away, and leaves alone what is not its own', () => {
  mkdirSync(join(folder, 'dynamodb'), { mode: 0o755 });
  writeFileSync(join(folder, 'dynamodb', 'CURRENT'), '', { mode: 0o644 });
  writeFileSync(join(folder, 'usage.json'), '{}', { mode: 0o644 });
  writeFileSync(join(folder, 'notes.txt'), '', { mode: 0o644 });
  chmodSync(folder, 0o755);
  openDataFolder(folder);
  expect([modeOf('dynamodb'), modeOf('dynamodb', 'CURRENT'), modeOf('usage.json')]).toEqual([
    '700',
    '600',
    '600',
  ]);
  expect([modeOf('notes.txt'), modeOf()]).toEqual(['644', '755']);
});

it('closes a folder that is its own by name', () => {
  mkdirSync(join(folder, '.gatehouse'), { mode: 0o755 });
  openDataFolder(join(folder, '.gatehouse'));
  expect(modeOf('.gatehouse')).toBe('700');
});

it('says which folder cannot be made', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => {
    openDataFolder(join(folder, 'file', 'data'));
  }).toThrow(/file\/data cannot be used as the data folder .*--data DIR$/);
});
