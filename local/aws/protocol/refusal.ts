/** An error in the protocol that the client speaks, whatever service it asked for. */
import { headerOf, type AwsRequest, type AwsResponse } from '../aws-call';
import type { AwsError } from '../aws-error';
import { jsonRefusal } from './json';
import { queryRefusal } from './query';
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
  const isQuery = contentType.startsWith('application/x-www-form-urlencoded');
  if (isQuery || /[?&]Action=/.test(url)) return queryRefusal(error, requestId);
  return restRefusal(error, requestId);
}
