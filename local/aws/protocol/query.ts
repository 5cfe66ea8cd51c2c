/** AWS's query protocol, of STS and of SQS's older clients: a form as input, XML as output. */
import type { AwsCall, AwsResponse } from '../aws-call';
import type { AwsError } from '../aws-error';
import { toXml, type XmlElements } from './xml';

/** The form: of the body, or of the query string for a `GET`. */
export function queryParameters({ method, query, body }: AwsCall): URLSearchParams {
  return method === 'GET' ? query : new URLSearchParams(body.toString('utf8'));
}

export interface QueryAnswer {
  readonly operation: string;
  /** The XML name space. */
  readonly namespace: string;
  readonly requestId: string;
  /** `undefined`: the operation has no output. */
  readonly result: XmlElements | undefined;
}

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#response-serialization */
export function queryAnswer({ operation, namespace, requestId, result }: QueryAnswer): AwsResponse {
  const content = toXml({
    ...(result !== undefined && { [`${operation}Result`]: result }),
    ResponseMetadata: { RequestId: requestId },
  });
  const body = `<${operation}Response xmlns="${namespace}">${content}</${operation}Response>`;
  return xml(200, body, requestId);
}

export function queryRefusal(error: AwsError, requestId: string): AwsResponse {
  const content: XmlElements = {
    Error: {
      Type: error.statusCode >= 500 ? 'Receiver' : 'Sender',
      Code: error.code,
      Message: error.message,
    },
    RequestId: requestId,
  };
  return xml(error.statusCode, toXml({ ErrorResponse: content }), requestId);
}

/** S3, which the laptop has not, writes the same without a frame. */
export function s3Refusal({ code, message, statusCode }: AwsError, requestId: string): AwsResponse {
  const content: XmlElements = { Code: code, Message: message, RequestId: requestId };
  return xml(statusCode, toXml({ Error: content }), requestId);
}

function xml(statusCode: number, body: string, requestId: string): AwsResponse {
  return {
    statusCode,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<?xml version="1.0"?>\n${body}`,
  };
}
