/** What a service's operations demand of their caller: a function a service, over the call and what the account holds. */
import type { Call } from '../../call';
import type { Emulator } from '../../emulator';
import { ACCOUNT_ID, type Demand } from '../demand';

/** @returns `undefined` for an operation that is not known here: the proxy then refuses it to every role. */
export type DemandsOf = (
  call: Call & { readonly operation: string },
  emulator: Emulator,
) => readonly Demand[] | undefined | Promise<readonly Demand[] | undefined>;

/**
 * `arn:aws:sqs:us-east-1:123456789012:gatehouse-dev-dead-letters`; most operations take a name or an ARN, and an ARN stays what
 * it is, whatever kind is written before it (`table/`).
 */
export function arnIn(call: Call, service: string, rest: string): string {
  const given = rest.indexOf('arn:');
  if (given >= 0) return rest.slice(given);
  return `arn:aws:${service}:${call.region}:${ACCOUNT_ID}:${rest}`;
}

/** After the last of a separator: the name in a URL, the id behind an ARN. */
export function afterLast(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}
