import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RestApi } from '../rest-api';
import type { ResponseDraft } from './exchange';
import { headerOf, type HeaderPairs } from './headers';

const compress = promisify(gzip);

/**
 * Compresses a response that is long enough, for a client that takes it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html
 */
export async function compressed(
  response: ResponseDraft,
  { minimumCompressionSize }: RestApi,
  requestHeaders: HeaderPairs,
): Promise<ResponseDraft> {
  const wanted =
    minimumCompressionSize !== undefined &&
    Buffer.byteLength(response.body) >= minimumCompressionSize &&
    /(?:^|[,\s])(?:gzip|\*)/i.test(headerOf(requestHeaders, 'accept-encoding') ?? '') &&
    headerOf(response.headers, 'content-encoding') === undefined;
  if (!wanted) return response;
  return {
    ...response,
    headers: [...response.headers, ['Content-Encoding', 'gzip']],
    body: await compress(response.body),
  };
}
