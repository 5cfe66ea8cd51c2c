/** Alarms held against what the handlers do on purpose: a refusal must wake nobody, and a fault must wake somebody. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import { createHandler as createAuthorizer } from '../../../functions/authorizer/handler';
import { createLog } from '../../../functions/shared/log';
import { answerProxyEvent } from '../../../functions/shared/proxy';
import { close, listen } from '../../helpers/items-table';
import { proxyEvent } from '../../helpers/proxy-event';
import { synthesize, type Synthesized } from '../../helpers/synth';
import { text, type Arguments } from '../../helpers/template';

const ISSUER = 'https://gatehouse.example/prod';
const AUDIENCE = 'gatehouse-prod';
const METHOD_ARN = 'arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/prod/GET/items/7';
const ROUTE_SCOPES = JSON.stringify([{ scope: 'items:read', methods: ['GET/items/*'] }]);
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let app: Synthesized;
let environment: Record<string, string>;
let provider: { url: string; stop: () => Promise<void> };

beforeAll(async () => {
  app = synthesize();
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }];
  environment = {
    ISSUER,
    AUDIENCE,
    JWKS: JSON.stringify({ keys }),
  };
  const server = createServer((_, response) => response.writeHead(503).end());
  await listen(server);
  const { port } = server.address() as AddressInfo;
  provider = { url: `http://127.0.0.1:${port}/`, stop: () => close(server) };
});
afterAll(async () => {
  app.remove();
  await provider.stop();
});

/** What AWS would count of one invocation: does it fail, and what does the function write? */
interface Counted {
  readonly hasFailed: boolean;
  readonly events: readonly string[];
}

async function countAuthorizer(token: string, settings = environment): Promise<Counted> {
  const events: string[] = [];
  const sink = (line: unknown) => void events.push(eventOf(line));
  const log = createLog({
    level: 'debug',
    sink: { debug: sink, info: sink, warn: sink, error: sink },
  });
  const handler = createAuthorizer(settings, log, () => ROUTE_SCOPES);
  try {
    await handler({ type: 'TOKEN', methodArn: METHOD_ARN, authorizationToken: token });
    return { hasFailed: false, events };
  } catch {
    return { hasFailed: true, events };
  }
}

/** A line is an object under Lambda's JSON format, and else its text. */
function eventOf(line: unknown): string {
  const parsed: unknown = typeof line === 'string' ? JSON.parse(line) : line;
  return (parsed as { event: string }).event;
}

function sign(claims: Record<string, unknown>, key = privateKey, kid = 'one'): Promise<string> {
  return new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'me', scope: 'items:read', ...claims })
    .setProtectedHeader({ alg: 'ES256', kid })
    .sign(key);
}

/** The alarms of prod that such an invocation of the authorizer sets off, at their thresholds of one. */
function alarmsOf({ hasFailed, events }: Counted): readonly string[] {
  const filters = Object.values(app.prod.resources('aws_cloudwatch_log_metric_filter'));
  const counted = new Set(
    filters
      .filter(({ pattern }) => events.some((one) => text(pattern).includes(`"${one}"`)))
      .map((filter) => text((filter['metric_transformation'] as Arguments)['name'])),
  );
  return Object.values(app.prod.resources('aws_cloudwatch_metric_alarm'))
    .filter((alarm) => {
      const metric = alarm['metric_name'];
      if (metric === 'Errors') {
        const { FunctionName } = alarm['dimensions'] as Arguments;
        const name = app.prod.resolved(FunctionName);
        return hasFailed && text(name).endsWith('-authorizer');
      }
      return typeof metric === 'string' && counted.has(metric);
    })
    .map((alarm) => text(alarm['alarm_name']));
}

const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe('alarms and what is refused on purpose', () => {
  it.each<[string, () => Promise<string>]>([
    ['an expired token', () => sign({ exp: 1 })],
    ['a token of tomorrow', () => sign({ exp: inAnHour, nbf: inAnHour })],
    ['a token of another stage', () => sign({ exp: inAnHour, aud: 'gatehouse-dev' })],
    ['a token of another issuer', () => sign({ exp: inAnHour, iss: 'https://elsewhere.example' })],
    ['a forged token', () => sign({ exp: inAnHour }, stranger.privateKey)],
    ['a token of a key that is gone', () => sign({ exp: inAnHour }, stranger.privateKey, 'gone')],
    ['a token without a subject', () => sign({ exp: inAnHour, sub: '' })],
    ['no token at all', () => Promise.resolve('x')],
    ['three words', () => Promise.resolve('Bearer a.b.c')],
  ])('%s is refused, and wakes nobody', async (_, make) => {
    const token = await make();
    const counted = await countAuthorizer(token === 'x' ? token : `Bearer ${token}`);
    expect(counted).toEqual({ hasFailed: true, events: ['token-refused'] });
    expect(alarmsOf(counted)).toEqual([]);
  });

  it('a good token wakes nobody either', async () => {
    const counted = await countAuthorizer(`Bearer ${await sign({ exp: inAnHour })}`);
    expect(counted.hasFailed).toBe(false);
    expect(alarmsOf(counted)).toEqual([]);
  });

  it.each<[string, () => Record<string, string>]>([
    ['keys that are no JSON', () => ({ JWKS: 'x' })],
    ['an audience that is missing', () => ({ AUDIENCE: '' })],
    ['a provider of keys that does not answer', () => ({ JWKS: '', JWKS_URI: provider.url })],
    ['a provider that is not there', () => ({ JWKS: '', JWKS_URI: 'http://127.0.0.1:1/' })],
  ])('%s wakes somebody, though the caller reads 401', async (_, change) => {
    const token = await sign({ exp: inAnHour });
    const counted = await countAuthorizer(`Bearer ${token}`, { ...environment, ...change() });
    expect(counted).toEqual({ hasFailed: true, events: ['authorizer-failed'] });
    expect(alarmsOf(counted)).toEqual(['gatehouse-prod-api-authorizer-errors']);
  });

  it('a proxy handler answers what it refuses, so that Lambda counts no error', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const answer = await answerProxyEvent(proxyEvent(), () =>
      Promise.reject(new Error('the table is away')),
    );
    expect(answer.statusCode).toBe(500);
  });
});
