/** When `npm start` may leave `cdktf.out` as it is, and when it must not. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fingerprint } from '../../../scripts/start/fingerprint';
import { synthesizeIfChanged } from '../../../scripts/start/synthesize';

let root: string;
let runs: number;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'gatehouse-fingerprint-'));
  runs = 0;
  for (const file of ['main.ts', 'api.ts', 'modules/stage.ts', 'dist/items.zip']) write(file, file);
  await start();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Stands in for `main.ts`. */
function synthesize(): Promise<void> {
  runs += 1;
  write('cdktf.out/manifest.json', '{}');
  for (const stack of ['api', 'dev']) {
    write(`cdktf.out/stacks/${stack}/cdk.tf.json`, readFileSync(join(root, 'api.ts'), 'utf8'));
  }
  return Promise.resolve();
}

function start(): Promise<boolean> {
  return synthesizeIfChanged(root, synthesize);
}

it('synthesizes once while nothing changes', async () => {
  expect(await start()).toBe(false);
  expect(runs).toBe(1);
});

it.each([
  'main.ts',
  'api.ts',
  'config.ts',
  'modules/new.ts',
  'dist/items.zip',
  'keys/dev.jwks.json',
])('synthesizes again after a change of %s', async (file) => {
  write(file, 'changed');
  expect(await start()).toBe(true);
  expect(await start()).toBe(false);
});

it('synthesizes again after an input is deleted', async () => {
  rmSync(join(root, 'modules/stage.ts'));
  expect(await start()).toBe(true);
});

it.each(['cdktf.out', 'cdktf.out/manifest.json', 'cdktf.out/stacks/dev', 'cdktf.out/.fingerprint'])(
  'synthesizes again after %s is deleted',
  async (path) => {
    rmSync(join(root, path), { recursive: true });
    expect(await start()).toBe(true);
  },
);

it('synthesizes again after somebody else wrote into the output', async () => {
  write('cdktf.out/stacks/dev/cdk.tf.json', '{"other":"settings"}');
  expect(await start()).toBe(true);
});

it('does not mind what Terraform puts beside the output', async () => {
  write('cdktf.out/stacks/dev/.terraform/provider', 'large');
  expect(await start()).toBe(false);
});

it('synthesizes again after a synthesis that failed', async () => {
  write('api.ts', 'changed');
  const failing = () => Promise.reject(new Error('api.ts: no'));
  await expect(synthesizeIfChanged(root, failing)).rejects.toThrow('api.ts: no');
  expect(await start()).toBe(true);
});

it('synthesizes again after a change that came during a synthesis', async () => {
  write('api.ts', 'changed');
  await synthesizeIfChanged(root, async () => {
    await synthesize();
    write('api.ts', 'changed meanwhile');
  });
  expect(await start()).toBe(true);
});

it.each([
  ['a setting', { DEV_ALARMS: 'on' }, true],
  ['what npm sets anew with each run', { npm_lifecycle_event: 'start', SHLVL: '3' }, false],
])('%s of the environment changes the fingerprint or not', (_, environment, changes) => {
  expect(fingerprint(root, environment) !== fingerprint(root, {})).toBe(changes);
});
