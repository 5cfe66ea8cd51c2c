/** A request to the AWS-compatible endpoint, and what the endpoint has made of it. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Arrival } from '../admission';
import type { Caller } from './caller';

export interface AwsRequest {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly arrival: Arrival;
}

export interface AwsResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  /** An iterable is an event stream: it ends when its reader goes away. */
  readonly body: Buffer | string | AsyncIterable<Uint8Array>;
}

export interface AwsCall {
  /** The service of the credential scope: `lambda`, `dynamodb`. */
  readonly service: string;
  readonly caller: Caller;
  readonly method: string;
  /** Decoded segments, without empty ones. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly requestId: string;
}

/** One of AWS's services, behind the endpoint. */
export interface AwsService {
  /** @throws AwsError when the call is refused. */
  handle(call: AwsCall): Promise<AwsResponse>;
}

/** A header by its lower-case name; the first when it came more than once. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
