import { errorFacts } from '../shared/error-facts';

/** DynamoDB throttles, is slow or away: the same request may succeed a little later. The cause says which. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

const PASSING = new Set([
  'AbortError',
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
]);
/** What Node says when there is no way to a host, or the way broke. */
const NETWORK = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Is an error of the SDK one that passes, after its own retries?
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function isUnavailable(error: unknown): boolean {
  const { name, code, statusCode } = errorFacts(error);
  return PASSING.has(name) || NETWORK.has(code) || statusCode >= 500 || statusCode === 429;
}
