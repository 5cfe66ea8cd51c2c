import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Stage } from './stage';

/** What a function answers, before it is put into API Gateway's form. */
export interface Answer {
  readonly statusCode: number;
  /** JSON text as it stands, or a value to be written as JSON. */
  readonly body: string | Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpErrorOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Logged by its name, never shown. */
  readonly cause?: unknown;
}

/** An answer that is an error, to be thrown: `{"message"}` with its status. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;

  /** @param message Shown to the caller: nothing about how the function is made or where it runs. */
  constructor(statusCode: number, message: string, options: HttpErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.statusCode = statusCode;
    this.headers = options.headers ?? {};
  }
}

/**
 * Puts an answer into the form of a proxy integration, as JSON that nobody caches.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 *
 * @param cors What `corsHeaders` made of the request.
 */
export function toProxyResult(
  { statusCode, body, headers }: Answer,
  cors: Readonly<Record<string, string>>,
): APIGatewayProxyResult {
  return {
    statusCode,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...cors,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/**
 * The CORS headers for a request's origin. The stage variable `corsOrigins` lists the allowed ones with commas between;
 * `any` allows every origin, and none is allowed without it.
 *
 * @param origin The request's `Origin`; `undefined` when it is no cross-origin request.
 */
export function corsHeaders(stage: Stage, origin: string | undefined): Record<string, string> {
  const allowed = stage.variables['corsOrigins']?.split(',') ?? [];
  if (allowed.includes('any')) return { 'Access-Control-Allow-Origin': '*' };
  if (allowed.length === 0) return {};
  // The answer depends on the origin also when this one is refused.
  const vary = { Vary: 'Origin' };
  if (origin === undefined || !allowed.includes(origin)) return vary;
  return { 'Access-Control-Allow-Origin': origin, ...vary };
}
