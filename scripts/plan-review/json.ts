/** Reading JSON of which nobody has promised the shape. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an empty one. */
export function recordOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

/** The value when it is a list; a lone value as a list of one; nothing as an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The value when it is a text, else nothing. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The strings of a list, or the lone string. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((entry) => typeof entry === 'string');
}

/** Every text in a value, however deep; the names of members are not among them. */
export function textsDeepIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsDeepIn);
}

/** The first block of a Terraform block list: `[{...}]` gives the object. Empty when there is none. */
export function blockOf(value: unknown): JsonRecord {
  return recordOf(listOf(value)[0]);
}

/** The member at a path of names; blocks of one are looked through. */
export function memberAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => blockOf(at)[name], value);
}

/** Parses a text that holds an object or a list in JSON; anything else gives nothing. */
export function parseDocument(text: unknown): unknown {
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return undefined;
  try {
    const document: unknown = JSON.parse(text);
    return document;
  } catch {
    return undefined;
  }
}

/** Equality of two JSON values; the order of an object's members does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** Do two texts hold the same JSON, be it spelt otherwise? */
export function isSameDocument(one: unknown, other: unknown): boolean {
  const document = parseDocument(one);
  return document !== undefined && isSame(document, parseDocument(other));
}

/** JSON with sorted members. */
export function canonical(value: unknown): string {
  if (value === undefined) return 'undefined';
  return JSON.stringify(value, (_name, member: unknown) =>
    isRecord(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** Null, an empty text, list or map say the same in Terraform: not set. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
