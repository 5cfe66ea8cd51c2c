import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT, type JWTPayload } from 'jose';
import { createHandler } from '../../../functions/authorizer/handler';
import { createLog } from '../../../functions/shared/log';
import { close, listen } from '../../helpers/items-table';

const ISSUER = 'https://gatehouse.example/dev';
const AUDIENCE = 'gatehouse-dev';
const STAGE_ARN = 'arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/dev';
const METHOD_ARN = `${STAGE_ARN}/GET/items/7`;

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });

/** What synthesis puts beside the code. */
const routeScopes = JSON.stringify([
  { scope: 'items:read', methods: ['GET/items/*'] },
  { scope: 'items:write', methods: ['POST/items', 'PUT/items/*'] },
]);

let environment: Record<string, string>;
let lines: string[];

beforeAll(async () => {
  const keys = [
    { ...(await exportJWK(ec.publicKey)), kid: 'ec', use: 'sig' },
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', use: 'sig' },
    { ...(await exportJWK(p384.publicKey)), kid: 'p384', use: 'sig' },
  ];
  environment = {
    ISSUER,
    AUDIENCE,
    JWKS: JSON.stringify({ keys }),
  };
});

beforeEach(() => {
  lines = [];
});

const sink = (...said: unknown[]) => {
  lines.push(JSON.stringify(said));
};
const log = createLog({
  level: 'debug',
  sink: { debug: sink, info: sink, warn: sink, error: sink },
});

function authorize(
  authorizationToken: unknown,
  more: Record<string, string> = {},
  scopes = routeScopes,
) {
  const handler = createHandler({ ...environment, ...more }, log, () => scopes);
  const event = { type: 'TOKEN', methodArn: METHOD_ARN, authorizationToken };
  return handler(event as Parameters<typeof handler>[0]);
}

/** A token that is good, but for what a test changes. */
interface TokenParts {
  readonly claims?: JWTPayload;
  readonly header?: Record<string, unknown>;
  readonly key?: typeof ec.privateKey;
}

const now = () => Math.floor(Date.now() / 1000);

function token({ claims = {}, header = {}, key = ec.privateKey }: TokenParts = {}) {
  const payload = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'me',
    scope: 'items:read',
    iat: now(),
    exp: now() + 60,
    ...claims,
  };
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'ec', ...header }).sign(key);
}

const bearer = async (parts: TokenParts = {}) => `Bearer ${await token(parts)}`;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token whose signature is none, or made by other means than a library would. */
async function forged(header: Record<string, unknown>, signature: (input: string) => string) {
  const [, payload = ''] = (await token()).split('.');
  const input = `${encode(header)}.${payload}`;
  return `Bearer ${input}.${signature(input)}`;
}

describe('a good token', () => {
  it('gets every method that its scope opens, in this API and stage alone', async () => {
    expect(await authorize(await bearer())).toEqual({
      principalId: 'me',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: 'Allow',
            Resource: [`${STAGE_ARN}/GET/items/*`],
          },
        ],
      },
      context: { sub: 'me', scope: 'items:read' },
    });
  });

  it.each<[string, TokenParts]>([
    ['is signed with RS256', { key: rsa.privateKey, header: { alg: 'RS256', kid: 'rsa' } }],
    ['is for several audiences', { claims: { aud: ['other', AUDIENCE] } }],
    ['expired less than the tolerance ago', { claims: { exp: now() - 2 } }],
    ['has its scopes in scp, as a list', { claims: { scope: undefined, scp: ['items:read'] } }],
    ['has its scopes in scp, as text', { claims: { scope: undefined, scp: 'items:read' } }],
    ['has scopes of other APIs too', { claims: { scope: 'openid items:read x:y' } }],
  ])('may be one that %s', async (_what, parts) => {
    const { policyDocument, context } = await authorize(await bearer(parts));
    expect(policyDocument.Statement).toMatchObject([
      { Effect: 'Allow', Resource: [`${STAGE_ARN}/GET/items/*`] },
    ]);
    expect(context).toEqual({ sub: 'me', scope: 'items:read' });
  });

  it('gets the methods of all its scopes', async () => {
    const both = await bearer({ claims: { scope: 'items:write items:read' } });
    expect((await authorize(both)).policyDocument.Statement).toMatchObject([
      {
        Resource: [
          `${STAGE_ARN}/GET/items/*`,
          `${STAGE_ARN}/POST/items`,
          `${STAGE_ARN}/PUT/items/*`,
        ],
      },
    ]);
  });

  it('may stand behind "bearer" in any case', async () => {
    const answer = await authorize(`bearer ${await token()}`);
    expect(answer.principalId).toBe('me');
  });
});

