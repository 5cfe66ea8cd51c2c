import type { IntegrationRequest, IntegrationResult } from '../exchange';
import { configurationError } from '../gateway-failure';
import { parseMockStatus } from './mock-status';

/**
 * Answers without a backend: the request template's `statusCode` picks the integration response.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function answerMock(request: IntegrationRequest): IntegrationResult {
  const statusCode = parseMockStatus(request.payload);
  if (statusCode === undefined) {
    throw configurationError('the mock has no statusCode, which must be an integer');
  }
  return { kind: 'mock', payload: request.payload, statusCode };
}
