/**
 * What definitions and settings consist of, as schemas of zod. Each says in words what it takes: `complaint.ts` makes
 * the line of an error of them.
 */
import * as z from 'zod/mini';
import { didYouMean } from './did-you-mean';
import { memberOf } from './plain-data';

/** A complaint quotes what stands there; and no function is compiled for a schema that is used once. */
export const PARSING = { reportInput: true, jitless: true } as const;

/** An object with these members and no other. */
export function members<const Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const error = ({ code }: { readonly code: string }) =>
    code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : 'an object';
  return z.readonly(z.strictObject(shape, { error }));
}

/** One of some words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: ({ input }) => describeWords(words, input) });
}

/** For what is told apart by a member that holds one of some words. */
export function variantOf(member: string, words: readonly string[]) {
  return ({ input }: { readonly input?: unknown }) =>
    typeof input === 'object' && input !== null
      ? describeWords(words, memberOf(input, member))
      : 'an object';
}

export function describeWords(words: readonly string[], given?: unknown): string {
  const list = words.map((word) => `'${word}'`).join(', ');
  return `${words.length === 1 ? '' : 'one of '}${list}${didYouMean(given, words)}`;
}

/** A text that says something, or one of some form. */
export function text(pattern = /\S/, error = 'a text that is not empty') {
  return z.string({ error }).check(z.regex(pattern, { error }));
}

export function anyText() {
  return z.string({ error: 'a text' });
}

export function yesOrNo() {
  return z.boolean({ error: 'true or false' });
}

export function wholeNumber(least: number, most = Infinity) {
  const error =
    most === Infinity
      ? `a whole number from ${least} on`
      : `a whole number from ${least} to ${most}`;
  return z
    .number({ error })
    .check(
      z.refine((value) => Number.isInteger(value) && value >= least && value <= most, { error }),
    );
}

/** A number of any kind, or one of some. */
export function number({
  least = -Infinity,
  among,
}: { least?: number; among?: readonly number[] } = {}) {
  const error =
    among !== undefined
      ? `one of ${among.join(', ')}`
      : `a number${least === -Infinity ? '' : ` from ${least} on`}`;
  return z.number({ error }).check(
    z.refine((value) => value >= least && (among === undefined || among.includes(value)), {
      error,
    }),
  );
}

export function list<Item extends z.core.SomeType>(item: Item) {
  return z.readonly(z.array(item, { error: 'a list' }));
}

/** An object whose members are of one kind and may have any name. */
export function byName<Value extends z.core.SomeType>(value: Value) {
  return z.readonly(z.record(z.string(), value, { error: 'an object' }));
}

/**
 * An object whose members are of one kind.
 *
 * @param key The form of their names, as `nameLike` makes it.
 */
export function byKey<Key extends z.core.$ZodRecordKey, Value extends z.core.SomeType>(
  key: Key,
  value: Value,
) {
  const error = ({ code }: { readonly code: string }) =>
    code === 'invalid_type' ? 'an object' : undefined;
  return z.readonly(z.record(key, value, { error }));
}

/** The name of a member. A number is a text there, too. */
export function nameLike<Key extends PropertyKey>(pattern: RegExp, error: string) {
  return z.custom<Key>((key) => pattern.test(String(key)), { error });
}
