/** What a page of another origin may do, by the rules that a browser goes by: https://fetch.spec.whatwg.org/#http-cors-protocol */
import { request } from 'node:http';
import { api } from '../../api';
import { startProject, type Project } from '../helpers/project';

/** The origin that dev allows by default; prod allows none. */
const ALLOWED = 'http://localhost:5173';
const STRANGER = 'https://stranger.example';

let project: Project;
beforeAll(async () => {
  project = await startProject();
}, 60_000);
afterAll(() => project.stop());

type Stage = 'dev' | 'prod';
interface Call {
  readonly what: string;
  /** Whether API Gateway itself answers, by a gateway response, and no function. @default false */
  readonly isRefusal?: boolean;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const JSON_BODY = { 'Content-Type': 'application/json' };

/** Answers of every origin: of functions of both kinds, of their errors, and of API Gateway itself. */
const CALLS: readonly Call[] = [
  { what: 'a proxy function', method: 'GET', path: '/faq', status: 200 },
  { what: 'a function that knows no HTTP', method: 'GET', path: '/hello', status: 200 },
  {
    what: 'the same under its second resource',
    method: 'GET',
    path: '/Netflixapigw101',
    status: 200,
  },
  {
    what: 'the echo',
    method: 'POST',
    path: '/loopback',
    status: 200,
    headers: JSON_BODY,
    body: '{"a":1}',
  },
  {
    what: 'a missing key',
    isRefusal: true,
    method: 'POST',
    path: '/items',
    status: 403,
    headers: JSON_BODY,
    body: '{}',
  },
  { what: 'a missing token', isRefusal: true, method: 'GET', path: '/items/x', status: 401 },
  {
    what: 'a route that there is not',
    isRefusal: true,
    method: 'GET',
    path: '/nowhere',
    status: 403,
  },
  {
    what: 'a body of a type that nothing reads',
    isRefusal: true,
    method: 'POST',
    path: '/loopback',
    status: 415,
    headers: { 'Content-Type': 'image/png' },
    body: 'x',
  },
];

const OF_FUNCTIONS = CALLS.filter(({ isRefusal = false }) => !isRefusal);
const REFUSALS = CALLS.filter(({ isRefusal = false }) => isRefusal);

interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
}

/** Not fetch, which would not let a test say what its origin is. */
function call(
  stage: Stage,
  origin: string,
  { method, path, headers, body }: Omit<Call, 'what' | 'isRefusal' | 'status'>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = `${project.url(stage)}${path}`;
    const sent = request(url, { method, headers: { ...headers, Origin: origin } }, (response) => {
      response.resume().on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          header: (name) => {
            const value = response.headers[name.toLowerCase()];
            return Array.isArray(value) ? value.join(', ') : value;
          },
        });
      });
    });
    sent.on('error', reject).end(body);
  });
}

/** Does a browser show the page the answer? */
function mayRead(origin: string, answer: Answer): boolean {
  const allowed = answer.header('Access-Control-Allow-Origin');
  return allowed === '*' || allowed === origin;
}

function preflight(stage: Stage, origin: string, path: string): Promise<Answer> {
  return call(stage, origin, {
    method: 'OPTIONS',
    path,
    headers: { 'Access-Control-Request-Method': 'POST' },
  });
}

describe('cross-origin calls', () => {
  it.each(CALLS)('a page of an allowed origin reads $what', async (one) => {
    const answer = await call('dev', ALLOWED, one);
    expect(answer.status).toBe(one.status);
    expect(mayRead(ALLOWED, answer)).toBe(true);
  });

  it.each(OF_FUNCTIONS)('a page of another origin does not read $what', async (one) => {
    const answer = await call('dev', STRANGER, one);
    expect(answer.status).toBe(one.status);
    expect(mayRead(STRANGER, answer)).toBe(false);
  });

  it.each(OF_FUNCTIONS)('prod, which allows no origin, lets no page read $what', async (one) => {
    expect(mayRead(ALLOWED, await call('prod', ALLOWED, one))).toBe(false);
  });

  it.each(REFUSALS)('any page reads the refusal of $what, which tells no secret', async (one) => {
    for (const stage of ['dev', 'prod'] as const) {
      const answer = await call(stage, STRANGER, one);
      expect(answer.status).toBe(one.status);
      expect(answer.header('Access-Control-Allow-Origin')).toBe('*');
    }
  });

  it.each(OF_FUNCTIONS)(
    'a cache keeps $what for one origin apart from that for another',
    async (one) => {
      expect((await call('dev', STRANGER, one)).header('Vary')).toMatch(/(^|, )Origin(,|$)/);
    },
  );

  it.each(CALLS)('a page never gets to send cookies along: $what', async (one) => {
    const answer = await call('dev', ALLOWED, one);
    expect(answer.header('Access-Control-Allow-Credentials')).toBeUndefined();
  });

  it.each(Object.keys(api.routes))('the preflight of %s allows its method', async (key) => {
    const [verb = '', path = ''] = key.split(' ');
    const answer = await preflight('dev', ALLOWED, path.replace(/\{[^}]+\}/, 'x'));
    expect(answer.status).toBe(200);
    expect(mayRead(ALLOWED, answer)).toBe(true);
    expect(answer.header('Access-Control-Allow-Methods')?.split(',')).toEqual(
      verb === 'ANY'
        ? ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
        : [verb, 'OPTIONS'],
    );
  });

  it.each(['authorization', 'content-type', 'idempotency-key', 'x-api-key'])(
    'the preflight allows the header %s, which a caller needs',
    async (name) => {
      const answer = await preflight('dev', ALLOWED, '/items');
      const allowed = answer.header('Access-Control-Allow-Headers')?.toLowerCase().split(',');
      expect(allowed).toContain(name);
    },
  );

  it('the preflight may be kept for a while', async () => {
    const answer = await preflight('dev', ALLOWED, '/items');
    expect(Number(answer.header('Access-Control-Max-Age'))).toBeGreaterThan(0);
  });

  it.each([
    ['dev', STRANGER],
    ['prod', ALLOWED],
    ['dev', 'http://localhost:51'],
    ['dev', 'null'],
  ] as const)('the preflight of %s tells %s nothing', async (stage, origin) => {
    const answer = await preflight(stage, origin, '/items');
    expect(answer.status).toBe(200);
    for (const name of ['Allow-Origin', 'Allow-Methods', 'Allow-Headers', 'Max-Age']) {
      expect(answer.header(`Access-Control-${name}`)).toBeUndefined();
    }
  });
});
