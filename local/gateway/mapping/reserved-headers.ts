/**
 * Headers that a mapping (or `$context.requestOverride`) must not set towards a Lambda function: API Gateway then
 * answers 500, also where it would not have used the mapping (recorded for `AWS` and `AWS_PROXY`).
 */
const RESERVED_REQUEST_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'expect',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
  'x-amzn-apigateway-api-id',
  'x-amzn-trace-id',
]);

/** Whether API Gateway keeps this integration request header to itself. */
export function isReservedRequestHeader(name: string): boolean {
  return RESERVED_REQUEST_HEADERS.has(name.toLowerCase());
}
