/** The allow list of another branch: who changes what is dangerous must not allow it in the same pull request. */
import { execFileSync } from 'node:child_process';
import { messageOf } from '../cli';
import { EMPTY_ALLOW_LIST, parseAllowList, type AllowList } from './allow-list';

const FILE = 'plan-allow.json';
/** A name that git takes for nothing else, such as an option or a range: https://git-scm.com/docs/git-check-ref-format */
const REF = /^\w(?!.*\.\.)[\w./-]*$/;

/**
 * The branch whose allow list counts for a build of Travis CI: of a pull request, the one that it is to be merged into.
 * https://docs.travis-ci.com/user/environment-variables/
 *
 * @returns Nothing when this is no build of a pull request.
 */
export function targetBranch(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const { TRAVIS_PULL_REQUEST: pullRequest = 'false', TRAVIS_BRANCH: branch = '' } = environment;
  return /^\d+$/.test(pullRequest) && branch !== '' ? branch : undefined;
}

/**
 * Reads the allow list of a branch as it is at `origin` now, whatever the files here say.
 *
 * @param root A working copy.
 * @throws Error when the branch cannot be fetched: then nobody knows what it allows.
 */
export function allowListOfBranch(root: string, branch: string): AllowList {
  const ref = `refs/remotes/origin/${branch}`;
  checkRef(branch);
  git(root, branch, ['fetch', '--quiet', '--depth=1', 'origin', `+refs/heads/${branch}:${ref}`]);
  return allowListAt(root, ref);
}

/**
 * Reads the allow list of a commit, a branch or a tag. One that has no such file allows nothing.
 *
 * @throws Error when there is no such commit, or the list is wrong.
 */
export function allowListAt(root: string, ref: string): AllowList {
  checkRef(ref);
  const found = git(root, ref, ['ls-tree', '--name-only', `${ref}^{commit}`, '--', FILE]);
  if (found.trim() === '') return EMPTY_ALLOW_LIST;
  return parseAllowList(git(root, ref, ['show', `${ref}:./${FILE}`]), `${FILE} of ${ref}`);
}

function checkRef(ref: string): void {
  if (!REF.test(ref)) throw new Error(`"${ref}" is no name of a branch or a commit`);
}

function git(root: string, ref: string, args: readonly string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const said =
      messageOf(error)
        .split('\n')
        .filter((line) => line !== '')
        .at(-1) ?? '';
    throw new Error(
      `${FILE} of ${ref} cannot be read (${said}): is there such a branch at origin, and may this build fetch it?`,
      { cause: error },
    );
  }
}