describe('a token without a scope that opens anything', () => {
  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['another', 'items'],
    ['a wildcard', '*'],
    ['a wildcard in it', 'items:*'],
    ['a longer one', 'items:readonly'],
    ['one in other case', 'Items:Read'],
    ['one with a comma', 'items:read,items:write'],
    ['the method itself', 'GET/items/*'],
    ['a list of odd things', ['*', 7, null, { scope: 'items:read' }, ['items:read']]],
  ])('is denied: %s', async (_what, scope) => {
    const { policyDocument, context } = await authorize(await bearer({ claims: { scope } }));
    expect(policyDocument.Statement).toEqual([
      { Action: 'execute-api:Invoke', Effect: 'Deny', Resource: [`${STAGE_ARN}/*`] },
    ]);
    expect(context).toEqual({ sub: 'me', scope: '' });
  });
});

/** What must not be in any log: a token's signature, or for lack of one a text that is not there anyway. */
function secretPartOf(authorization: unknown): string {
  const [, , signature = ''] = typeof authorization === 'string' ? authorization.split('.') : [];
  return signature.length > 10 ? signature : 'no signature';
}

describe('a bad token', () => {
  const publicPem = () => ec.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const hmac = (input: string) =>
    createHmac('sha256', publicPem()).update(input).digest('base64url');

  it.each<[string, () => Promise<unknown>, string]>([
    ['is expired', () => bearer({ claims: { exp: now() - 10 } }), 'ERR_JWT_EXPIRED'],
    ['never expires', () => bearer({ claims: { exp: undefined } }), 'ERR_JWT_CLAIM'],
    ['is not yet good', () => bearer({ claims: { nbf: now() + 60 } }), 'ERR_JWT_CLAIM'],
    [
      'is for another audience',
      () => bearer({ claims: { aud: 'gatehouse-prod' } }),
      'ERR_JWT_CLAIM',
    ],
    ['is for no audience', () => bearer({ claims: { aud: undefined } }), 'ERR_JWT_CLAIM'],
    ['is of another issuer', () => bearer({ claims: { iss: `${ISSUER}/` } }), 'ERR_JWT_CLAIM'],
    ['is of no issuer', () => bearer({ claims: { iss: undefined } }), 'ERR_JWT_CLAIM'],
    ['is for nobody', () => bearer({ claims: { sub: undefined } }), 'ERR_JWT_CLAIM'],
    ['has an empty subject', () => bearer({ claims: { sub: '' } }), 'subject'],
    ['has a subject with a line break', () => bearer({ claims: { sub: 'a\r\nb' } }), 'subject'],
    ['has an absurd subject', () => bearer({ claims: { sub: 'a'.repeat(257) } }), 'subject'],
    ['has a scope that is an object', () => bearer({ claims: { scope: { a: 1 } } }), 'scope'],
    ['is signed by a stranger', () => bearer({ key: stranger.privateKey }), 'ERR_JWS_SIG'],
    ['names an unknown key', () => bearer({ header: { kid: 'nope' } }), 'ERR_JWKS_NO_MATCHING'],
    ['names the wrong kind of key', () => bearer({ header: { kid: 'rsa' } }), 'ERR_JWKS_NO_MATCH'],
    [
      'has a good signature by an algorithm that is not allowed',
      () => bearer({ key: p384.privateKey, header: { alg: 'ES384', kid: 'p384' } }),
      'ERR_JOSE_ALG_NOT_ALLOWED',
    ],
    ['has alg none', () => forged({ alg: 'none' }, () => ''), 'not a bearer'],
    [
      'has alg none and a signature',
      () => forged({ alg: 'none', kid: 'ec' }, () => 'AA'),
      'ERR_JOSE',
    ],
    [
      'has the public key as an HMAC secret',
      () => forged({ alg: 'HS256', kid: 'ec' }, hmac),
      'ERR_JOSE_ALG_NOT_ALLOWED',
    ],
    [
      'brings its own key',
      () => {
        const jwk = createPublicKey(stranger.publicKey.export({ type: 'spki', format: 'pem' }));
        const header = { jwk: jwk.export({ format: 'jwk' }) };
        return bearer({ key: stranger.privateKey, header });
      },
      'ERR_JWS_SIG',
    ],
    [
      'is critical about the unknown',
      () => forged({ alg: 'ES256', kid: 'ec', crit: ['odd'], odd: 1 }, () => 'AA'),
      'ERR_JOSE_NOT_SUPPORTED',
    ],
    ['is garbage', () => Promise.resolve('Bearer a.b.c'), 'ERR_'],
    ['is no JWT', () => Promise.resolve('Bearer abc'), 'not a bearer'],
    ['is empty', () => Promise.resolve('Bearer '), 'not a bearer'],
    ['is of another scheme', async () => `Basic ${await token()}`, 'not a bearer'],
    ['stands alone', () => token(), 'not a bearer'],
    ['is followed by more', async () => `${await bearer()} x`, 'not a bearer'],
    ['is huge', () => Promise.resolve(`Bearer ${'a.'.repeat(500_000)}`), 'too long'],
    ['is missing', () => Promise.resolve(undefined), 'no token'],
    ['is no text', () => Promise.resolve({ Bearer: 1 }), 'no token'],
  ])('is refused when it %s, with a reason in the log alone', async (_what, make, reason) => {
    const authorization = await make();
    const refused = authorize(authorization);
    await expect(refused).rejects.toThrow(/^Unauthorized$/);
    expect(lines.join()).toContain('token-refused');
    expect(lines.join()).toContain(reason);
    expect(lines.join()).not.toContain(secretPartOf(authorization));
  });
});

