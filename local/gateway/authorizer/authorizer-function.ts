import type { Clock } from '../../clock';
import { LambdaServiceError, type FunctionInvoker } from '../../lambda/invoker';
import { resolveUri } from '../mapping/integration-uri';
import type { AuthorizerRequest } from './authorizer-request';
import {
  MalformedResultError,
  parseAuthorizerResult,
  type AuthorizerResult,
} from './authorizer-result';

/** What a call of an authorizer's function came to. */
export type AuthorizerCall = {
  readonly latencyMs: number;
  readonly requestId: string | undefined;
} & (
  | { readonly kind: 'result'; readonly result: AuthorizerResult }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'failure' | 'configuration-error'; readonly reason: string }
);

const INVOCATION_URI = /\/functions\/(.+)\/invocations$/;

/** The function behind an authorizer's invocation URI, stage variables resolved; `undefined`: the URI is none. */
export function authorizerFunction(request: AuthorizerRequest): string | undefined {
  const uri = resolveUri(request.authorizer.uri, request.stageVariables, {});
  return INVOCATION_URI.exec(uri)?.[1];
}

/** Calls an authorizer's function, in API Gateway's name, as the function's permission has to allow it. */
export async function callAuthorizer(
  request: AuthorizerRequest,
  event: object,
  options: { readonly invoker: FunctionInvoker; readonly clock: Clock },
): Promise<AuthorizerCall> {
  const functionName = authorizerFunction(request);
  if (functionName === undefined) {
    const reason = `The URI of ${request.authorizer.address} names no function to invoke.`;
    return { kind: 'configuration-error', reason, latencyMs: 0, requestId: undefined };
  }
  const startedAt = options.clock();
  const outcome = await invoke(request, { functionName, payload: JSON.stringify(event) }, options);
  return { ...outcome, latencyMs: Math.max(0, options.clock() - startedAt) };
}

type Outcome = AuthorizerCall extends infer Call
  ? Call extends unknown
    ? Omit<Call, 'latencyMs'>
    : never
  : never;

async function invoke(
  request: AuthorizerRequest,
  call: { readonly functionName: string; readonly payload: string },
  options: { readonly invoker: FunctionInvoker },
): Promise<Outcome> {
  let requestId: string | undefined;
  try {
    const answer = await options.invoker.invoke({
      ...call,
      invocationType: 'RequestResponse',
      source: { principal: 'apigateway.amazonaws.com', sourceArn: request.authorizerArn },
      traceId: request.traceId,
    });
    requestId = answer.requestId;
    if (answer.functionError !== undefined) return { ...failureOf(answer.payload), requestId };
    return { kind: 'result', result: parseAuthorizerResult(answer.payload), requestId };
  } catch (error) {
    if (!(error instanceof MalformedResultError || error instanceof LambdaServiceError))
      throw error;
    return { kind: 'configuration-error', reason: error.message, requestId };
  }
}

/** The one message by which a function says that the caller is not who they say. */
const UNAUTHORIZED = 'Unauthorized';

function failureOf(
  payload: string,
): { readonly kind: 'unauthorized' } | { readonly kind: 'failure'; readonly reason: string } {
  const message = errorMessageOf(payload);
  if (message === UNAUTHORIZED) return { kind: 'unauthorized' };
  return { kind: 'failure', reason: `The authorizer's function failed: ${message}` };
}

function errorMessageOf(payload: string): string {
  try {
    const error: unknown = JSON.parse(payload);
    if (typeof error === 'object' && error !== null && 'errorMessage' in error) {
      return String(error.errorMessage);
    }
  } catch {
    // Told by the answer below.
  }
  return 'without a message';
}
