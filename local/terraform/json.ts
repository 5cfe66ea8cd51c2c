/** JSON as Terraform writes it; every JSON value is a value of Terraform's language. */
import { isObject, type Value, type ValueObject } from './expression/value';

/** @returns `undefined` for what is not JSON. */
export function parseJson(text: string): Value | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJson(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The member, when it is an object; `{}` otherwise. */
export function objectMember(of: ValueObject, name: string): ValueObject {
  const found = Object.hasOwn(of, name) ? of[name] : undefined;
  return found !== undefined && isObject(found) ? found : {};
}

/** The member, when it is a text. */
export function textMember(of: ValueObject, name: string): string | undefined {
  const found = Object.hasOwn(of, name) ? of[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** A block is written as an object, or as a list of objects. */
export function blocksOf(value: Value | undefined): readonly ValueObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return value !== undefined && isObject(value) ? [value] : [];
}

function isJson(value: unknown): value is Value {
  if (value === null || ['string', 'boolean', 'number'].includes(typeof value)) return true;
  return typeof value === 'object' && Object.values(value).every(isJson);
}
