import type * as z from 'zod/mini';
import { didYouMean } from './did-you-mean';
import { memberOf } from './plain-data';
import { quoted } from './quoted';

/** What is wrong with one place of a definition or of settings. */
export interface Complaint {
  readonly path: readonly PropertyKey[];
  /** Follows the place's name: `is 5: it is a text`. */
  readonly text: string;
}

/** @throws Error of these lines, unless there are none. */
export function refuse(lines: readonly string[]): void {
  if (lines.length > 0) throw new Error(lines.join('\n'));
}

/** Zod's issues, parsed as `PARSING` says, whose messages are the words of `schema.ts`. */
export function complaintsOf(issues: readonly z.core.$ZodIssue[]): Complaint[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownMember(issue, key));
    if (issue.code === 'invalid_union') return unionComplaints(issue);
    const text =
      issue.code === 'invalid_key'
        ? `is no name for it: it is ${issue.issues[0]?.message ?? ''}`
        : wrongValue(issue.input, issue.message);
    return [{ path: issue.path, text }];
  });
}

/** The message of such an issue is the list of the members that there are. */
function unknownMember({ path, message }: z.core.$ZodIssue, key: string): Complaint {
  return {
    path: [...path, key],
    text: `is no member of it: its members are ${message}${didYouMean(key, message.split(', '))}`,
  };
}

function unionComplaints(issue: z.core.$ZodIssueInvalidUnion): Complaint[] {
  const { input, discriminator } = issue;
  if (discriminator !== undefined) {
    // The input is the object, and the path that of the member which tells its variants apart.
    const value = memberOf(input, discriminator);
    return [{ path: issue.path, text: wrongValue(value, issue.message) }];
  }
  // Of the variant that it is, as far as its members do not say otherwise.
  const within = issue.errors.find((errors) =>
    errors.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  return within === undefined
    ? [{ path: issue.path, text: wrongValue(issue.input, issue.message) }]
    : complaintsOf(within).map(({ path, text }) => ({ path: [...issue.path, ...path], text }));
}

function wrongValue(value: unknown, wanted: string): string {
  const is = value === undefined ? 'is missing' : `is ${shown(value)}`;
  return `${is}: it is ${wanted}`;
}

const LONGEST = 80;

/** A value on one line, without control characters. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? quoted(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** `integration.type`, `parameters["header.X-Trace"]`, `corsOrigins[0]` */
export function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number' || typeof part === 'symbol') return `[${String(part)}]`;
      if (!/^\w+$/.test(part)) return `[${quoted(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
