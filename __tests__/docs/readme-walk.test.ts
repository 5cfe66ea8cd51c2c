import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { startProject, type Project } from '../helpers/project';

const run = promisify(execFile);

/** What the README has its reader paste, each with the answer it promises. */
const [, walk = ''] =
  /## A walk through every route\n+```sh\n([^]*?)```/.exec(
    readFileSync(resolve(__dirname, '../../README.md'), 'utf8'),
  ) ?? [];
const calls = walk
  .split(/\n(?=curl)/)
  .map((block) => block.trim())
  .filter((block) => block.startsWith('curl'))
  .map((block) => {
    const [command = ''] = block.split(/\s{2,}#|\n#/);
    const status = /(?:^|\n)# (\d{3}) /.exec(block)?.[1] ?? '200';
    return { command, status };
  });

const hasCurl = (() => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!hasCurl)
  process.stderr.write('SKIPPED: there is no curl, so the walk of the README is not walked\n');

(hasCurl ? describe : describe.skip)('the walk of the README', () => {
  let project: Project;

  beforeAll(async () => {
    project = await startProject();
  });
  afterAll(() => project.stop());

  it('answers as it promises, call by call', async () => {
    const environment: Record<string, string> = {
      PATH: process.env['PATH'] ?? '',
      dev: project.url('dev'),
      prod: project.url('prod'),
      key: project.key('dev'),
      token: project.token('dev'),
    };
    const answers = [];
    for (const { command } of calls) {
      const quiet = command.replace(/^curl/, `curl -s -w '\\n%{http_code}'`);
      const { stdout } = await run('bash', ['-c', quiet], { env: environment });
      const lines = stdout.trim().split('\n');
      answers.push({ command, status: lines.at(-1) });
      environment['id'] ??= /"id":"([^"]+)"/.exec(stdout)?.[1] ?? '';
    }
    expect(calls.length).toBeGreaterThan(7);
    expect(answers).toEqual(calls);
  });
});
