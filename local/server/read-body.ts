import type { IncomingMessage } from 'node:http';

const NO_BODY = Buffer.alloc(0);

/** A request says so: https://www.rfc-editor.org/rfc/rfc9112#section-6-4 */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Reads a request's body. What is over the limit is read to its end but not kept: the client gets its answer instead of a
 * broken connection.
 *
 * @param limit Bytes to keep; the result is one longer when there were more.
 * @throws Error when the client goes away in the middle.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (!hasBody(request)) {
    request.resume();
    return NO_BODY;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  // An iteration of the stream would cost a small request more than all else that the server does.
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      if (size <= limit) chunks.push(chunk);
      size += chunk.length;
    });
    request.on('end', resolve);
    request.on('error', reject);
  });
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  return size > limit ? Buffer.concat(chunks, limit + 1) : Buffer.concat(chunks);
}
