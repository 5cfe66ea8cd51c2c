/** Compares what came with what was expected; a mismatch is told with its place. */
import { at, isObject, list, text, type Json, type JsonObject } from './json';

/** @returns the first difference; `undefined`: none. */
export function difference(expected: Json, got: Json | undefined, where = ''): string | undefined {
  const wildcard = matchWildcard(expected, got);
  if (wildcard !== undefined) return wildcard ? undefined : told(where, expected, got);
  if (isObject(expected)) {
    if (!isObject(got)) return told(where, expected, got);
    const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return first([...names], (name) =>
      name in expected
        ? difference(expected[name] ?? null, name in got ? got[name] : undefined, join(where, name))
        : told(join(where, name), undefined, got[name]),
    );
  }
  if (expected instanceof Array) {
    if (!(got instanceof Array) || got.length !== expected.length)
      return told(where, expected, got);
    return first([...expected.keys()], (index) =>
      difference(expected[index] ?? null, got[index], join(where, String(index))),
    );
  }
  return expected === got ? undefined : told(where, expected, got);
}

/** As {@link difference}, but members that are not expected may be there. */
export function subsetDifference(
  expected: Json,
  got: Json | undefined,
  where = '',
): string | undefined {
  if (!isObject(expected) || matchWildcard(expected, got) !== undefined) {
    return difference(expected, got, where);
  }
  if (!isObject(got)) return told(where, expected, got);
  return first(Object.entries(expected), ([name, value]) =>
    subsetDifference(value, Object.hasOwn(got, name) ? got[name] : undefined, join(where, name)),
  );
}

/** What a function was called with. */
export function eventDifference(expected: JsonObject, event: Json): string | undefined {
  return first(Object.entries(expected), ([key, value]) => {
    switch (key) {
      case 'exact':
        return difference(value, event);
      case 'subset':
        return subsetDifference(value, event);
      case 'keys_exact':
        return isObject(value)
          ? first(Object.entries(value), ([path, names]) =>
              difference([...list(names)].sort(), Object.keys(objectAt(event, path)).sort(), path),
            )
          : `keys_exact is no map`;
      case 'absent':
        return first(list(value), (path) =>
          at(event, text(path)) === undefined ? undefined : `${text(path)} is there`,
        );
      default:
        return `this runner does not know "${key}"`;
    }
  });
}

/** Every key in lower case. */
export function withLowerKeys(value: Json | undefined): Json {
  if (value instanceof Array) return value.map(withLowerKeys);
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.toLowerCase(), withLowerKeys(member)]),
  );
}

export function told(where: string, expected: Json | undefined, got: Json | undefined): string {
  return `${where === '' ? '' : `${where}: `}expected ${show(expected)}, got ${show(got)}`;
}

export function first<T>(
  items: readonly T[],
  check: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = check(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @returns `undefined` when what is expected is a plain value. */
function matchWildcard(expected: Json, got: Json | undefined): boolean | undefined {
  if (!isObject(expected)) return undefined;
  const [[key, value] = ['', null], ...others] = Object.entries(expected);
  if (others.length > 0) return undefined;
  switch (key) {
    case '$any':
      return got !== undefined;
    case '$regex':
      return typeof got === 'string' && new RegExp(text(value)).test(got);
    case '$type':
      return value === (got instanceof Array ? 'array' : got === null ? 'null' : typeof got);
    default:
      return undefined;
  }
}

function objectAt(value: Json, path: string): JsonObject {
  const found = at(value, path);
  return isObject(found) ? found : {};
}

function join(where: string, name: string): string {
  return where === '' ? name : `${where}.${name}`;
}

function show(value: Json | undefined): string {
  const shown = value === undefined ? 'nothing' : JSON.stringify(value);
  return shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
}
