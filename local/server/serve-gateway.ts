import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gateway, GatewayRequest } from '../gateway';

/** An HTTP request in the gateway's words. */
export function gatewayRequest(request: IncomingMessage, body: Buffer): GatewayRequest {
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    rawHeaders: pairs(request.rawHeaders),
    body,
    sourceIp: (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    protocol: `HTTP/${request.httpVersion}`,
    host: request.headers.host ?? 'localhost',
  };
}

/** Has the gateway answer, and writes what it says. */
export async function serveGateway(
  gateway: Gateway,
  request: GatewayRequest,
  response: ServerResponse,
): Promise<void> {
  const { statusCode, rawHeaders, body } = await gateway.handle(request);
  // A name that comes several times stays several lines.
  response.writeHead(statusCode, [
    ...rawHeaders.flat(),
    ...(mayHaveBody(statusCode) ? ['Content-Length', String(Buffer.byteLength(body))] : []),
  ]);
  response.end(request.method === 'HEAD' || !mayHaveBody(statusCode) ? undefined : body);
}

function mayHaveBody(statusCode: number): boolean {
  return statusCode >= 200 && statusCode !== 204 && statusCode !== 304;
}

function pairs(raw: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let at = 0; at < raw.length; at += 2) result.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return result;
}
