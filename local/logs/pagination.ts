/** Pages of a list, and the tokens between them. */
import { LogsServiceError } from './logs-service-error';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

export interface PageRequest<T> {
  /** In the order of the pages. */
  readonly all: readonly T[];
  /** What the token remembers of the last one shown: it stays good when others come and go. */
  readonly keyOf: (item: T) => string;
  readonly limit: number;
  readonly nextToken: string | undefined;
}

/** @throws LogsServiceError `InvalidParameterException` for a token of something else. */
export function pageOf<T>({ all, keyOf, limit, nextToken }: PageRequest<T>): Page<T> {
  const start = nextToken === undefined ? 0 : indexAfter(all.map(keyOf), decode(nextToken));
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  const more = last !== undefined && start + limit < all.length;
  return { items, nextToken: more ? encode(keyOf(last)) : undefined };
}

function indexAfter(keys: readonly string[], key: string): number {
  const index = keys.indexOf(key);
  if (index < 0) throw badToken();
  return index + 1;
}

function encode(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function decode(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (encode(key) !== token) throw badToken();
  return key;
}

function badToken(): LogsServiceError {
  return new LogsServiceError('InvalidParameterException', 'The specified nextToken is invalid.');
}

/** @throws LogsServiceError `InvalidParameterException` when it is out of range. */
export function limitOf(limit: number | undefined, max: number): number {
  if (limit === undefined) return max;
  if (Number.isInteger(limit) && limit >= 1 && limit <= max) return limit;
  throw new LogsServiceError(
    'InvalidParameterException',
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value between 1 and ${max}`,
  );
}
