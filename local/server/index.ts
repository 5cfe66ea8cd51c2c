/** One port for all: the AWS-compatible endpoint, the console, and the stages. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { arrivalOf } from '../admission';
import type { AwsEndpoint } from '../aws';
import type { Gateway } from '../gateway';
import type { RequestHandler } from './http-server';
import { readBody } from './read-body';
import { gatewayRequest, serveGateway } from './serve-gateway';

export { listen, type Listening } from './http-server';

export interface Front {
  /** Asked for at every request: a reload gives another one. */
  readonly gateway: () => Gateway;
  readonly aws: AwsEndpoint;
  /** Answers paths that no stage can have; `undefined`: there is no console. */
  readonly console: { matches(url: string): boolean; handle: RequestHandler } | undefined;
}

/** Bytes: DynamoDB's largest request is 16 MiB, API Gateway's 10. */
const MAX_BODY = 16 * 1024 * 1024;

/** Tells by the request who answers it. */
export function createHandler({ gateway, aws, console }: Front): RequestHandler {
  return async (request, response) => {
    const url = request.url ?? '/';
    // Whatever path it has: the console and AWS's services are not at an API's own name.
    if (gateway().isDomainName(request.headers.host ?? '')) {
      const body = await readBody(request, MAX_BODY);
      await serveGateway(gateway(), gatewayRequest(request, body), response);
      return;
    }
    if (console?.matches(url) === true && !aws.matches(request.headers, url)) {
      await console.handle(request, response);
      return;
    }
    const body = await readBody(request, MAX_BODY);
    if (aws.matches(request.headers, url)) await serveAws(aws, { request, response, body });
    else await serveGateway(gateway(), gatewayRequest(request, body), response);
  };
}

async function serveAws(
  aws: AwsEndpoint,
  { request, response, body }: { request: IncomingMessage; response: ServerResponse; body: Buffer },
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const answer = await aws.handle({ method, url, headers, body, arrival: arrivalOf(request) });
  response.writeHead(answer.statusCode, answer.headers);
  if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) {
    response.end(answer.body);
    return;
  }
  // A stream ends when the client goes away: that is no failure.
  await pipeline(Readable.from(answer.body), response).catch(() => undefined);
}
