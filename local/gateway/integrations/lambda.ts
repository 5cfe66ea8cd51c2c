import {
  INVOCATION_TYPES,
  LambdaServiceError,
  type FunctionInvoker,
  type InvocationResult,
  type InvocationType,
} from '../../lambda/invoker';
import type { Exchange, IntegrationRequest, IntegrationResult } from '../exchange';
import type { MultiValues } from '../mapping/parameter-mapping';
import { invokeFunction } from './invoke-function';

/**
 * Calls a function with the mapped payload (`AWS`, also called custom or non-proxy).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export async function invokeLambda(
  exchange: Exchange,
  request: IntegrationRequest,
  invoker: FunctionInvoker,
): Promise<IntegrationResult> {
  const payload = request.payload.trim() === '' ? '{}' : request.payload;
  const invocationType = invocationTypeOf(request.headers);
  try {
    const result = await invokeFunction(exchange, request, { invoker, payload, invocationType });
    const errorMessage =
      result.functionError === undefined ? undefined : errorMessageOf(result.payload);
    const headers = responseHeaders(result, exchange.traceId);
    return { kind: 'lambda', payload: result.payload, errorMessage, headers };
  } catch (error) {
    if (!(error instanceof LambdaServiceError)) throw error;
    // Not JSON: Lambda's complaint is an answer like any other, which the default response carries.
    const answer = JSON.stringify({ Type: 'User', message: error.message });
    const headers = { 'Content-Type': ['application/json'] };
    return { kind: 'lambda', payload: answer, errorMessage: undefined, headers };
  }
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_ResponseElements */
function responseHeaders(result: InvocationResult, traceId: string): MultiValues {
  return {
    'Content-Type': ['application/json'],
    'Content-Length': [String(Buffer.byteLength(result.payload))],
    'X-Amz-Executed-Version': [result.executedVersion],
    ...(result.functionError !== undefined && { 'X-Amz-Function-Error': [result.functionError] }),
    'X-Amzn-Trace-Id': [traceId],
    'x-amzn-RequestId': [result.requestId],
  };
}

/** `X-Amz-Invocation-Type` of the integration request, in any spelling. */
function invocationTypeOf(headers: Readonly<Record<string, string>>): InvocationType {
  const sent = Object.entries(headers).find(
    ([name]) => name.toLowerCase() === 'x-amz-invocation-type',
  )?.[1];
  return INVOCATION_TYPES.find((type) => type === sent) ?? 'RequestResponse';
}

function errorMessageOf(payload: string): string {
  try {
    const parsed: unknown = JSON.parse(payload);
    const message =
      typeof parsed === 'object' && parsed !== null && 'errorMessage' in parsed
        ? parsed.errorMessage
        : undefined;
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}
