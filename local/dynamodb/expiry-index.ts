/** Items in the order of their expiry, so that the expired ones are found without reading the table. */
import { isRecord } from '../record';
import type { KeyRange, KeyWrite } from '../storage/key-value-store';

/** An item older than this is kept: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html */
const MAX_AGE_SECONDS = 5 * 365 * 24 * 60 * 60;
const DIGITS = 12;

/** Where the entries of a table stand. */
export function expiryPrefix(tableName: string): string {
  return `ttl~${tableName}~`;
}

/** Entries of the items that expired before `now`, in epoch seconds, the oldest first. */
export function expiredRange(tableName: string, now: number): KeyRange {
  const prefix = expiryPrefix(tableName);
  const from = Math.max(0, Math.floor(now) - MAX_AGE_SECONDS);
  return { gte: prefix + pad(from), lt: prefix + pad(Math.ceil(now)) };
}

export interface ExpiryChange {
  readonly tableName: string;
  readonly ttlAttribute: string;
  /** The item's key in the store. */
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a change of an item does to the index. The value of an entry is the key of its item. */
export function expiryWrites(change: ExpiryChange): readonly KeyWrite[] {
  const { ttlAttribute, before, after } = change;
  const old = entryKey(change, expiryOf(before, ttlAttribute));
  const young = entryKey(change, expiryOf(after, ttlAttribute));
  return [
    ...(old !== undefined && old !== young ? [{ key: old, value: undefined }] : []),
    ...(young !== undefined && old !== young ? [{ key: young, value: change.key }] : []),
  ];
}

/** @param now Epoch seconds. */
export function hasExpired(item: unknown, ttlAttribute: string, now: number): boolean {
  const expiry = expiryOf(item, ttlAttribute);
  return expiry !== undefined && expiry < now && expiry >= now - MAX_AGE_SECONDS;
}

function entryKey({ tableName, key }: ExpiryChange, expiry: number | undefined) {
  return expiry === undefined ? undefined : `${expiryPrefix(tableName)}${pad(expiry)}~${key}`;
}

/** Epoch seconds; `undefined`: it never expires. Only a number counts, as on AWS. */
function expiryOf(item: unknown, ttlAttribute: string): number | undefined {
  const attribute = isRecord(item) ? item[ttlAttribute] : undefined;
  const number = isRecord(attribute) ? attribute['N'] : undefined;
  if (typeof number !== 'string') return undefined;
  const seconds = Math.floor(Number(number));
  return seconds >= 0 && seconds < 10 ** DIGITS ? seconds : undefined;
}

function pad(seconds: number): string {
  return String(seconds).padStart(DIGITS, '0');
}
