import { isNumber, toInteger } from '../json/java-numbers';
import { javaText } from '../json/json-value';
import { TemplateError } from '../template-error';

/** The values a template's method call hands over, read as the Java type the method wants. */
export class Arguments {
  readonly #values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.#values = values;
  }

  get count(): number {
    return this.#values.length;
  }

  value(index: number): unknown {
    return this.#values[index] ?? null;
  }

  /** Any value as its text; Java would not find the method for another type, AWS's helpers take all. */
  text(index: number): string {
    const value = this.value(index);
    return value === null ? '' : javaText(value);
  }

  /** @throws TemplateError when it is no number, nor a text of one. */
  integer(index: number): number {
    const value = this.value(index);
    if (isNumber(value)) return toInteger(value);
    if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value);
    throw new TemplateError(`Expected a whole number, found ${JSON.stringify(javaText(value))}.`);
  }
}

/** A Java method on a value of type `T`. */
export type Method<T> = (self: T, args: Arguments) => unknown;
export type MethodTable<T> = ReadonlyMap<string, Method<T>>;

export function methodTable<T>(methods: Readonly<Record<string, Method<T>>>): MethodTable<T> {
  return new Map(Object.entries(methods));
}
