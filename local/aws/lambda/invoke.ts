import { INVOCATION_TYPES, type InvocationResult, type InvocationType } from '../../lambda/invoker';
import { headerOf, type AwsCall, type AwsResponse } from '../aws-call';
import { AwsError } from '../aws-error';
import type { AwsServices } from '../aws-services';
import { splitFunctionName } from './function-name';

/**
 * Invokes a function for a caller with credentials: no permission of the function is needed, as within an account.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 *
 * @throws AwsError, LambdaServiceError
 */
export async function invoke(call: AwsCall, services: AwsServices): Promise<AwsResponse> {
  const { name, qualifier } = splitFunctionName(call);
  const { region, accountId } = services.application();
  const suffix = qualifier === undefined ? '' : `:${qualifier}`;
  call.caller.authorize(
    'lambda:InvokeFunction',
    `arn:aws:lambda:${region}:${accountId}:function:${name}${suffix}`,
  );
  const given = call.path[2] ?? '';
  const result = await services.lambda.invoke({
    // As given: an ARN may name an account or a region that is not ours.
    functionName: given.endsWith(suffix) ? given : `${given}${suffix}`,
    payload: call.body.toString('utf8'),
    invocationType: invocationTypeOf(headerOf(call.headers, 'x-amz-invocation-type')),
    source: undefined,
    traceId: headerOf(call.headers, 'x-amzn-trace-id'),
    clientContext: clientContextOf(headerOf(call.headers, 'x-amz-client-context')),
  });
  return {
    statusCode: result.statusCode,
    headers: resultHeaders(result, headerOf(call.headers, 'x-amz-log-type') === 'Tail'),
    body: result.payload,
  };
}

function resultHeaders(result: InvocationResult, withLog: boolean): Record<string, string> {
  const hasRun = result.statusCode === 200;
  return {
    'content-type': 'application/json',
    'x-amzn-requestid': result.requestId,
    ...(hasRun && { 'x-amz-executed-version': result.executedVersion }),
    ...(result.functionError !== undefined && { 'x-amz-function-error': result.functionError }),
    ...(hasRun && withLog && { 'x-amz-log-result': base64(result.logTail) }),
  };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function invocationTypeOf(header = 'RequestResponse'): InvocationType {
  const type = INVOCATION_TYPES.find((candidate) => candidate === header);
  if (type !== undefined) return type;
  throw new AwsError(
    'InvalidParameterValueException',
    400,
    `1 validation error detected: Value '${header}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [${INVOCATION_TYPES.join(', ')}]`,
  );
}

/** @throws AwsError `InvalidRequestContentException` */
function clientContextOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = Buffer.from(header, 'base64').toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new AwsError(
      'InvalidRequestContentException',
      400,
      'Client context must be a valid Base64-encoded JSON object.',
    );
  }
}
