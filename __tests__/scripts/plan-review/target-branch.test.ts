import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  allowListAt,
  allowListOfBranch,
  targetBranch,
} from '../../../scripts/plan-review/allow-from';
import { planFile } from './terraform/plan-files';

const ROOT = resolve(__dirname, '../../..');
const DANGEROUS = planFile('the key of the table changes');
const SOON = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString().slice(0, 10);
const ALLOWING = JSON.stringify([
  { address: 'aws_dynamodb_table.items', action: 'replace', reason: 'mine', expires: SOON },
]);

/** `develop` at origin, and a clone as Travis CI has it: on a pull request that allows itself what it does. */
let folder: string;
let clone: string;

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-target-'));
  const origin = join(folder, 'origin');
  mkdirSync(origin);
  git(origin, 'init', '-q', '-b', 'develop');
  for (const name of [
    'scripts',
    'config',
    'config.ts',
    'local/shell.ts',
    'modules',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'plan-allow.json',
  ]) {
    cpSync(join(ROOT, name), join(origin, name), { recursive: true });
  }
  git(origin, 'add', '-A');
  git(origin, 'commit', '-qm', 'as it is');
  clone = join(folder, 'clone');
  git(folder, 'clone', '-q', '--depth=1', `file://${origin}`, 'clone');
  git(clone, 'checkout', '-q', '--detach');
  git(clone, 'branch', '-q', '-D', 'develop');
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  writeFileSync(join(clone, 'plan-allow.json'), ALLOWING);
  writeFileSync(join(clone, 'scripts/plan-review/rules/index.ts'), 'export const RULES = [];\n');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const TRAVIS = {
  TRAVIS_PULL_REQUEST: '7',
  TRAVIS_BRANCH: 'develop',
  TRAVIS_REPO_SLUG: '',
  GITHUB_TOKEN: '',
};

function run(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  return spawnSync(file, args, {
    cwd: clone,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
}

describe('the allow list of a pull request', () => {
  it.each([
    ['a pull request', { TRAVIS_PULL_REQUEST: '7', TRAVIS_BRANCH: 'develop' }, 'develop'],
    ['a push', { TRAVIS_PULL_REQUEST: 'false', TRAVIS_BRANCH: 'develop' }, undefined],
    ['a laptop', {}, undefined],
  ])('is that of the target branch in a build of %s: %j', (_what, environment, expected) => {
    expect(targetBranch(environment)).toBe(expected);
  });

  it('is read as it is at origin, not as the pull request has it', () => {
    expect(allowListOfBranch(clone, 'develop').entries).toEqual([]);
    expect(allowListAt(clone, 'HEAD').entries).toEqual([]);
    expect(readFileSync(join(clone, 'plan-allow.json'), 'utf8')).toBe(ALLOWING);
  });

  it.each([
    ['a branch that origin has not', 'nowhere', /plan-allow\.json of nowhere cannot be read/],
    ['an option', '--upload-pack=x', /is no name of a branch/],
    ['a range', 'a..b', /is no name of a branch/],
  ])('is never guessed for %s', (_what, branch, message) => {
    expect(() => allowListOfBranch(clone, branch)).toThrow(message);
  });

  it('is empty where the branch has none', () => {
    const before = git(clone, 'rev-parse', 'HEAD').trim();
    git(clone, 'rm', '-q', '--cached', 'plan-allow.json');
    git(clone, 'commit', '-qm', 'none', '--no-verify');
    expect(allowListAt(clone, 'HEAD').entries).toEqual([]);
    git(clone, 'reset', '-q', before);
  });
});

describe('bash scripts/travis-review.sh', () => {
  it("judges by the target's rules and list, when the pull request has taken its own out", () => {
    cpSync(DANGEROUS, join(clone, 'gatehouse-prod.json'));
    const own = run('node', ['--import', 'tsx', 'scripts/review.ts', 'gatehouse-prod.json']);
    expect({ status: own.status, stderr: own.stderr }).toEqual({ status: 0, stderr: '' });

    const { status, stdout, stderr } = run(
      'bash',
      ['scripts/travis-review.sh', 'gatehouse-prod.json'],
      TRAVIS,
    );

    expect({ status, stderr }).toMatchObject({ status: 2 });
    expect(stdout).toContain('table-key-changed');
    expect(stdout).not.toContain('allowed by');
    expect(git(clone, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  it('fails where the target cannot be had, rather than judging by what is here', () => {
    const { status } = run('bash', ['scripts/travis-review.sh', 'gatehouse-prod.json'], {
      ...TRAVIS,
      TRAVIS_BRANCH: 'nowhere',
    });
    expect(status).not.toBe(0);
    expect(status).not.toBe(2);
  });
});
