import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { planFile } from './terraform/plan-files';

const ROOT = join(__dirname, '..', '..', '..');
const DANGEROUS = `gatehouse-prod=${planFile('the key of the table changes')}`;
const SAFE = `gatehouse-prod=${planFile('tags change')}`;

function review(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/review.ts', ...args],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...environment } },
  );
  return { status, stdout, stderr };
}

describe('npm run review', () => {
  it('exits 0 for a safe plan', () => {
    expect(review([SAFE])).toMatchObject({ status: 0, stdout: expect.stringContaining('safe') });
  });

  it('exits 2 for a dangerous plan, also when the comment cannot be posted, which it tells', () => {
    const { status, stdout, stderr } = review([DANGEROUS, '--json', '--comment'], {
      GITHUB_TOKEN: 'only-for-tests',
      GITHUB_API_URL: 'http://127.0.0.1:9',
      TRAVIS_REPO_SLUG: 'owner/gatehouse',
      TRAVIS_PULL_REQUEST: '7',
    });

    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 2 });
    expect(stderr).toMatch(/COMMENT NOT POSTED: GitHub, GET .* cannot be reached/);
    expect(stderr).not.toContain('only-for-tests');
  });

  it('exits 1, with one line, for what is no plan', () => {
    const { status, stderr } = review(['package.json']);

    expect(status).toBe(1);
    expect(stderr).toMatch(/^gatehouse: package: this is no plan.*\n$/);
  });
});
