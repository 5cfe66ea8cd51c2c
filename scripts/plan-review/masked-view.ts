/**
 * What people get to see of a plan, whatever a rule writes: rules judge the raw values, and every text of theirs passes through
 * here before it goes anywhere. A value that the provider marks sensitive, or that is a secret by its name or form, cannot get
 * past, whole or in part.
 */
import type { Difference } from './differences';
import { isRecord, listOf, parseDocument, recordOf } from './json';
import type { ResourceChange } from './resource-change';
import { SENSITIVE } from './secret-patterns';
import { isSecretMember, maskText } from './secrets';
import { withoutBackticks } from './shown-value';

/** Takes secrets of a change out of a text. */
export interface MaskedView {
  /** A sentence with values in backticks. */
  readonly sentence: (text: string, change: ResourceChange) => string;
  readonly difference: (difference: Difference, change: ResourceChange) => Difference;
}

/** A shorter one stands in other words by chance; as a whole value it is taken out all the same. */
const SHORTEST_PART = 4;
/** What may stand in words of ours, or belong to another resource, must be longer to be taken for a secret. */
const SHORTEST_ELSEWHERE = 8;
/** Of a value that is a secret by its name alone; `60` may be the life of a token. */
const SHORTEST_NAMED = 6;

/** The secrets of all changes of a review, found once. */
export function maskedView(changes: readonly ResourceChange[]): MaskedView {
  const found = new Map(changes.map((change) => [change, secretsOf(change)]));
  const foreign = [...found.values()].flatMap(({ values }) => [...values].filter(isUnmistakable));
  const secrets = (change: ResourceChange): readonly string[] => {
    const { values, parts } = found.get(change) ?? secretsOf(change);
    return [...values, ...parts];
  };
  const value = (text: string, change: ResourceChange): string => {
    const own = secrets(change);
    if (own.some((secret) => isPartOf(text, secret))) return SENSITIVE;
    const within = own.filter((secret) => secret.length >= SHORTEST_PART);
    return maskText(withoutEnd(without(text, [...within, ...foreign]), within));
  };
  const words = (text: string, change: ResourceChange): string =>
    maskText(without(text, [...secrets(change).filter(isUnmistakable), ...foreign]));
  return {
    sentence: (text, change) =>
      // One with a backtick in it is never whole in what stands between backticks.
      without(text, secrets(change).filter(hasBacktick))
        .split('`')
        .map((part, index) => (index % 2 === 1 ? value(part, change) : words(part, change)))
        .join('`'),
    difference: (difference, change) => ({
      ...difference,
      before: value(difference.before, change),
      after: value(difference.after, change),
    }),
  };
}

function hasBacktick(secret: string): boolean {
  return secret.length >= SHORTEST_PART && secret.includes('`');
}

/** Is it a secret wherever it stands? Where an ARN is to be hidden, Terraform marks it. */
function isUnmistakable(secret: string): boolean {
  return secret.length >= SHORTEST_ELSEWHERE && !secret.startsWith('arn:');
}

/** Is a text a secret, or a piece of one: what is long is shown by its beginning? */
function isPartOf(text: string, secret: string): boolean {
  const shown = lower(text.replace(/… \(\d+ characters\)$/, ''));
  if (lower(secret) === shown) return true;
  return shown.length >= SHORTEST_ELSEWHERE && lower(secret).includes(shown);
}

/** A long value is shown by its beginning: what stands at the end of that may be the beginning of a secret. */
function withoutEnd(text: string, secrets: readonly string[]): string {
  const [, shown = '', rest = ''] = /^(.*)(… \(\d+ characters\))$/s.exec(text) ?? [];
  if (rest === '') return text;
  const end = secrets
    .map((secret) => sharedEnd(lower(shown), lower(secret)))
    .reduce((longest, length) => Math.max(longest, length), 0);
  return end === 0 ? text : `${shown.slice(0, -end)}${SENSITIVE}${rest}`;
}

