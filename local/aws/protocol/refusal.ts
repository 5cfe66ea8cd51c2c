/** An error in the protocol that the client speaks, whatever service it asked for. */
import { headerOf, type AwsRequest, type AwsResponse } from '../aws-call';
import type { AwsError } from '../aws-error';
import { readSignature } from '../signature';
import { jsonRefusal } from './json';
import { queryRefusal, s3Refusal } from './query';
import { restRefusal } from './rest-json';

/** The content type tells: AWS's clients send one with every call that has a body. */
export function refusal(
  error: AwsError,
  { headers, url }: Pick<AwsRequest, 'headers' | 'url'>,
  requestId: string,
): AwsResponse {
  const contentType = headerOf(headers, 'content-type') ?? '';
  if (contentType.startsWith('application/x-amz-json-1.1')) {
    return jsonRefusal(error, requestId, '1.1');
  }
  if (headerOf(headers, 'x-amz-target') !== undefined) return jsonRefusal(error, requestId, '1.0');
  const query = new URLSearchParams(url.replace(/^[^?]*/, ''));
  if (readSignature(headers, query)?.service === 's3') return s3Refusal(error, requestId);
  const isQuery = contentType.startsWith('application/x-www-form-urlencoded');
  if (isQuery || query.has('Action')) return queryRefusal(error, requestId);
  return restRefusal(error, requestId);
}
