import { canonical, isRecord, listOf, parseDocument } from '../json';

/** Conditions by operator and key, both in lower case: IAM does not tell cases apart in keys. */
type Conditions = ReadonlyMap<string, readonly string[]>;

function read(text: string): Conditions | undefined {
  if (text === '') return new Map();
  const document = parseDocument(text);
  if (!isRecord(document)) return undefined;
  const found = new Map<string, readonly string[]>();
  for (const [operator, keys] of Object.entries(document)) {
    if (!isRecord(keys)) return undefined;
    for (const [key, values] of Object.entries(keys)) {
      found.set(`${operator.toLowerCase()} ${key.toLowerCase()}`, listOf(values).map(String));
    }
  }
  return found;
}

/**
 * Does one condition let in all that another lets in? A condition more is narrower; so are fewer values, but more of
 * them where the operator says what must not be.
 */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  const [old, now] = [read(wide), read(narrow)];
  if (old === undefined || now === undefined) return false;
  return [...old].every(([test, values]) => {
    const left = now.get(test);
    if (left === undefined) return false;
    if (canonical(left) === canonical(values)) return true;
    const isNegative = /^(?:forallvalues:|foranyvalue:)?[a-z]*not/.test(test);
    return isNegative
      ? values.every((value) => left.includes(value))
      : left.every((value) => values.includes(value));
  });
}

/** Does a condition ask for a tag with a certain value, of what is acted upon or made; if only where it has one? */
export function asksForTag(text: string): boolean {
  return [...(read(text) ?? [])].some(
    ([test, values]) =>
      /^stringequals(ifexists)? aws:(resourcetag|requesttag)\//.test(test) &&
      values.length > 0 &&
      values.every((value) => value !== '' && !/[*?$]/.test(value)),
  );
}

/** Conditions that hold for everybody: a pattern of all, the whole Internet. */
export function isEmpty(text: string): boolean {
  const conditions = read(text);
  if (conditions === undefined) return false;
  return [...conditions].every(([test, values]) =>
    /^(stringlike|arnlike|ipaddress|stringequals|arnequals)/.test(test)
      ? values.some(
          (value) =>
            /^(\**|0\.0\.0\.0\/[0-7]|::\/0|arn:\*.*|(arn:aws:)?\*:.*)$/.test(value) ||
            value === '0.0.0.0/0',
        )
      : false,
  );
}
