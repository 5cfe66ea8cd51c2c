/** A JSON value that we build ourselves, key order kept. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list; anything else is an empty one. */
export function jsonList(value: Json | undefined): readonly Json[] {
  // Array.isArray forgets what a readonly array holds.
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The value as an object; anything else is an empty one. */
export function jsonObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Drops members that are `undefined` or an object or list with nothing in it: a document says what is, not what is not. */
export function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && !isEmpty(value)),
  );
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
