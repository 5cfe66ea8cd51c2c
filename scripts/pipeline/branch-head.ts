/** Whether what CI builds is still what the branch is: an old build that is started again must not deploy old code. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

type Environment = Readonly<Record<string, string | undefined>>;

/** What CI says that it builds. */
interface Build {
  readonly branch: string;
  readonly commit: string;
}

/**
 * Why a build must not be deployed any more.
 *
 * https://docs.travis-ci.com/user/environment-variables/#default-environment-variables
 *
 * @param root Where git is asked.
 * @returns A line, or `undefined` when the commit is the branch's head, and where no CI builds.
 * @throws Error in one line when the repository cannot be asked.
 */
export async function whyOutdated(
  root: string,
  environment: Environment = process.env,
): Promise<string | undefined> {
  const build = buildOf(environment);
  if (build === undefined) return undefined;
  const head = await headOf(root, build.branch);
  if (head === build.commit) return undefined;
  const now = head === undefined ? 'is gone' : `is at ${head.slice(0, 12)}`;
  return `NOT DEPLOYED: this builds ${build.commit.slice(0, 12)}, and ${build.branch} ${now}; the build of the newest commit deploys. To go back, use npm run rollback, or revert the commit`;
}

function buildOf(environment: Environment): Build | undefined {
  const { TRAVIS_BRANCH: branch, TRAVIS_COMMIT: commit } = environment;
  if (isSet(branch) && isSet(commit) && environment['TRAVIS_EVENT_TYPE'] !== 'pull_request')
    return { branch, commit };
  const { GITHUB_REF: ref, GITHUB_SHA: sha } = environment;
  if (isSet(ref) && isSet(sha) && ref.startsWith('refs/heads/'))
    return { branch: ref.slice('refs/heads/'.length), commit: sha };
  return undefined;
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

async function headOf(root: string, branch: string): Promise<string | undefined> {
  const args = ['ls-remote', 'origin', `refs/heads/${branch}`];
  try {
    const { stdout } = await promisify(execFile)('git', args, { cwd: root, timeout: 60_000 });
    return /^[0-9a-f]{40,64}/.exec(stdout)?.[0];
  } catch (error) {
    throw new Error(
      `git ${args.join(' ')} failed, so nobody knows whether this commit is still the newest: run the build again, or deploy from a clone without CI's variables`,
      { cause: error },
    );
  }
}
