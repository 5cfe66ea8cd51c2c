import type { ServerResponse } from 'node:http';

/**
 * On everything the console sends: nothing from elsewhere is loaded, nobody frames it, no other site reads it, and no
 * cache keeps what it says.
 */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const;

/** The headers of an answer of this type. */
export function headersFor(contentType: string): Record<string, string> {
  return { ...HEADERS, 'Content-Type': contentType };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown, statusCode = 200): void {
  response.writeHead(statusCode, headersFor('application/json'));
  response.end(JSON.stringify(value));
}

/** Refuses, in the words and the form of every error of this project. */
export function sendError(response: ServerResponse, statusCode: number, message: string): void {
  sendJson(response, { message }, statusCode);
}
