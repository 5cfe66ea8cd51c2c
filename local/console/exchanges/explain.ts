import type { Exchange } from '../../gateway/exchange';
import { headerOf } from '../../gateway/headers';
import type { GatewayResponseType } from '../../rest-api';

type Explanation = string | ((exchange: Exchange) => string);

/**
 * What an answer of the gateway's own means, for a person at this machine. A caller is never told as much.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const EXPLANATIONS: Readonly<Record<GatewayResponseType, Explanation>> = {
  ACCESS_DENIED:
    'The authorizer knows the caller, but its policy does not allow this method: for a token, mostly a scope that it lacks.',
  API_CONFIGURATION_ERROR: 'The API itself is wrong: its integration cannot be called as declared.',
  AUTHORIZER_CONFIGURATION_ERROR: 'The authorizer answered, but not with a policy.',
  AUTHORIZER_FAILURE: "The authorizer's function failed: its log says why.",
  BAD_REQUEST_BODY: 'The body is not what the method declares.',
  BAD_REQUEST_PARAMETERS: 'A parameter that the method requires was not sent.',
  DEFAULT_4XX: 'The request cannot be served as it was sent.',
  DEFAULT_5XX: 'The integration failed.',
  EXPIRED_TOKEN: 'The signature of the request is too old.',
  INTEGRATION_FAILURE: 'The integration could not be called.',
  INTEGRATION_TIMEOUT: "The function took longer than the integration's time.",
  INVALID_API_KEY: explainKey,
  INVALID_SIGNATURE: 'The signature of the request is wrong.',
  MISSING_AUTHENTICATION_TOKEN: ({ request, target }) =>
    `No method ${request.method} is declared for ${target.path}. API Gateway says it like this whether or not a token came.`,
  QUOTA_EXCEEDED: 'The quota of the usage plan is spent for this period.',
  REQUEST_TOO_LARGE: 'The request is larger than API Gateway takes.',
  RESOURCE_NOT_FOUND: 'There is no such resource.',
  THROTTLED: 'More requests came at once than the throttle of the stage or the usage plan allows.',
  UNAUTHORIZED: explainToken,
  UNSUPPORTED_MEDIA_TYPE: 'The method takes no body of this content type.',
  WAF_FILTERED: 'The firewall in front of the stage stopped it.',
};

/** Why a request got no further, in a sentence or two; `undefined`: it got through. */
export function explain(exchange: Exchange, now: number): string | undefined {
  const { failure } = exchange;
  if (failure === undefined) return undefined;
  const expiry = failure.type === 'UNAUTHORIZED' ? tokenExpiry(exchange) : undefined;
  if (expiry !== undefined && expiry <= now) {
    return `The token that was sent expired at ${new Date(expiry).toISOString()}.`;
  }
  const explanation = EXPLANATIONS[failure.type];
  return typeof explanation === 'string' ? explanation : explanation(exchange);
}

function explainKey({ api, headers, stage }: Exchange): string {
  if (api.apiKeySource === 'AUTHORIZER') {
    return 'The method asks for an API key, and the authorizer gave none of this stage.';
  }
  return headerOf(headers, 'x-api-key') === undefined
    ? 'The method asks for an API key, and the request has no x-api-key header.'
    : `The value of x-api-key is no enabled key of a usage plan of the stage ${stage.name}.`;
}

function explainToken({ authorizer, headers, stage }: Exchange): string {
  if (headerOf(headers, 'authorization') === undefined) {
    return 'The method asks for a token, and the request has no Authorization header.';
  }
  return authorizer?.latencyMs === 0 && !authorizer.cached
    ? 'The Authorization header has not the form that the authorizer expects, so its function was not asked.'
    : `The authorizer of the stage ${stage.name} does not take this token: it is forged, damaged, or made for another stage.`;
}

/** Milliseconds since the epoch; read without verifying, so good for telling a person alone. */
function tokenExpiry({ headers }: Exchange): number | undefined {
  const payload = headerOf(headers, 'authorization')?.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const isClaims = typeof claims === 'object' && claims !== null && 'exp' in claims;
    return isClaims && typeof claims.exp === 'number' ? claims.exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
