/** JSON as it comes out of a file. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** @throws SyntaxError */
export function parseJson(source: string): Json {
  const parsed: unknown = JSON.parse(source);
  if (isJson(parsed)) return parsed;
  throw new SyntaxError('not JSON');
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path; `''` is the value itself, `undefined` what is not there. */
export function at(value: Json | undefined, path: string): Json | undefined {
  let found = value;
  for (const part of path === '' ? [] : path.split('.')) {
    found = isObject(found) && Object.hasOwn(found, part) ? found[part] : undefined;
  }
  return found;
}

export function list(value: Json | undefined): readonly Json[] {
  return value instanceof Array ? value : [];
}

/** A text as it is, anything else as JSON; `''` for nothing. */
export function text(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `JSON.parse` makes nothing else. */
function isJson(value: unknown): value is Json {
  return value !== undefined && typeof value !== 'function';
}
