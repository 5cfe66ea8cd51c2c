/** Pages of a list, where the token is the place of the next one. */
import { AwsError } from './aws-error';

export interface PageRequest {
  /** How many at most, as the client wrote it. */
  readonly limit: string | null;
  /** The token of the page before. */
  readonly token: string | null;
  /** When the client gives no limit. */
  readonly defaultLimit: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** `undefined`: this is the last page. */
  readonly nextToken: string | undefined;
}

const MAX_LIMIT = 10_000;

/** @throws AwsError `InvalidParameterValueException` */
export function pageOf<T>(all: readonly T[], request: PageRequest): Page<T> {
  const limit = numberOf(request.limit) ?? request.defaultLimit;
  const start = numberOf(request.token) ?? 0;
  const end = start + Math.min(Math.max(limit, 1), MAX_LIMIT);
  return { items: all.slice(start, end), nextToken: end < all.length ? String(end) : undefined };
}

function numberOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new AwsError(
    'InvalidParameterValueException',
    400,
    `"${text}" is neither a limit nor the token of a page`,
  );
}