describe('settings that make no sense', () => {
  it.each([
    ['no issuer', { ISSUER: '' }, 'ISSUER is missing'],
    ['no audience', { AUDIENCE: '' }, 'AUDIENCE is missing'],
    ['no keys at all', { JWKS: '' }, 'JWKS_URI is missing'],
    ['keys that are no JSON', { JWKS: 'x' }, 'JWKS is not JSON'],
    ['keys of another shape', { JWKS: '{"keys":[7]}' }, 'JWKS is no set'],
    ['a broken key', { JWKS: '{"keys":[{"kty":"EC","crv":"P-256","kid":"ec","x":"?"}]}' }, ''],
    ['an empty set of keys', { JWKS: '{"keys":[]}' }, 'ERR_JWKS_NO_MATCHING'],
    ['an http address', { JWKS: '', JWKS_URI: 'http://keys.example/jwks' }, 'no https'],
    ['a file', { JWKS: '', JWKS_URI: 'file:///etc/passwd' }, 'no https'],
    ['no address', { JWKS: '', JWKS_URI: 'keys' }, 'no https'],
  ])('refuse every token: %s', async (_what, more, reason) => {
    await expect(authorize(await bearer(), more)).rejects.toThrow(/^Unauthorized$/);
    expect(lines.join()).toContain(reason);
  });

  it.each([
    ['no routes', '', 'route-scopes.json is not JSON'],
    ['routes that are no JSON', '[', 'route-scopes.json is not JSON'],
    ['routes of another shape', '[{"scope":"a"}]', 'route-scopes.json is no list'],
  ])('refuse every token: %s', async (_what, scopes, reason) => {
    await expect(authorize(await bearer(), {}, scopes)).rejects.toThrow(/^Unauthorized$/);
    expect(lines.join()).toContain(reason);
  });

  it('refuse every token: no file beside the code', async () => {
    const handler = createHandler(environment, log);
    const event = { type: 'TOKEN', methodArn: METHOD_ARN, authorizationToken: await bearer() };
    await expect(handler(event as Parameters<typeof handler>[0])).rejects.toThrow('Unauthorized');
    expect(lines.join()).toContain('ENOENT');
  });

  it("refuse a method ARN that is not API Gateway's", async () => {
    const handler = createHandler(environment, log, () => routeScopes);
    const event = {
      type: 'TOKEN',
      methodArn: 'arn:aws:s3:::x',
      authorizationToken: await bearer(),
    };
    await expect(handler(event as Parameters<typeof handler>[0])).rejects.toThrow('Unauthorized');
  });
});

