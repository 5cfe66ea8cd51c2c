import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../../../scripts/start/data-folder';

let root: string;
let other: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'data-folder-'));
  other = join(root, 'elsewhere', 'cdktf.out');
  mkdirSync(other, { recursive: true });
  mkdirSync(join(root, 'cdktf.out'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('is what was asked for when the project itself is served, by whichever name', () => {
  const data = join(root, '.gatehouse');
  expect(dataFolder({ root, app: undefined, data })).toBe(data);
  expect(dataFolder({ root, app: join(root, 'cdktf.out'), data })).toBe(data);
  expect(dataFolder({ root, app: undefined, data: undefined })).toBeUndefined();
});

it("is a folder of its own for every other application, in the project's", () => {
  const data = join(root, '.gatehouse');
  const first = dataFolder({ root, app: other, data });
  expect(first?.startsWith(join(data, 'apps', 'cdktf.out-'))).toBe(true);
  const link = join(root, 'link');
  symlinkSync(other, link);
  expect(dataFolder({ root, app: link, data })).toBe(first);
  expect(dataFolder({ root, app: join(root, 'a plan.json'), data })).not.toBe(first);
});

it('belongs to the application that is served with it first', () => {
  const data = join(root, 'data');
  expect(dataFolder({ root, app: other, data })).toBe(data);
  expect(statSync(data).mode & 0o777).toBe(0o700);
  expect(dataFolder({ root, app: undefined, data })).toMatch(/data\/apps\/cdktf\.out-/);
  expect(dataFolder({ root, app: other, data })).toBe(data);
});
