/** Values of Terraform's language, as far as a laptop tells them apart: sets are lists, maps are objects. */

export type Value =
  null | boolean | number | string | readonly Value[] | ValueObject | Lookup | Unknown;
export interface ValueObject {
  readonly [name: string]: Value;
}

/**
 * What only AWS can tell, such as the ARN of something the laptop has no idea of. Whatever is computed from it is
 * unknown too; a reader that needs it says so with the reason.
 */
export class Unknown {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Something with members that are found when they are asked for: `var`, `local`, a resource. */
export class Lookup {
  readonly #find: (name: string) => Value;

  constructor(find: (name: string) => Value) {
    this.#find = find;
  }

  member(name: string): Value {
    return this.#find(name);
  }
}

/** An expression that Terraform would refuse, or that is not understood here; the message says which and why. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value): value is ValueObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isList(value) &&
    !(value instanceof Lookup) &&
    !(value instanceof Unknown)
  );
}

/** The first unknown in a value, however deep. */
export function findUnknown(value: Value): Unknown | undefined {
  if (value instanceof Unknown) return value;
  const members = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const member of members) {
    const found = findUnknown(member);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Members in the order Terraform gives them: by name. */
export function sortedEntries(object: ValueObject): [string, Value][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @throws ExpressionError when Terraform would not make a text of it. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new ExpressionError(`${describe(value)} where a text is needed`);
}

/** @throws ExpressionError when Terraform would not make a number of it. */
export function toNumber(value: Value): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && !Number.isNaN(number)) return number;
  throw new ExpressionError(`${describe(value)} where a number is needed`);
}

/** @throws ExpressionError when Terraform would not make a boolean of it. */
export function toBoolean(value: Value): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new ExpressionError(`${describe(value)} where true or false is needed`);
}

/** @throws ExpressionError */
export function toList(value: Value): readonly Value[] {
  if (isList(value)) return value;
  throw new ExpressionError(`${describe(value)} where a list is needed`);
}

/** @throws ExpressionError */
export function toObject(value: Value): ValueObject {
  if (isObject(value)) return value;
  throw new ExpressionError(`${describe(value)} where a map is needed`);
}

export function isEqual(a: Value, b: Value): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index] ?? null));
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && isEqual(a[name] ?? null, b[name] ?? null))
    );
  }
  return a === b;
}

/** Never the value itself, which may be a secret. */
function describe(value: Value): string {
  if (value === null) return 'null';
  if (isList(value)) return 'a list';
  if (value instanceof Lookup) return 'a whole resource';
  return typeof value === 'object' ? 'a map' : `a ${typeof value}`;
}
