/** Steps from one value to another that are bad, whatever the argument. */
import { canonical, isRecord, listOf, memberAt, parseDocument, textOf } from '../json';
import type { Level, Values, Verdict } from './verdict';

type Step = (values: Values) => boolean;

const judged = (level: Level, isBad: Step, onCreate = false): Verdict => ({
  kind: 'judged',
  ...level,
  isBad,
  onCreate,
});

/**
 * Null, an empty text, list or map, and `false` say the same in Terraform: not set. So does a block in which nothing is
 * set; but one that holds blocks alone (`allow {}`) says what it says by being there.
 */
export function isUnset(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.every((one) => isUnset(one) && !isMarker(one));
  return typeof value === 'object' && Object.values(value).every(isUnset);
}

function isMarker(block: unknown): boolean {
  return isRecord(block) && Object.values(block).every(Array.isArray);
}

export function isOther({ before, after }: Values): boolean {
  if (isUnset(before) && isUnset(after)) return false;
  return canonical(before ?? null) !== canonical(after ?? null);
}

/** Any other value is bad. */
export const any = (level: Level): Verdict => judged(level, isOther);

/** Any other value is bad, unless another resource of a type changes, and this one follows it. */
export const follows = (followed: string, level: Level): Verdict => ({
  kind: 'judged',
  ...level,
  isBad: isOther,
  onCreate: false,
  follows: followed,
});

/** What was set must stay as it was; to set it where nothing was is good. */
export const stays = (level: Level): Verdict =>
  judged(level, (values) => !isUnset(values.before) && isOther(values));

/** To take it away is for a rule to tell, to set it is good; to put another in its place is bad. */
export const swapped = (level: Level): Verdict =>
  judged(level, (values) => !isUnset(values.before) && !isUnset(values.after) && isOther(values));

/** To take it away is good; to set or change it is bad. */
export const absent = (level: Level): Verdict =>
  judged(level, (values) => !isUnset(values.after) && isOther(values), true);

/** A switch that must stay on. */
export const on = (level: Level): Verdict =>
  judged(level, ({ before, after }) => isTrue(before) && !isTrue(after));

/** A switch that must stay off, in a new resource too. */
export const off = (level: Level): Verdict =>
  judged(level, ({ before, after }) => isTrue(after) && !isTrue(before), true);

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** A number that may grow; none at all, and a negative one, is the most there is. */
export const notLower = (level: Level): Verdict =>
  judged(level, ({ before, after }) => before !== undefined && numberOf(after) < numberOf(before));

/** A number that may shrink. */
export const notHigher = (level: Level): Verdict =>
  judged(level, ({ before, after }) => before !== undefined && numberOf(after) > numberOf(before));

/** A number that may grow; none at all is the least there is. */
export const notLess = (level: Level): Verdict =>
  judged(
    level,
    ({ before, after }) => before !== undefined && Number(after ?? 0) < Number(before ?? 0),
  );

function numberOf(value: unknown): number {
  const number = value === null || value === undefined || value === '' ? NaN : Number(value);
  return Number.isNaN(number) || number < 0 ? Number.POSITIVE_INFINITY : number;
}

/** Values that open or silence something, in a new resource too. Case does not count. */
export const never = (level: Level, ...weak: readonly string[]): Verdict => {
  const isWeak = (value: unknown): boolean =>
    listOf(value).some((one) => weak.includes(String(one).toLowerCase()));
  return judged(level, ({ before, after }) => isWeak(after) && !isWeak(before), true);
};

/** Values that what is there may not become; a new resource may have them. Case does not count. */
export const turnedInto = (level: Level, ...weak: readonly string[]): Verdict => {
  const isWeak = (value: unknown): boolean => weak.includes(String(value).toLowerCase());
  return judged(level, ({ before, after }) => !isUnset(before) && isWeak(after) && !isWeak(before));
};

/** A list into which nothing may come; the first to come where there was none is bad as well. */
export const noneAdded = (level: Level): Verdict =>
  judged(level, ({ before, after }) => missingIn(before, after));

/** A list that opens by what is in it, but by nothing most of all: nothing may come, and not all may go. */
export const noneAddedNorAll = (level: Level): Verdict =>
  judged(
    level,
    ({ before, after }) => !isUnset(before) && (isUnset(after) || missingIn(before, after)),
  );

/** A list from which nothing may go; what is in it may not change either. */
export const noneRemoved = (level: Level): Verdict =>
  judged(level, ({ before, after }) => missingIn(after, before));

