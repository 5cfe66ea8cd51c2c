import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../../..');

interface End {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of its own: the command line and the exit code are the process's. */
function rollback(...line: readonly string[]): Promise<End> {
  const args = ['--import', 'tsx', 'scripts/rollback.ts', ...line];
  return new Promise((done) => {
    const child = execFile(process.execPath, args, { cwd: PROJECT }, (_error, stdout, stderr) => {
      done({ code: child.exitCode, stdout, stderr });
    });
  });
}

test.concurrent('--help prints the help alone, whatever else is asked', async () => {
  const { code, stdout, stderr } = await rollback('staging', '-h');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('npm run rollback -- dev|prod [options]');
});

test.concurrent.each([
  ['no stage', [], 'name a stage: dev or prod (see --help)'],
  ['a stage that there is not', ['dev', 'staging'], 'there is no stage "staging"'],
  ['an option that there is not', ['dev', '--nope'], "Unknown option '--nope'"],
  ["what the command's own rules refuse", ['dev', 'prod', 'dev'], 'name one stage'],
])('%s is refused in a line, with exit code 1', async (_what, line, said) => {
  const { code, stdout, stderr } = await rollback(...line);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^gatehouse: [^\n]*\n$/);
  expect(stderr).toContain(said);
});

test.concurrent('a stage that is named twice is one stage', async () => {
  const { stderr } = await rollback('dev', 'dev', '--to', 'x');
  expect(stderr).toBe('gatehouse: --to takes the number of a release, not "x"\n');
});
