/** An exchange as the console shows it: a line of the tail, and all that is known once the line is opened. */
import type { Exchange, IntegrationResult } from '../../gateway/exchange';
import type { GatewayResponseMessage } from '../../gateway/gateway';
import { resolveUri } from '../../gateway/mapping/integration-uri';
import { proxyEvent } from '../../gateway/proxy-event';
import { explain } from './explain';

/** An exchange that is over. */
export interface FinishedExchange {
  readonly exchange: Exchange;
  readonly response: GatewayResponseMessage;
  /** Milliseconds since the epoch. */
  readonly finishedAt: number;
}

/** What the tail shows of it. */
export interface ExchangeSummary {
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly stage: string;
  readonly method: string;
  readonly path: string;
  readonly statusCode: number;
  /** The gateway response's type; `null`: the integration answered. */
  readonly failure: string | null;
}

/** Characters of a body that the page shows. */
const MAX_SHOWN = 64 * 1024;

/** One line of the tail. */
export function summaryOf({ exchange, response }: FinishedExchange): ExchangeSummary {
  const { requestId, startedAt, stage, request, target, failure, timings } = exchange;
  return {
    requestId,
    startedAt,
    durationMs: timings.reduce((sum, { durationMs }) => sum + durationMs, 0),
    stage: stage.name,
    method: request.method,
    path: target.path,
    statusCode: response.statusCode,
    failure: failure?.type ?? null,
  };
}

/** Everything the steps left, as JSON can carry it. */
export function detailOf(finished: FinishedExchange): Readonly<Record<string, unknown>> {
  const { exchange, response, finishedAt } = finished;
  const { request, route, authorizer, apiKey, usagePlan } = exchange;
  return {
    ...summaryOf(finished),
    traceId: exchange.traceId,
    backendRequestId: exchange.backendRequestId ?? null,
    request: {
      method: request.method,
      target: request.target,
      headers: request.rawHeaders,
      body: shown(request.body),
      sourceIp: request.sourceIp,
    },
    route:
      route === undefined
        ? null
        : {
            resource: route.resource.path,
            httpMethod: route.method.httpMethod,
            pathParameters: route.pathParameters,
          },
    authorizer: authorizer ?? null,
    apiKey: apiKey === undefined ? null : { id: apiKey.id, name: apiKey.name },
    usagePlan:
      usagePlan === undefined
        ? null
        : {
            name: usagePlan.name,
            throttle: usagePlan.throttle ?? null,
            quota: usagePlan.quota ?? null,
            quotaRemaining: exchange.quotaRemaining ?? null,
          },
    integration: integrationOf(exchange),
    result: resultOf(exchange.integrationResult),
    response: { headers: response.rawHeaders, body: shown(answered(exchange, response)) },
    failure: failureOf(exchange, finishedAt),
    timings: exchange.timings,
  };
}

function integrationOf(exchange: Exchange): unknown {
  const { integrationRequest, stageVariables } = exchange;
  if (integrationRequest === undefined) return null;
  const { integration, payload, headers, path } = integrationRequest;
  const uri = resolveUri(integration.uri, stageVariables, path);
  return {
    type: integration.type,
    function: /:function:(.+)\/invocations$/.exec(uri)?.[1] ?? null,
    headers,
    // A proxy's function gets the event that is made of the whole request; any other's gets the payload itself.
    event: integration.type === 'AWS_PROXY' ? proxyEvent(exchange) : parsed(payload),
  };
}

function resultOf(result: IntegrationResult | undefined): unknown {
  switch (result?.kind) {
    case 'proxy':
      return {
        statusCode: result.response.statusCode,
        headers: result.response.headers,
        body: shown(result.response.body),
      };
    case 'lambda':
      return { payload: parsed(result.payload), errorMessage: result.errorMessage ?? null };
    case 'mock':
      return { payload: result.payload, statusCode: result.statusCode };
    case undefined:
      return null;
  }
}

function failureOf(exchange: Exchange, now: number): unknown {
  const { failure } = exchange;
  if (failure === undefined) return null;
  return {
    type: failure.type,
    message: failure.text,
    explanation: explain(exchange, now),
    // Told again only where it says more.
    reason: failure.reason ?? null,
    validationError: failure.validationError ?? null,
    step: exchange.timings.at(-1)?.step ?? null,
  };
}

/** Before it was compressed for the wire. */
function answered(exchange: Exchange, response: GatewayResponseMessage): Buffer | string {
  return exchange.response?.body ?? response.body;
}

function shown(body: Buffer | string): string {
  const text = typeof body === 'string' ? body : body.toString('utf8');
  const more = text.length - MAX_SHOWN;
  return more > 0 ? `${text.slice(0, MAX_SHOWN)}\n… and ${more} more characters` : text;
}

function parsed(text: string): unknown {
  if (text.length > MAX_SHOWN) return shown(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
