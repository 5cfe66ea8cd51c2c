import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commentTarget, postComment } from '../../../scripts/plan-review/comment';

const TOKEN = 'ghp_only-for-tests';
const MARKER = '<!-- gatehouse plan review -->';

interface User {
  readonly id: number;
  readonly login: string;
}

interface Comment {
  readonly id: number;
  body: string;
  readonly user: User;
}

const US: User = { id: 7, login: 'gatehouse-ci' };
const MALLORY: User = { id: 666, login: 'mallory' };

/** As much of GitHub's REST API as posting a comment needs. */
class FakeGitHub {
  readonly comments: Comment[] = [];
  readonly requests: string[] = [];
  readonly #server: Server;
  failWith: number | undefined;
  /** As for the token of a GitHub App. */
  hidesUser = false;

  constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, json }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(json));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; json: unknown }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    this.requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, json: {} };
    if (this.failWith !== undefined) return { status: this.failWith, json: { message: TOKEN } };
    return this.#perform(request, Buffer.concat(chunks).toString());
  }

  #perform(request: IncomingMessage, text: string): { status: number; json: unknown } {
    const body = text === '' ? '' : (JSON.parse(text) as { body: string }).body;
    const url = new URL(request.url ?? '', 'http://github');
    if (url.pathname === '/user')
      return this.hidesUser ? { status: 403, json: {} } : { status: 200, json: US };
    if (request.method === 'GET') return { status: 200, json: this.#page(url) };
    const id = Number(url.pathname.split('/').at(-1));
    if (request.method === 'PATCH') return this.#patch(id, body);
    if (request.method === 'DELETE') return this.#delete(id);
    const comment = { id: 1000 + this.comments.length, body, user: US };
    this.comments.push(comment);
    return { status: 201, json: comment };
  }

  #delete(id: number): { status: number; json: unknown } {
    const index = this.comments.findIndex((comment) => comment.id === id);
    this.comments.splice(index, 1);
    return { status: 204, json: undefined };
  }

  #page({ searchParams }: URL): readonly Comment[] {
    const [size, page] = ['per_page', 'page'].map((name) => Number(searchParams.get(name)));
    return this.comments.slice((size ?? 0) * ((page ?? 1) - 1), (size ?? 0) * (page ?? 1));
  }

  #patch(id: number, body: string): { status: number; json: unknown } {
    const found = this.comments.find((comment) => comment.id === id);
    // Whoever may write in the repository may change everybody's.
    if (found === undefined) return { status: 404, json: {} };
    found.body = body;
    return { status: 200, json: {} };
  }
}

describe('postComment', () => {
  const github = new FakeGitHub();
  let apiUrl = '';

  beforeAll(async () => {
    apiUrl = await github.listen();
  });
  afterAll(() => {
    github.close();
  });
  beforeEach(() => {
    github.comments.length = 0;
    github.requests.length = 0;
    github.failWith = undefined;
    github.hidesUser = false;
  });

  const target = () => ({ repository: 'owner/gatehouse', pullRequest: 7, token: TOKEN, apiUrl });

  it('posts the first review, and puts the second in its place', async () => {
    await expect(postComment('one', target())).resolves.toBe('posted');
    await expect(postComment('two', target())).resolves.toBe('updated');

    expect(github.comments).toStrictEqual([{ id: 1000, body: `${MARKER}\ntwo`, user: US }]);
    expect(github.requests).toContain('PATCH /repos/owner/gatehouse/issues/comments/1000');
  });

  it('finds its comment on a later page', async () => {
    for (let id = 0; id < 250; id += 1) github.comments.push({ id, body: 'chat', user: MALLORY });
    github.comments.push({ id: 250, body: `${MARKER}\nold`, user: US });

    await expect(postComment('new', target())).resolves.toBe('updated');

    expect(github.comments.at(-1)).toMatchObject({ id: 250, body: `${MARKER}\nnew` });
  });

  it('does not take a comment that only quotes the marker for its own', async () => {
    github.comments.push({ id: 1, body: `> ${MARKER}`, user: US });

    await expect(postComment('new', target())).resolves.toBe('posted');
  });

  it.each([false, true])(
    "leaves a marked comment of somebody else's alone, also where GitHub hides who we are: %s",
    async (hidesUser) => {
      github.hidesUser = hidesUser;
      const forged = { id: 1, body: `${MARKER}\nforged`, user: MALLORY };
      // A login that was ours once, taken by somebody else.
      const taken = { id: 2, body: `${MARKER}\nforged`, user: { ...MALLORY, login: US.login } };
      github.comments.push({ ...forged }, { ...taken });

      await expect(postComment('one', target())).resolves.toBe('posted');
      await expect(postComment('two', target())).resolves.toBe('updated');

      expect(github.comments.slice(0, 2)).toStrictEqual([forged, taken]);
      expect(github.comments.slice(2)).toMatchObject([{ body: `${MARKER}\ntwo`, user: US }]);
    },
  );

  it.each([
    [401, /is GITHUB_TOKEN still good/],
    [403, /may GITHUB_TOKEN write/],
    [500, /answered 500/],
  ])('tells an answer of %d without the token', async (status, message) => {
    github.failWith = status;

    const error = await postComment('x', target()).catch((thrown: unknown) => String(thrown));

    expect(error).toMatch(message);
    expect(error).not.toContain(TOKEN);
  });

  it('tells that nobody answers without the token', async () => {
    const nobody = { ...target(), apiUrl: 'http://127.0.0.1:9' };

    const error = await postComment('x', nobody).catch((thrown: unknown) => String(thrown));

    expect(error).toMatch(/cannot be reached/);
    expect(error).not.toContain(TOKEN);
  });
});

describe('commentTarget', () => {
  const travis = {
    GITHUB_TOKEN: TOKEN,
    TRAVIS_REPO_SLUG: 'owner/gatehouse',
    TRAVIS_PULL_REQUEST: '7',
  };

  it("reads Travis's variables", () => {
    expect(commentTarget(travis)).toStrictEqual({
      repository: 'owner/gatehouse',
      pullRequest: 7,
      token: TOKEN,
      apiUrl: 'https://api.github.com',
    });
  });

  it.each([
    ['a push', { TRAVIS_PULL_REQUEST: 'false' }, 'this build is of no pull request'],
    ['a laptop', { TRAVIS_PULL_REQUEST: undefined }, 'this build is of no pull request'],
    [
      'a number that is none',
      { TRAVIS_PULL_REQUEST: '7/../8' },
      'TRAVIS_PULL_REQUEST is not a number',
    ],
    [
      'a slug that climbs',
      { TRAVIS_REPO_SLUG: 'a/b/../c' },
      'TRAVIS_REPO_SLUG is not owner/repository',
    ],
    ['a fork', { GITHUB_TOKEN: undefined }, /GITHUB_TOKEN is not set/],
    [
      'a token of two lines',
      { GITHUB_TOKEN: 'a\nb' },
      'GITHUB_TOKEN holds signs that no token has',
    ],
  ])('says why there is nothing to comment on: %s', (_what, change, expected) => {
    expect(commentTarget({ ...travis, ...change })).toMatch(expected);
  });
});
