/** Every route, with every credential that is right, wrong, missing or another stage's, on both stages. */
import { SignJWT } from 'jose/jwt/sign';
import { startProject, type Project } from '../helpers/project';

const STAGES = ['dev', 'prod'] as const;
type StageName = (typeof STAGES)[number];
const OTHER: Record<StageName, StageName> = { dev: 'prod', prod: 'dev' };

let project: Project;
beforeAll(async () => {
  project = await startProject();
}, 60_000);
afterAll(() => project.stop());

type Access = 'open' | 'api-key' | 'token';
const ROUTES = [
  { method: 'POST', path: '/items', access: 'api-key', status: 201, body: '{"a":1}' },
  { method: 'GET', path: '/items/absent', access: 'token', status: 404 },
  { method: 'GET', path: '/faq', access: 'open', status: 200 },
  { method: 'GET', path: '/hello', access: 'open', status: 200 },
  { method: 'DELETE', path: '/hello', access: 'open', status: 200 },
  { method: 'GET', path: '/Netflixapigw101', access: 'open', status: 200 },
  { method: 'POST', path: '/loopback', access: 'open', status: 200, body: '{}' },
  { method: 'OPTIONS', path: '/items', access: 'open', status: 200 },
] satisfies { method: string; path: string; access: Access; status: number; body?: string }[];
type Route = (typeof ROUTES)[number];

/** A credential, and what each kind of access answers to it; `undefined`: the route's own status. */
interface Credential {
  readonly name: string;
  readonly headers: (stage: StageName) => Promise<Record<string, string>> | Record<string, string>;
  readonly answers: Readonly<Record<Exclude<Access, 'open'>, number | undefined>>;
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** A token of the right claims, signed with a secret that an attacker would guess: the classic confusion of algorithms. */
async function hmacToken(stage: StageName): Promise<string> {
  return new SignJWT(project.claims(stage))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode('the public key, as a secret of HMAC'));
}

function unsignedToken(stage: StageName): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(project.claims(stage))}.`;
}

const CREDENTIALS: readonly Credential[] = [
  { name: 'no credential', headers: () => ({}), answers: { 'api-key': 403, token: 401 } },
  {
    name: 'a wrong key',
    headers: () => ({ 'x-api-key': 'not-a-key-of-this-stage-0000' }),
    answers: { 'api-key': 403, token: 401 },
  },
  {
    name: "the other stage's key",
    headers: (stage) => ({ 'x-api-key': project.key(OTHER[stage]) }),
    answers: { 'api-key': 403, token: 401 },
  },
  {
    name: 'the right key',
    headers: (stage) => ({ 'x-api-key': project.key(stage) }),
    answers: { 'api-key': undefined, token: 401 },
  },
  {
    name: 'an expired token',
    headers: async (stage) => bearer(await project.sign(stage, { exp: 1 })),
    answers: { 'api-key': 403, token: 401 },
  },
  {
    name: 'a token for another audience',
    headers: async (stage) => bearer(await project.sign(stage, { aud: 'somebody-else' })),
    answers: { 'api-key': 403, token: 401 },
  },
  {
    name: "the other stage's token",
    headers: (stage) => bearer(project.token(OTHER[stage])),
    answers: { 'api-key': 403, token: 401 },
  },
  {
    name: 'a token with the wrong algorithm',
    headers: async (stage) => bearer(await hmacToken(stage)),
    answers: { 'api-key': 403, token: 401 },
  },
  {
    name: 'a token with alg none',
    headers: (stage) => bearer(unsignedToken(stage)),
    answers: { 'api-key': 403, token: 401 },
  },
  {
    name: 'a right token without the scope',
    headers: async (stage) => bearer(await project.sign(stage, { scope: 'other:read' })),
    answers: { 'api-key': 403, token: 403 },
  },
  {
    name: 'the right token',
    headers: (stage) => bearer(project.token(stage)),
    answers: { 'api-key': 403, token: undefined },
  },
  {
    name: 'the right token behind "bearer" in lower case',
    headers: (stage) => ({ authorization: `bearer ${project.token(stage)}` }),
    answers: { 'api-key': 403, token: undefined },
  },
  {
    name: 'the right token behind "BEARER" and more than one blank',
    headers: (stage) => ({ authorization: `BEARER   ${project.token(stage)}` }),
    answers: { 'api-key': 403, token: undefined },
  },
];

function expectedStatus(route: Route, credential: Credential): number {
  return (route.access === 'open' ? undefined : credential.answers[route.access]) ?? route.status;
}

describe.each(STAGES)('%s', (stage) => {
  describe.each(CREDENTIALS)('with $name', (credential) => {
    it.each(ROUTES.map((route) => ({ ...route, expected: expectedStatus(route, credential) })))(
      'answers $expected to $method $path',
      async (route) => {
        const response = await fetch(`${project.url(stage)}${route.path}`, {
          method: route.method,
          headers: { 'content-type': 'application/json', ...(await credential.headers(stage)) },
          body: route.body ?? null,
        });
        expect(response.status).toBe(route.expected);
      },
    );
  });
});
