/** The operator's commands, as processes, against a running API. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { startProject, type Project } from '../helpers/project';

const ROOT = resolve(__dirname, '../..');
const execute = promisify(execFile);

let project: Project;
let requestId = '';
beforeAll(async () => {
  project = await startProject();
  const headers = { 'content-type': 'application/json', 'x-api-key': project.key('dev') };
  const response = await fetch(`${project.url('dev')}/items`, {
    method: 'POST',
    headers,
    body: '{"operated":true}',
  });
  requestId = response.headers.get('x-amzn-requestid') ?? '';
}, 60_000);
afterAll(async () => {
  await project.stop();
});

async function run(command: string, ...options: string[]): Promise<string> {
  const argv = ['--import', 'tsx', `scripts/${command}.ts`, 'dev', ...options];
  const port = String(project.runtime.port);
  const { stdout } = await execute(process.execPath, [...argv, '--port', port], { cwd: ROOT });
  return stdout;
}

it('finds a request in the access log and in the log of its function', async () => {
  const lines = (await run('logs', '--request', requestId)).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines.join('\n')).toMatch(/ access .*201 POST \/dev\/items/);
  expect(lines.join('\n')).toMatch(/ items .*item-stored/);
});

it('prints one function alone, as JSON', async () => {
  const lines = (await run('logs', '--function', 'items', '--json')).trimEnd().split('\n');
  const sources = lines.map((line): unknown => JSON.parse(line));
  expect(sources.length).toBeGreaterThan(2);
  for (const one of sources) expect(one).toMatchObject({ source: 'items' });
});

it('draws the dashboard', async () => {
  const text = await run('dashboard');
  expect(text).toMatch(/requests +1 /);
  expect(text).toMatch(/POST \/items +1 +0 /);
  expect(text).toMatch(/items +1 +0 .* 1 /);
});

it('finds no failed event where none failed', async () => {
  expect(await run('redrive')).toBe('0 moved\n');
});

it.each([
  ['a filter that is none', ['logs', '--filter', '{ nonsense'], /InvalidParameterException/],
  ['a function that there is not', ['logs', '--function', 'x'], /there is no function "x"/],
  ['a place where nobody answers', ['logs', '--port', '9', '--local'], /nobody answers at this/],
])('tells of %s in one line, and fails', async (_, argv, message) => {
  const [command = '', ...options] = argv;
  // The port given last is the one that counts.
  const args = [
    '--import',
    'tsx',
    `scripts/${command}.ts`,
    'dev',
    '--port',
    String(project.runtime.port),
    ...options,
  ];
  const failure: unknown = await execute(process.execPath, args, { cwd: ROOT }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) });
});