/** How many signs at the end of a text are the beginning of a secret; fewer than a part of one has are none. */
function sharedEnd(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length); length >= SHORTEST_PART; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}

/** The longest first: a part of one may be another. */
function without(text: string, secrets: readonly string[]): string {
  return [...secrets].sort((a, b) => b.length - a.length).reduce(replaceAll, text);
}

/** Actions of a policy are shown in lower case, so cases do not count. */
function replaceAll(text: string, secret: string): string {
  if (!lower(text).includes(lower(secret))) return text;
  const pattern = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(pattern, 'gi'), SENSITIVE);
}

const lower = (text: string): string => text.toLowerCase();

/** What nobody must see of a change. */
interface Secrets {
  /** Whole values. */
  readonly values: Set<string>;
  /** What stands in a value that is a document, and names in a value that is an object. */
  readonly parts: Set<string>;
}

function secretsOf(change: ResourceChange): Secrets {
  const found: Secrets = { values: new Set(), parts: new Set() };
  for (const [value, marks] of [
    [change.before, change.beforeSensitive],
    [change.after, change.afterSensitive],
  ] as const) {
    collectMarked(value, marks, found);
    collectNamed(value, found.values);
  }
  return found;
}

/** What the provider marks: `true` for a whole value, or the shape of what is in it. */
function collectMarked(value: unknown, marks: unknown, found: Secrets): void {
  if (marks === true) {
    collectTexts(value, parseDocument(value) === undefined ? found.values : found.parts, found);
  } else if (Array.isArray(marks)) {
    marks.forEach((mark: unknown, index) => {
      collectMarked(listOf(value)[index], mark, found);
    });
  } else if (isRecord(marks)) {
    for (const [name, mark] of Object.entries(marks)) {
      collectMarked(recordOf(value)[name], mark, found);
    }
  }
}

/** A text as it stands by itself, in JSON, and in JSON that is a text in JSON; each also as `showValue` writes it. */
function spellings(text: string): readonly string[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  const all = [text, inJson, JSON.stringify(inJson).slice(1, -1)];
  return [...all, ...all.map(withoutBackticks)];
}

/** Words of every policy; they tell nothing of this one. */
const POLICY_WORDS: ReadonlySet<string> = new Set(
  'Version Id Sid Statement Effect Allow Deny Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(
    ' ',
  ),
);

/** All of a secret value, to be found in pieces: a rule may show one member of a document. */
function collectTexts(value: unknown, into: Set<string>, found: Secrets): void {
  if (typeof value === 'number') into.add(String(value));
  else if (typeof value === 'string') {
    if (value === '' || POLICY_WORDS.has(value)) return;
    for (const spelling of spellings(value)) into.add(spelling);
    collectTexts(parseDocument(value), found.parts, found);
  } else if (Array.isArray(value)) {
    for (const element of value) collectTexts(element, into, found);
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (name.length >= SHORTEST_PART && !POLICY_WORDS.has(name)) found.parts.add(name);
      collectTexts(member, into, found);
    }
  }
}

/** Values whose name, or the name beside them, says that they are secrets; also in JSON in a text. */
function collectNamed(value: unknown, found: Set<string>): void {
  const document = parseDocument(value) ?? value;
  if (Array.isArray(document)) for (const element of document) collectNamed(element, found);
  if (!isRecord(document)) return;
  for (const [name, member] of Object.entries(document)) {
    if (typeof member === 'string' && isSecretMember(document, name)) {
      if (member.length >= SHORTEST_NAMED) spellings(member).forEach((one) => found.add(one));
    } else collectNamed(member, found);
  }
}

/** Is a member of an object to be hidden, by the provider's mark, by its name or by the name beside it? */
export function memberMark(object: unknown, marks: unknown, member: string): unknown {
  const mark = recordOf(marks)[member];
  if (mark === true || !isRecord(object)) return mark;
  return typeof object[member] === 'string' && isSecretMember(object, member) ? true : mark;
}
