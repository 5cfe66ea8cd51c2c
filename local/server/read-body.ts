import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body. What is over the limit is read to its end but not kept: the client gets its answer instead of a
 * broken connection.
 *
 * @param limit Bytes to keep; the result is one longer when there were more.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    if (size <= limit) chunks.push(bytes);
    size += bytes.length;
  }
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  return size > limit ? Buffer.concat(chunks, limit + 1) : Buffer.concat(chunks);
}
