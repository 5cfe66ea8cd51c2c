/** A folder in functions/ and a row in api.ts are a new route; while it is served, both may change. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT, startProcess, until, type StartedProcess } from '../helpers/start-process';

const COPIED = [
  'api.ts',
  'config',
  'config.ts',
  'main.ts',
  'modules',
  'functions',
  'keys',
  'scripts',
  'local',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'cdktf.json',
];
const STAGES = ['dev', 'prod'] as const;

let root: string;
let started: StartedProcess;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'gatehouse-route-'));
  for (const name of COPIED)
    cpSync(join(PROJECT_ROOT, name), join(root, name), { recursive: true });
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'functions/greet'));
  writeHandler('Hello');
  insertRow();
  started = startProcess(['--port', '0', '--memory', '--watch'], { cwd: root });
  await started.ready;
}, 60_000);
afterAll(async () => {
  await started.kill('SIGKILL');
  rmSync(root, { recursive: true });
});

function writeHandler(greeting: string): void {
  write(`export const handler = async () => ({ statusCode: 200, body: '${greeting}' });\n`);
}

function write(source: string): void {
  writeFileSync(join(root, 'functions/greet/handler.ts'), source);
}

function insertRow(): void {
  const file = join(root, 'api.ts');
  const row = `  routes: {
    'GET /greet': { summary: 'Greets.', access: 'open', integration: { type: 'lambda-proxy', function: 'greet' } },`;
  writeFileSync(file, readFileSync(file, 'utf8').replace('  routes: {', row));
}

async function greeting(stage: (typeof STAGES)[number]): Promise<string> {
  const response = await fetch(`${(await started.ready).stages[stage].url}/greet`);
  return `${response.status} ${await response.text()}`;
}

it.each(STAGES)('serves the new route in %s', async (stage) => {
  expect(await greeting(stage)).toBe('200 Hello');
});

it('runs a handler that was changed, and keeps items and keys', async () => {
  const { url, apiKey, token } = (await started.ready).stages.dev;
  const post = () =>
    fetch(`${url}/items`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': apiKey ?? '' },
      body: '{"kept":true}',
    });
  const stored: unknown = await (await post()).json();
  writeHandler('Good evening');
  await until(() => started.stdout().includes('reloaded'));
  expect(await greeting('dev')).toBe('200 Good evening');
  expect(await greeting('prod')).toBe('200 Good evening');
  expect((await post()).status).toBe(201);
  const { id } = Object(stored);
  const response = await fetch(`${url}/items/${String(id)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await response.text()).toBe('{"kept":true}');
});

it.each(['dist', 'dist/greet.zip', 'cdktf.out', 'cdktf.out/manifest.json'])(
  'leaves %s to be read by whom all files are, after a reload as well',
  (path) => {
    const readers = (name: string) => statSync(join(root, name)).mode & 0o666;
    expect(readers(path)).toBe(
      readers(/\.(zip|json)$/.test(path) ? 'functions/greet/handler.ts' : 'functions/greet'),
    );
  },
);

it('goes on serving the last good version when one does not compile, and says so', async () => {
  const before = await greeting('dev');
  write('export const handler = (;\n');
  await until(() => started.stderr().includes('Still serving'));
  expect(started.stderr()).toContain('functions/greet/handler.ts');
  expect(await greeting('dev')).toBe(before);
  writeHandler('Mended');
  await until(async () => (await greeting('dev')) === '200 Mended');
});