/** Is an element of a list, or a member of a map, not in the other? */
function missingIn(list: unknown, elements: unknown): boolean {
  const known = new Set(entriesOf(list).map(canonical));
  return entriesOf(elements).some((element) => !known.has(canonical(element)));
}

function entriesOf(value: unknown): readonly unknown[] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? Object.entries(value) : listOf(value);
}

/**
 * Blocks that are told apart by a name: none may go, or change but to what is stricter, and one that comes may not be of a weak
 * kind.
 */
export const blocksStay = (
  level: Level,
  isWeak: (block: unknown) => boolean,
  isStricter: (old: unknown, now: unknown) => boolean,
): Verdict =>
  judged(level, ({ before, after }) => {
    const old = new Map(listOf(before).map((block) => [nameOf(block), block]));
    const now = new Map(listOf(after).map((block) => [nameOf(block), block]));
    return (
      [...old].some(([name, block]) => !now.has(name) || !isStricter(block, now.get(name))) ||
      [...now].some(([name, block]) => !old.has(name) && isWeak(block))
    );
  });

/** A text that names a host: another host is bad, another text is not. */
export const sameHost = (level: Level): Verdict => {
  const placeOf = (value: unknown): string | undefined =>
    /(?:^|[\s",=])((?:https?|wss?|s3|amqps?|redis|postgres(?:ql)?|mongodb(?:\+srv)?):\/\/(?:[^/\s@]*@)?[^/\s",?#]+|arn:aws[a-z-]*:[^\s",]+)/i
      .exec(typeof value === 'string' ? value : '')?.[1]
      ?.replace(/\/\/[^@/]*@/, '//');
  return judged(level, ({ before, after }) => {
    if (isUnset(before)) return false;
    return (placeOf(before) ?? '') !== (placeOf(after) ?? '') && isOther({ before, after });
  });
};

/** A template in which nothing may be told of the call that was not told before; its words are for people. */
export const tellsMore = (level: Level): Verdict => {
  const told = (value: unknown): readonly string[] =>
    entriesOf(value).flatMap((entry) => JSON.stringify(entry).match(/\$[\w.!{}]+/g) ?? []);
  const kinds = (value: unknown): readonly string[] => Object.keys(Object(value ?? {}) as object);
  return judged(level, ({ before, after }) => {
    const [old, now] = [told(before), told(after)];
    const isGone = kinds(before).some((kind) => !kinds(after).includes(kind));
    return isGone || now.some((one) => !old.includes(one));
  });
};

/** A JSON schema that may ask for more, and for nothing less. */
export const schemaStays = (level: Level): Verdict =>
  judged(
    level,
    (values) => isOther(values) && !isTighter(parsed(values.before), parsed(values.after)),
  );

function parsed(value: unknown): unknown {
  return parseDocument(value) ?? value;
}

/** Does a schema take no more than another: only `additionalProperties: false` and required members are added? */
function isTighter(old: unknown, now: unknown): boolean {
  if (!isRecord(old) || !isRecord(now)) return canonical(old) === canonical(now);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].every((name) => {
    if (name === 'additionalProperties' && now[name] === false) return true;
    if (name === 'required')
      return listOf(old[name]).every((one) => listOf(now[name]).includes(one));
    return name in old && name in now && isTighter(old[name], now[name]);
  });
}

function nameOf(block: unknown): string {
  return textOf(memberAt(block, 'name')) ?? textOf(memberAt(block, 'id')) ?? canonical(block);
}

/** Runtimes of one language, of which a later one is good: `nodejs20.x` -> `nodejs22.x`. */
export const laterVersion = (level: Level): Verdict =>
  judged(level, (values) => {
    const [old, now] = [values.before, values.after].map((value) =>
      /^([a-z]+)(\d+)(?:\.(\d+))?/.exec(typeof value === 'string' ? value : ''),
    );
    if (!isOther(values) || isUnset(values.before)) return false;
    return (
      old?.[1] !== now?.[1] ||
      Number(now?.[2]) * 1000 + Number(now?.[3] ?? 0) <
        Number(old?.[2]) * 1000 + Number(old?.[3] ?? 0)
    );
  });

/** What stands before the last mark must stay: a layer's version, an image's tag may change. */
export const sameButFor = (mark: '@:' | ':', level: Level): Verdict => {
  const stem = (value: unknown): string =>
    String(value).replace(mark === ':' ? /:\d+$/ : /(@sha256:.*|:[^:/]*)$/, '');
  return judged(level, ({ before, after }) => {
    const known = new Set(listOf(before).map(stem));
    return listOf(after).some((one) => !known.has(stem(one)));
  });
};
