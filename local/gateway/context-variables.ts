/**
 * `$context`: what templates, mappings, gateway responses and access logs can read of a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
import type { Exchange } from './exchange';
import { headerOf } from './headers';
import { traceRoot } from './trace-id';

export type ContextVariables = Readonly<Record<string, unknown>>;

/** What is known when the request comes in, and what the steps so far have added. */
export function contextVariables(exchange: Exchange): ContextVariables {
  const { api, stage, request, route, target } = exchange;
  const { domainName, domainPrefix } = domainOf(exchange);
  return defined({
    accountId: exchange.accountId,
    apiId: api.id,
    authorizer: authorizerVariables(exchange),
    awsEndpointRequestId: exchange.backendRequestId,
    deploymentId: stage.deploymentId,
    domainName,
    domainPrefix,
    error: errorVariables(exchange),
    extendedRequestId: exchange.extendedRequestId,
    httpMethod: request.method,
    identity: identityVariables(exchange),
    isCanaryRequest: stage.canary === undefined ? undefined : exchange.isCanary,
    path: target.fullPath,
    protocol: request.protocol,
    requestId: exchange.requestId,
    requestTime: requestTime(exchange.startedAt),
    requestTimeEpoch: exchange.startedAt,
    resourceId: route?.resource.id,
    resourcePath: route?.resource.path,
    stage: stage.name,
    xrayTraceId: stage.tracingEnabled ? traceRoot(exchange.traceId) : undefined,
  });
}

/** The variable at a dotted path (`identity.sourceIp`) as text; `undefined`: it has no value, or is a map. */
export function variableText(variables: ContextVariables, path: string): string | undefined {
  let value: unknown = variables;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = Reflect.get(value, part);
  }
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A variable without a value is none: templates that walk `$context` must not meet it. */
function defined(values: ContextVariables): ContextVariables {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** `[10/Oct/2026:13:55:36 +0000]` without its brackets. */
export function requestTime(epochMs: number): string {
  const [, day = '', month = '', year = '', time = ''] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(new Date(epochMs).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** `$context.identity`; what only signed requests have is absent. */
function identityVariables(exchange: Exchange): ContextVariables {
  return defined({
    apiKey: exchange.apiKey?.value,
    apiKeyId: exchange.apiKey?.id,
    sourceIp: exchange.request.sourceIp,
    userAgent: headerOf(exchange.headers, 'user-agent'),
  });
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
