/** REST-JSON, of Lambda and API Gateway: method and path name the operation. */
import type { AwsResponse } from '../aws-call';
import type { AwsError } from '../aws-error';

/** https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function restAnswer(output: unknown, requestId: string): AwsResponse {
  return answer(200, output, { 'x-amzn-requestid': requestId });
}

/** Lambda writes `Message` and `Type`, API Gateway `message`; clients read the code from the header. */
export function restRefusal(error: AwsError, requestId: string): AwsResponse {
  return answer(
    error.statusCode,
    {
      Type: error.statusCode >= 500 ? 'Service' : 'User',
      Message: error.message,
      message: error.message,
    },
    { 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
  );
}

function answer(statusCode: number, output: unknown, headers: Record<string, string>): AwsResponse {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(output),
  };
}