describe('more than one issuer', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const OTHER = 'https://other.example/';
  let more: Record<string, string>;

  beforeAll(async () => {
    const jwks = { keys: [{ ...(await exportJWK(other.publicKey)), kid: 'other', use: 'sig' }] };
    more = { MORE_ISSUERS: JSON.stringify([{ issuer: OTHER, jwks }]) };
  });

  it('are each believed with their own key', async () => {
    const theirs = { claims: { iss: OTHER }, header: { kid: 'other' }, key: other.privateKey };
    expect((await authorize(await bearer(theirs), more)).principalId).toBe('me');
    expect((await authorize(await bearer(), more)).principalId).toBe('me');
  });

  it.each<[string, TokenParts]>([
    ['the second, in the name of the first', { header: { kid: 'other' }, key: other.privateKey }],
    ['the first, in the name of the second', { claims: { iss: OTHER } }],
    [
      'the second, with the id of the first',
      { header: { kid: 'ec' }, key: other.privateKey, claims: { iss: OTHER } },
    ],
  ])('never speak for one another: %s', async (_what, parts) => {
    await expect(authorize(await bearer(parts), more)).rejects.toThrow('Unauthorized');
  });

  it.each([
    ['no JSON', '['],
    ['no list', '{}'],
    ['no keys', '[{"issuer":"a"}]'],
    ['no name', '[{"jwks":{"keys":[]}}]'],
    ['an empty name', '[{"issuer":"","jwks":{"keys":[]}}]'],
    ['the first again', JSON.stringify([{ issuer: ISSUER, jwks: { keys: [] } }])],
  ])('refuse every token when they make no sense: %s', async (_what, MORE_ISSUERS) => {
    await expect(authorize(await bearer(), { MORE_ISSUERS })).rejects.toThrow('Unauthorized');
    expect(lines.join()).toContain('MORE_ISSUERS');
  });
});

describe('keys at an OpenID provider', () => {
  it('are fetched once for many tokens', async () => {
    const fetched = jest.fn();
    const server = createServer((_request, response) => {
      fetched();
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(environment['JWKS']);
    });
    await listen(server);
    const { port } = server.address() as AddressInfo;
    const handler = createHandler(
      { ...environment, JWKS: '', JWKS_URI: `http://127.0.0.1:${port}/jwks` },
      log,
      () => routeScopes,
    );
    for (const sub of ['a', 'b', 'c']) {
      const authorizationToken = await bearer({ claims: { sub } });
      const answer = await handler({ type: 'TOKEN', methodArn: METHOD_ARN, authorizationToken });
      expect(answer.principalId).toBe(sub);
    }
    expect(fetched).toHaveBeenCalledTimes(1);
    await close(server);
  });

  it.each([
    ['answers an error', 500, '{}'],
    ['answers something else', 200, '<html>'],
  ])('refuse every token while the provider %s', async (_what, status, body) => {
    const server = createServer((_request, response) => {
      response.writeHead(status).end(body);
    });
    await listen(server);
    const { port } = server.address() as AddressInfo;
    const more = { JWKS: '', JWKS_URI: `http://127.0.0.1:${port}/jwks` };
    await expect(authorize(await bearer(), more)).rejects.toThrow(/^Unauthorized$/);
    await close(server);
  });
});
