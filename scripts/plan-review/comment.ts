import { isRecord, memberAt, textOf } from './json';

/** What the comment of ours begins with, so that the next review finds it. */
const MARKER = '<!-- gatehouse plan review -->';
/** Most comments that GitHub gives in one answer. */
const PAGE_SIZE = 100;
/** A pull request with more comments than these pages hold gets a second one of ours. */
const MAX_PAGES = 50;
const TIMEOUT_MS = 30_000;

/** Where a review is posted. */
export interface CommentTarget {
  /** As in `owner/repository`. */
  readonly repository: string;
  readonly pullRequest: number;
  /** May write comments on pull requests. Never told in an error. */
  readonly token: string;
  /** @default 'https://api.github.com' */
  readonly apiUrl: string;
}

/**
 * Reads the target from the variables that Travis CI sets: TRAVIS_REPO_SLUG and TRAVIS_PULL_REQUEST, beside
 * GITHUB_TOKEN and, for GitHub Enterprise, GITHUB_API_URL.
 * https://docs.travis-ci.com/user/environment-variables/
 *
 * @returns Why there is nothing to comment on, when there is not.
 */
export function commentTarget(
  environment: Readonly<Record<string, string | undefined>>,
): CommentTarget | string {
  const token = environment['GITHUB_TOKEN'] ?? '';
  const repository = environment['TRAVIS_REPO_SLUG'] ?? '';
  const pullRequest = environment['TRAVIS_PULL_REQUEST'] ?? '';
  const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com';
  if (pullRequest === '' || pullRequest === 'false') return 'this build is of no pull request';
  if (!/^[1-9]\d{0,9}$/.test(pullRequest)) return 'TRAVIS_PULL_REQUEST is not a number';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) return 'TRAVIS_REPO_SLUG is not owner/repository';
  if (token.trim() === '') return "GITHUB_TOKEN is not set (a fork's build has none)";
  if (!/^[\x21-\x7E]+$/.test(token.trim())) return 'GITHUB_TOKEN holds signs that no token has';
  return { repository, pullRequest: Number(pullRequest), token: token.trim(), apiUrl };
}

/**
 * Posts the review on the pull request, or puts it in place of the one that was posted before. Only a comment of the token's own
 * user is touched: whoever may write in the repository may also change comments of others, and could give us theirs to write
 * the verdict into. Where GitHub does not say who the token's user is (it does not for a GitHub App), the answer to a new
 * comment does, and those of that user before it are deleted.
 *
 * https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/rest/users/users#get-the-authenticated-user
 *
 * @returns What was done.
 * @throws Error without the token in it when GitHub refuses or cannot be reached.
 */
export async function postComment(
  markdown: string,
  target: CommentTarget,
): Promise<'posted' | 'updated'> {
  const body = `${MARKER}\n${markdown}`;
  const us = await tokenUser(target);
  const marked = await markedComments(target);
  for (const { id } of marked.filter(({ author }) => isSameUser(us, author))) {
    const path = `/issues/comments/${id}`;
    const { status } = await call(target, path, { method: 'PATCH', body, mayFail: [403, 404] });
    if (status === 200) return 'updated';
  }
  const path = `/issues/${target.pullRequest}/comments`;
  const { json } = await call(target, path, { method: 'POST', body });
  if (us !== undefined) return 'posted';
  const before = marked.filter(({ author }) => isSameUser(userOf(json), author));
  for (const { id } of before) {
    await call(target, `/issues/comments/${id}`, { method: 'DELETE', mayFail: [403, 404] });
  }
  return before.length === 0 ? 'posted' : 'updated';
}

/** Whoever wrote a comment. A login can be given up and taken by another; an id cannot. */
interface User {
  readonly id: number | undefined;
  readonly login: string | undefined;
}

function readUser(value: unknown): User | undefined {
  const id = memberAt(value, 'id');
  const login = textOf(memberAt(value, 'login'));
  if (typeof id !== 'number' && login === undefined) return undefined;
  return { id: typeof id === 'number' ? id : undefined, login };
}

function userOf(comment: unknown): User | undefined {
  return readUser(memberAt(comment, 'user'));
}

/** Unknown is nobody's. */
function isSameUser(one: User | undefined, other: User | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id;
  return one.login !== undefined && one.login.toLowerCase() === other.login?.toLowerCase();
}

async function tokenUser(target: CommentTarget): Promise<User | undefined> {
  const { status, json } = await call(target, '/user', { method: 'GET', mayFail: [403, 404] });
  return status === 200 && isRecord(json) ? readUser(json) : undefined;
}

interface MarkedComment {
  readonly id: number;
  readonly author: User | undefined;
}

/** Comments that begin as ours do, whoever wrote them. */
async function markedComments(target: CommentTarget): Promise<readonly MarkedComment[]> {
  const found: MarkedComment[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const path = `/issues/${target.pullRequest}/comments?per_page=${PAGE_SIZE}&page=${page}`;
    const { json: comments } = await call(target, path, { method: 'GET' });
    if (!Array.isArray(comments)) throw new Error('GitHub did not answer with a list of comments');
    for (const comment of comments) {
      const id = memberAt(comment, 'id');
      const isMarked = textOf(memberAt(comment, 'body'))?.startsWith(MARKER) === true;
      if (isMarked && typeof id === 'number') found.push({ id, author: userOf(comment) });
    }
    if (comments.length < PAGE_SIZE) break;
  }
  return found;
}

interface Call {
  readonly method: 'GET' | 'PATCH' | 'POST' | 'DELETE';
  /** The text of a comment. */
  readonly body?: string;
  /** Statuses that are no error. @default - none */
  readonly mayFail?: readonly number[];
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

async function call(
  { apiUrl, repository, token }: CommentTarget,
  path: string,
  request: Call,
): Promise<Answer> {
  const at = path === '/user' ? path : `/repos/${repository}${path}`;
  const what = `GitHub, ${request.method} ${at}`;
  // The first error is not kept as a cause: it may quote the header that the token is in.
  const response = await fetch(`${apiUrl.replace(/\/+$/, '')}${at}`, {
    method: request.method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'gatehouse',
      'x-github-api-version': '2022-11-28',
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify({ body: request.body }) }),
    // A redirect would take the token to wherever it points.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown): never => {
    throw new Error(`${what}: cannot be reached: ${causeOf(error, token)}`);
  });
  if (!response.ok && request.mayFail?.includes(response.status) !== true) {
    throw new Error(`${what}: answered ${response.status}${hintOf(response.status)}`);
  }
  return { status: response.status, json: await readJson(response) };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    const json: unknown = await response.json();
    return json;
  } catch {
    return undefined;
  }
}

function causeOf(error: unknown, token: string): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = isRecord(cause) ? textOf(cause['code']) : undefined;
  const text = code ?? (cause instanceof Error ? cause.message : 'unknown error');
  return text.replaceAll(token, '(token)');
}

function hintOf(status: number): string {
  if (status === 401) return '; is GITHUB_TOKEN still good?';
  return status === 403 || status === 404
    ? '; may GITHUB_TOKEN write on pull requests of this repository?'
    : '';
}
