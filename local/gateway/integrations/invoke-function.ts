import {
  LambdaServiceError,
  type FunctionInvoker,
  type InvocationResult,
  type InvocationType,
  type LambdaErrorCode,
} from '../../lambda/invoker';
import type { Exchange, IntegrationRequest } from '../exchange';
import { configurationError, GatewayFailure } from '../gateway-failure';
import { resolveUri } from '../mapping/integration-uri';

const FUNCTION = /^arn:[^:]+:apigateway:[^:]+:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/;

/** Calls the function behind an integration's URI, as API Gateway: with its permission, within its time. */
export async function invokeFunction(
  exchange: Exchange,
  request: IntegrationRequest,
  call: {
    readonly invoker: FunctionInvoker;
    readonly payload: string;
    readonly invocationType: InvocationType;
  },
): Promise<InvocationResult> {
  const { integration } = request;
  // Lambda's Invoke takes POST alone; AWS tries, and fails, with whatever else is written here.
  if (integration.httpMethod !== 'POST') {
    throw integrationFailure(`Lambda is called with POST, not ${String(integration.httpMethod)}`);
  }
  const uri = resolveUri(integration.uri, exchange.stageVariables, request.path);
  const functionName = FUNCTION.exec(uri)?.[1];
  if (functionName === undefined) throw configurationError(`no function in the URI ${uri}`);
  const invocation = call.invoker.invoke({
    functionName,
    payload: call.payload,
    invocationType: call.invocationType,
    source: { principal: 'apigateway.amazonaws.com', sourceArn: methodSourceArn(exchange) },
    traceId: exchange.traceId,
  });
  try {
    const result = await within(integration.timeoutMs, invocation);
    exchange.backendRequestId = result.requestId;
    return result;
  } catch (error) {
    throw translated(error);
  }
}

/** Permissions speak of the method as it is declared: `ANY` and every path parameter are `*`. */
function methodSourceArn(exchange: Exchange): string {
  const { region, accountId, api, stage, request, route } = exchange;
  const path = (route?.resource.path ?? exchange.target.path).replace(/\{[^}]*\}/g, '*');
  const verb = route?.method.httpMethod === 'ANY' ? '*' : request.method;
  return `arn:aws:execute-api:${region}:${accountId}:${api.id}/${stage.name}/${verb}${path}`;
}

function within(limitMs: number, work: Promise<InvocationResult>): Promise<InvocationResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new GatewayFailure('INTEGRATION_TIMEOUT'));
    }, limitMs);
    const done = () => {
      clearTimeout(timer);
    };
    work.then(resolve, reject).then(done, done);
  });
}

/** Refusals of the moment, which say nothing about how the API is made. */
const PASSING: readonly LambdaErrorCode[] = ['ServiceException', 'TooManyRequestsException'];

/** Lambda refused the call: API Gateway answers 500, but for a payload that Lambda finds too large. */
function translated(error: unknown): unknown {
  if (!(error instanceof LambdaServiceError)) return error;
  if (error.code === 'InvalidRequestContentException') return error;
  if (error.code === 'RequestTooLargeException') {
    return new GatewayFailure('REQUEST_TOO_LARGE', { reason: error.message });
  }
  const reason = `${error.code}: ${error.message}`;
  return PASSING.includes(error.code) ? integrationFailure(reason) : configurationError(reason);
}

/** AWS lists 504 for this type, and answers 500. */
function integrationFailure(reason: string): GatewayFailure {
  return new GatewayFailure('INTEGRATION_FAILURE', { statusCode: 500, reason });
}
