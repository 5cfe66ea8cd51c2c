/** The smallest event that the project's handlers take, and what they answer, put on the wire: nothing of a gateway. */
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';

const stageVariables = { itemsTable: 'items', logLevel: 'INFO', accountDetails: 'hidden' };

/** @returns The event of one request, with the function that answers it. */
export async function readEvent(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  const [path] = request.url.split('?');
  const [, name, id] = path.split('/');
  const event = {
    httpMethod: request.method,
    path,
    headers: request.headers,
    pathParameters: id === undefined ? null : { id },
    body: body === '' ? null : body,
    stageVariables,
    requestContext: { stage: 'bench', requestId: randomUUID() },
  };
  return { name, event };
}

/** What a handler's second argument must have. */
export function contextOf() {
  return { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 10_000 };
}

/** @param result A proxy integration's answer, or any value. */
export function writeResult(response, result) {
  const isAnswer = typeof result?.statusCode === 'number';
  const body = isAnswer ? result.body : JSON.stringify(result);
  response.writeHead(isAnswer ? result.statusCode : 200, {
    ...result?.headers,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}
