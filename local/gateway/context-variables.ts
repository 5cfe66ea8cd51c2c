/**
 * `$context`: what templates, mappings, gateway responses and access logs can read of a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
import type { Exchange } from './exchange';
import { headerOf } from './headers';
import { traceRoot } from './trace-id';

export type ContextVariables = Readonly<Record<string, unknown>>;

/** Each variable by its name, worked out when something reads it; `undefined`: it has no value (yet). */
export const CONTEXT_VARIABLES: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
  accountId: ({ accountId }) => accountId,
  apiId: ({ api }) => api.id,
  authorizer: authorizerVariables,
  awsEndpointRequestId: ({ backendRequestId }) => backendRequestId,
  deploymentId: ({ stage }) => stage.deploymentId,
  domainName: (exchange) => domainOf(exchange).domainName,
  domainPrefix: (exchange) => domainOf(exchange).domainPrefix,
  error: errorVariables,
  extendedRequestId: ({ extendedRequestId }) => extendedRequestId,
  httpMethod: ({ request }) => request.method,
  identity: identityVariables,
  isCanaryRequest: ({ stage, isCanary }) => (stage.canary === undefined ? undefined : isCanary),
  path: ({ target }) => target.fullPath,
  protocol: ({ request }) => request.protocol,
  requestId: ({ requestId }) => requestId,
  requestTime: ({ startedAt }) => requestTime(startedAt),
  requestTimeEpoch: ({ startedAt }) => startedAt,
  resourceId: ({ route }) => route?.resource.id,
  resourcePath: ({ route }) => route?.resource.path,
  stage: ({ stage }) => stage.name,
  xrayTraceId: ({ stage, traceId }) => (stage.tracingEnabled ? traceRoot(traceId) : undefined),
};

/** All that is known when the request comes in, and what the steps so far have added. */
export function contextVariables(exchange: Exchange): ContextVariables {
  return defined(
    Object.entries(CONTEXT_VARIABLES).map(([name, read]) => [name, read(exchange)] as const),
  );
}

/** The variable at a dotted path (`identity.sourceIp`) as text; `undefined`: it has no value, or is a map. */
export function variableText(variables: ContextVariables, path: string): string | undefined {
  return textAt(variables, path.split('.'));
}

/** The text at a path through maps; `undefined` as above. */
export function textAt(root: unknown, path: readonly string[]): string | undefined {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = Reflect.get(value, part);
  }
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A variable without a value is none: templates that walk `$context` must not meet it. */
function defined(values: readonly (readonly [name: string, value: unknown])[]): ContextVariables {
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** The second that was asked for last: a request asks several times, and so do those beside it. */
let latest = { second: NaN, text: '' };

/** `[10/Oct/2026:13:55:36 +0000]` without its brackets. */
export function requestTime(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (second !== latest.second) latest = { second, text: formatTime(epochMs) };
  return latest.text;
}

function formatTime(epochMs: number): string {
  const [, day = '', month = '', year = '', time = ''] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(new Date(epochMs).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** `$context.identity`; what only signed requests have is absent. */
function identityVariables(exchange: Exchange): ContextVariables {
  return defined([
    ['apiKey', exchange.apiKey?.value],
    ['apiKeyId', exchange.apiKey?.id],
    ['sourceIp', exchange.request.sourceIp],
    ['userAgent', headerOf(exchange.headers, 'user-agent')],
  ]);
}

/** On a laptop the API's domain is the host that was called. */
export function domainOf({ request }: Exchange): { domainName: string; domainPrefix: string } {
  const domainName = request.host.replace(/:\d+$/, '');
  return { domainName, domainPrefix: domainName.split('.', 1)[0] ?? domainName };
}

function authorizerVariables({ authorizer }: Exchange): ContextVariables | undefined {
  if (authorizer === undefined) return undefined;
  return {
    ...authorizer.context,
    principalId: authorizer.principalId,
    integrationLatency: String(authorizer.latencyMs),
    latency: String(authorizer.latencyMs),
  };
}

function errorVariables({ failure }: Exchange): ContextVariables | undefined {
  if (failure === undefined) return undefined;
  return {
    message: failure.text ?? undefined,
    messageString: JSON.stringify(failure.text),
    responseType: failure.type,
    validationErrorString: failure.validationError,
  };
}
