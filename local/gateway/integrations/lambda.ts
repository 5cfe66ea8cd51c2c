import {
  INVOCATION_TYPES,
  LambdaServiceError,
  type FunctionInvoker,
  type InvocationType,
} from '../../lambda/invoker';
import type { Exchange, IntegrationRequest, IntegrationResult } from '../exchange';
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
    return { kind: 'lambda', payload: result.payload, errorMessage };
  } catch (error) {
    if (!(error instanceof LambdaServiceError)) throw error;
    // Not JSON: Lambda's complaint is an answer like any other, which the default response carries.
    const answer = JSON.stringify({ Type: 'User', message: error.message });
    return { kind: 'lambda', payload: answer, errorMessage: undefined };
  }
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
