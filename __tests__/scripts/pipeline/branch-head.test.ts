import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whyOutdated } from '../../../scripts/pipeline/branch-head';

describe('a build of a commit', () => {
  let root: string;
  let older: string;
  let newest: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'gatehouse-head-'));
    git('init', '--quiet', '--initial-branch=develop');
    older = commit('one');
    newest = commit('two');
    git('remote', 'add', 'origin', root);
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function git(...args: string[]): string {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  }

  function commit(message: string): string {
    const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    git(...who, 'commit', '--quiet', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  }

  const travis = (commitId: string, branch = 'develop') => ({
    TRAVIS_BRANCH: branch,
    TRAVIS_COMMIT: commitId,
    TRAVIS_EVENT_TYPE: 'push',
  });

  it('is deployed while it is the head of its branch', async () => {
    expect(await whyOutdated(root, travis(newest))).toBeUndefined();
    const github = { GITHUB_REF: 'refs/heads/develop', GITHUB_SHA: newest };
    expect(await whyOutdated(root, github)).toBeUndefined();
  });

  it('is not deployed once the branch has moved on, and says where to', async () => {
    const expected = `NOT DEPLOYED: this builds ${older.slice(0, 12)}, and develop is at ${newest.slice(0, 12)}`;
    expect(await whyOutdated(root, travis(older))).toContain(expected);
    const github = { GITHUB_REF: 'refs/heads/develop', GITHUB_SHA: older };
    expect(await whyOutdated(root, github)).toContain(expected);
  });

  it('is not deployed when its branch is gone', async () => {
    expect(await whyOutdated(root, travis(newest, 'gone'))).toContain('gone is gone');
  });

  it('does not pass when nobody can be asked', async () => {
    git('remote', 'set-url', 'origin', join(root, 'nowhere'));
    await expect(whyOutdated(root, travis(newest))).rejects.toThrow(
      /^git ls-remote origin .* failed/,
    );
    git('remote', 'set-url', 'origin', root);
  });

  it.each([
    {},
    { TRAVIS_BRANCH: '', TRAVIS_COMMIT: '' },
    { ...travis('x'), TRAVIS_EVENT_TYPE: 'pull_request' },
  ])('is not asked about without a build of a branch: %j', async (environment) => {
    expect(await whyOutdated(root, environment)).toBeUndefined();
  });
});
