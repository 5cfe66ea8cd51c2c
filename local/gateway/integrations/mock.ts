import type { IntegrationRequest, IntegrationResult } from '../exchange';
import { configurationError } from '../gateway-failure';

/** In whatever JSON-like text the template makes, as AWS reads it: quotes around the name are optional. */
const STATUS_CODE = /(?:^|[{,\s])["']?statusCode["']?\s*:\s*["']?(\d{3})\b/;

/**
 * Answers without a backend: the request template's `statusCode` picks the integration response.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function answerMock(request: IntegrationRequest): IntegrationResult {
  const status = STATUS_CODE.exec(request.payload)?.[1];
  if (status === undefined) throw configurationError('the mock has no statusCode');
  return { kind: 'mock', payload: request.payload, statusCode: Number(status) };
}
