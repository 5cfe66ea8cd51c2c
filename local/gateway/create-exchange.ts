import { randomUUID } from 'node:crypto';
import { randomText } from '../random-bytes';
import { HTTP_METHODS, type RestApi, type Stage } from '../rest-api';
import type { Exchange } from './exchange';
import type { GatewayRequest } from './gateway';
import { eventHeaders, headerOf, receivedHeaders } from './headers';
import type { RequestTarget } from './request-target';
import { traceHeader } from './trace-id';

/** Where a request has come in. */
export interface Arrival {
  readonly request: GatewayRequest;
  readonly target: RequestTarget;
  readonly api: RestApi;
  readonly stage: Stage;
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A request at the beginning of its way. */
export function createExchange(arrival: Arrival): Exchange {
  const { stage, now } = arrival;
  const request = overriddenMethod(arrival.request);
  const isCanary = drawsCanary(stage);
  const overrides = isCanary ? stage.canary?.stageVariableOverrides : undefined;
  const headers = receivedHeaders(request.rawHeaders);
  const traceId = traceHeader(headerOf(request.rawHeaders, 'x-amzn-trace-id'), {
    now,
    sampled: stage.tracingEnabled,
  });
  const { requestId, extendedRequestId } = requestIds();
  // Member by member: V8 makes a slow dictionary of a large object that others are spread into.
  return {
    request,
    target: arrival.target,
    api: arrival.api,
    stage,
    accountId: arrival.accountId,
    region: arrival.region,
    startedAt: now,
    isCanary,
    stageVariables:
      overrides === undefined ? stage.variables : { ...stage.variables, ...overrides },
    headers,
    eventHeaders: eventHeaders(headers, request, traceId),
    requestId,
    extendedRequestId,
    traceId,
    route: undefined,
    authorizer: undefined,
    apiKey: undefined,
    usagePlan: undefined,
    quotaRemaining: undefined,
    integrationRequest: undefined,
    integrationResult: undefined,
    integrationResponse: undefined,
    integrationLatencyMs: undefined,
    backendRequestId: undefined,
    response: undefined,
    failure: undefined,
    timings: [],
  };
}

/** `x-amzn-RequestId` and `x-amz-apigw-id`. */
export function requestIds(): { readonly requestId: string; readonly extendedRequestId: string } {
  return {
    requestId: randomUUID(),
    extendedRequestId: `${randomText(11, 'base64url')}=`,
  };
}

const METHOD_OVERRIDE = 'x-http-method-override';

/**
 * A client that cannot send a verb may name it in a header, which goes no further.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function overriddenMethod(request: GatewayRequest): GatewayRequest {
  const wanted = headerOf(request.rawHeaders, METHOD_OVERRIDE)?.trim().toUpperCase();
  if (wanted === undefined) return request;
  return {
    ...request,
    method: HTTP_METHODS.find((known) => known === wanted) ?? request.method,
    rawHeaders: request.rawHeaders.filter(([name]) => name.toLowerCase() !== METHOD_OVERRIDE),
  };
}

/** A canary takes its share of the requests by lot. */
function drawsCanary({ canary }: Stage): boolean {
  return canary !== undefined && Math.random() * 100 < canary.percentTraffic;
}
