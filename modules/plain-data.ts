import type { Complaint } from './complaint';

/** Deeper than any model; a value that holds itself is deeper still. */
const MAX_DEPTH = 100;

export interface PlainCopy {
  /** A frozen copy: what is checked is what is used. */
  readonly value: unknown;
  readonly complaints: readonly Complaint[];
}

/**
 * Copies a value of texts, numbers, true, false, null, lists and objects. Anything else could be read as one thing by a
 * check and as another by what uses it, or not be seen by either: a getter, a member that is inherited, hidden or named
 * by a symbol, a `String` object.
 */
export function plainCopy(value: unknown): PlainCopy {
  const complaints: Complaint[] = [];
  const copy = (one: unknown, path: readonly PropertyKey[]): unknown => {
    const text = complaintAbout(one, path.length);
    if (text !== undefined) {
      complaints.push({ path, text });
      return undefined;
    }
    if (typeof one !== 'object' || one === null) return one;
    const members = ownMembers(one).flatMap(({ key, descriptor }) => {
      const wrong = wrongMember(key, descriptor);
      if (wrong === undefined) return [[key, copy(descriptor.value, [...path, key])] as const];
      complaints.push({ path: [...path, key], text: wrong });
      return [];
    });
    return Object.freeze(
      Array.isArray(one) ? members.map(([, member]) => member) : withoutPrototype(members),
    );
  };
  return { value: copy(value, []), complaints };
}

/** A member of what may be no object at all. */
export function memberOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function complaintAbout(value: unknown, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return `lies deeper than ${MAX_DEPTH} levels, or holds itself`;
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `is ${value}: it is a number that JSON has`;
    case 'object':
      return isPlain(value)
        ? undefined
        : `is no plain object or list: write it as { ... } or [...]`;
    case 'bigint':
    case 'function':
    case 'symbol':
      return `is a ${typeof value}: it is plain data`;
  }
}

/** Own or another realm's `Object` and `Array`, and no class: their prototype's prototype is nothing, or `Object`'s. */
function isPlain(value: object | null): boolean {
  if (value === null) return true;
  const prototype = parentOf(value);
  if (prototype === null) return true;
  if (Array.isArray(value)) {
    return Array.isArray(prototype) && isListWithoutHoles(value) && isRoot(parentOf(prototype));
  }
  return isRoot(prototype);
}

function isRoot(prototype: object | null): boolean {
  return (
    prototype !== null && parentOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty')
  );
}

function parentOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

function isListWithoutHoles(list: readonly unknown[]): boolean {
  return Reflect.ownKeys(list).length === list.length + 1;
}

interface Member {
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
}

function ownMembers(value: object): Member[] {
  return Reflect.ownKeys(value)
    .filter((key) => !(Array.isArray(value) && key === 'length'))
    .flatMap((key) => {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      return descriptor === undefined ? [] : [{ key, descriptor }];
    });
}

function wrongMember(key: PropertyKey, descriptor: PropertyDescriptor): string | undefined {
  if (typeof key === 'symbol') return 'is named by a symbol: a name is a text';
  if (key === '__proto__') return 'is no name that a member may have';
  if (!('value' in descriptor)) return 'is a getter or setter: it is plain data';
  return descriptor.enumerable === true ? undefined : 'is hidden: write it as any other member';
}

/** Without one: a member that is not there is not there, whatever `Object.prototype` has been given. */
function withoutPrototype(members: readonly (readonly [PropertyKey, unknown])[]): object {
  const made = Object.create(null) as Record<PropertyKey, unknown>;
  for (const [key, member] of members) made[key] = member;
  return made;
}
