import { request as send, type IncomingMessage } from 'node:http';
import { isObject, list, text, type JsonObject } from './json';

/** A response as it was on the wire. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly durationMs: number;
}

/** Sends a case's request; nothing is added to it but `Host` and `Content-Length`. */
export function call(port: number, stage: string, request: JsonObject): Promise<HttpAnswer> {
  const body = bodyOf(request);
  const target = request['raw_target'] ?? `/${stage}${text(request['path'] ?? '/')}`;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = send(
      {
        host: '127.0.0.1',
        port,
        method: text(request['method'] ?? 'GET'),
        path: text(target),
        agent: false,
        headers: [
          ['Host', `127.0.0.1:${String(port)}`],
          ...headersOf(request),
          ...(body === undefined ? [] : [['Content-Length', text(body.length)]]),
        ].flat(),
      },
      (response) => {
        receive(response).then((received) => {
          resolve({
            statusCode: response.statusCode ?? 0,
            rawHeaders: pairs(response.rawHeaders),
            body: received,
            durationMs: performance.now() - started,
          });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function headersOf({ headers, no_content_type: none }: JsonObject): string[][] {
  const given = isObject(headers)
    ? Object.entries(headers).map(([name, value]) => [name, text(value)])
    : list(headers).map((pair) => list(pair).map(text));
  return given.filter(([name]) => none !== true || name?.toLowerCase() !== 'content-type');
}

function bodyOf(request: JsonObject): Buffer | undefined {
  const { body, body_base64: base64, body_repeat: repeat } = request;
  if (isObject(repeat)) {
    return Buffer.from(text(repeat['text']).repeat(Number(repeat['count'])));
  }
  if (base64 !== undefined) return Buffer.from(text(base64), 'base64');
  return body === undefined || body === null ? undefined : Buffer.from(text(body));
}

async function receive(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ''] satisfies [string, string]] : [],
  );
}
