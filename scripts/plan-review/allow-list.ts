import { readFileSync } from 'node:fs';
import { messageOf } from '../cli';
import { isRecord, type JsonRecord } from './json';

/** A danger that somebody has looked at and wants: one entry of plan-allow.json. */
export interface AllowEntry {
  /** Its place in the file, from 1. */
  readonly number: number;
  /** The exact address, as in `aws_dynamodb_table.items_07D08F4B`. */
  readonly address: string;
  /** Only in this stack. @default - in every stack */
  readonly stack?: string;
  /** What is allowed: an action (`replace`), with all that is dangerous in it, or the id of one rule. */
  readonly action: string;
  /** Why: for the reader of the review, who was not there. */
  readonly reason: string;
  /** The last day on which it counts, as in `2027-01-31`, in UTC; at most 30 days away. */
  readonly expires: string;
}

export interface AllowList {
  readonly entries: readonly AllowEntry[];
}

/** Allows nothing. */
export const EMPTY_ALLOW_LIST: AllowList = { entries: [] };

const REQUIRED = ['address', 'action', 'reason', 'expires'] as const;
const MEMBERS: ReadonlySet<string> = new Set([...REQUIRED, 'stack']);

/**
 * Reads plan-allow.json.
 *
 * @throws Error when there is no such file, or when anything in it is not as it must be: a typing error must not
 *   allow more than was meant, and none may be taken for an allowance that it is not.
 */
export function loadAllowList(file: string): AllowList {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file}: cannot be read (${messageOf(error)}); an empty list is []`, {
      cause: error,
    });
  }
  return parseAllowList(text, file);
}

/**
 * Parses the text of plan-allow.json.
 *
 * @param file Named in errors.
 * @throws Error with the number of the entry that is wrong.
 */
export function parseAllowList(text: string, file = 'plan-allow.json'): AllowList {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: is not JSON: ${messageOf(error)}`, { cause: error });
  }
  if (!Array.isArray(list))
    throw new Error(`${file}: must be a list of entries; an empty one is []`);
  return {
    entries: list.map((entry: unknown, index) =>
      parseEntry(entry, index + 1, `${file}: entry ${index + 1}`),
    ),
  };
}

function parseEntry(entry: unknown, number: number, where: string): AllowEntry {
  if (!isRecord(entry)) throw new Error(`${where}: must be an object with ${REQUIRED.join(', ')}`);
  const unknown = Object.keys(entry).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined) {
    throw new Error(`${where}: "${unknown}" is not known; an entry has ${[...MEMBERS].join(', ')}`);
  }
  const expires = requireText(entry, 'expires', where);
  if (!isDate(expires)) {
    throw new Error(`${where}: "expires" must be a day such as 2027-01-31, not "${expires}"`);
  }
  return {
    number,
    address: requireText(entry, 'address', where),
    ...(entry['stack'] === undefined ? {} : { stack: requireText(entry, 'stack', where) }),
    action: requireText(entry, 'action', where),
    reason: requireText(entry, 'reason', where),
    expires,
  };
}

function requireText(entry: JsonRecord, name: string, where: string): string {
  const value = entry[name];
  if (typeof value !== 'string' || value.trim() === '') {
    throw new Error(`${where}: "${name}" is missing, or not a text`);
  }
  return value;
}

/** A day that the calendar has: JavaScript takes the 31st of February for one of March. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text)
  );
}

/** Days an entry may be good for. */
const LONGEST_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/**
 * An entry is for one change that somebody has looked at, not for all that may ever happen at its address.
 *
 * @throws Error with the number of the entry that expires too far away.
 */
export function refuseLongEntries({ entries }: AllowList, now: Date): void {
  const latest = new Date(now.getTime() + LONGEST_DAYS * DAY_MS).toISOString().slice(0, 10);
  const long = entries.find(({ expires }) => expires > latest);
  if (long === undefined) return;
  throw new Error(
    `plan-allow.json: entry ${long.number}: "expires" is ${long.expires}, more than ${LONGEST_DAYS} days away: ${latest} is the latest day that counts`,
  );
}

/** Does an entry no longer count? Its last day counts to its end, in UTC. */
export function isExpired({ expires }: AllowEntry, now: Date): boolean {
  return now.toISOString().slice(0, 10) > expires;
}
