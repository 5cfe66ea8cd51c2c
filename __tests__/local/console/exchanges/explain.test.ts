import { explain } from '../../../../local/console/exchanges/explain';
import { createExchange } from '../../../../local/gateway/create-exchange';
import type { Exchange } from '../../../../local/gateway/exchange';
import { GatewayFailure } from '../../../../local/gateway/gateway-failure';
import { parseTarget } from '../../../../local/gateway/request-target';
import { GATEWAY_RESPONSE_TYPES, type GatewayResponseType } from '../../../../local/rest-api';
import { restApi, stage } from '../../../helpers/rest-api';

const NOW = Date.UTC(2026, 10, 21, 12);

function failed(
  type: GatewayResponseType,
  headers: Readonly<Record<string, string>> = {},
  change: Partial<Exchange> = {},
): Exchange {
  const api = restApi({});
  const exchange = createExchange({
    api,
    stage: stage(),
    accountId: '000000000000',
    region: 'us-east-1',
    now: NOW,
    target: parseTarget('/dev/items'),
    request: {
      method: 'PUT',
      target: '/dev/items',
      rawHeaders: Object.entries(headers),
      body: Buffer.from(''),
      sourceIp: '127.0.0.1',
      protocol: 'HTTP/1.1',
      host: '127.0.0.1:3000',
    },
  });
  return { ...exchange, ...change, failure: new GatewayFailure(type) };
}

function token(claims: object): string {
  return `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
}

const ASKED = {
  authorizer: {
    principalId: undefined,
    context: {},
    usageIdentifierKey: undefined,
    cached: false,
    latencyMs: 12,
    requestId: undefined,
    status: 401,
    error: undefined,
  },
};

describe('why a request was refused', () => {
  test.each(GATEWAY_RESPONSE_TYPES)('%s is told in a sentence', (type) => {
    expect(explain(failed(type), NOW)).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('is nothing when it was not', () => {
    expect(explain({ ...failed('THROTTLED'), failure: undefined }, NOW)).toBeUndefined();
  });

  test.each([
    ['no key', 'INVALID_API_KEY', {}, {}, 'has no x-api-key header'],
    ['a key of another stage', 'INVALID_API_KEY', { 'x-api-key': 'other' }, {}, 'of the stage dev'],
    [
      'no key from the authorizer',
      'INVALID_API_KEY',
      {},
      { api: restApi({}, { apiKeySource: 'AUTHORIZER' }) },
      'the authorizer gave none',
    ],
    ['no token', 'UNAUTHORIZED', {}, {}, 'has no Authorization header'],
    [
      'a token that ran out',
      'UNAUTHORIZED',
      { Authorization: token({ exp: NOW / 1000 - 60 }) },
      ASKED,
      'expired at 2026-11-21T11:59:00.000Z',
    ],
    [
      'a token that is still good, but not taken',
      'UNAUTHORIZED',
      { Authorization: token({ exp: NOW / 1000 + 60 }) },
      ASKED,
      'does not take this token',
    ],
    [
      'no JWT',
      'UNAUTHORIZED',
      { Authorization: 'Bearer a.%.c' },
      ASKED,
      'does not take this token',
    ],
    [
      'a claim of another kind',
      'UNAUTHORIZED',
      { Authorization: token({ exp: 'x' }) },
      ASKED,
      'take',
    ],
    [
      'what the authorizer need not be asked about',
      'UNAUTHORIZED',
      { Authorization: 'Basic x' },
      { authorizer: { ...ASKED.authorizer, latencyMs: 0 } },
      'its function was not asked',
    ],
    [
      'a method that is not declared',
      'MISSING_AUTHENTICATION_TOKEN',
      {},
      {},
      'PUT is declared for /items',
    ],
  ] as const)('%s: %s', (_, type, headers, change, expected) => {
    expect(explain(failed(type, headers, change), NOW)).toContain(expected);
  });
});
