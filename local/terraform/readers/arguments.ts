/** The arguments of a resource or of a block in it, typed as they are asked for. */
import {
  findUnknown,
  toBoolean,
  toList,
  toNumber,
  toObject,
  toText,
  Unknown,
  ExpressionError,
  type Value,
  type ValueObject,
} from '../expression/value';
import { blocksOf } from '../json';
import type { LocatedError, Resource } from '../stack/resource';

/**
 * Reads arguments; each reader throws a `LocatedError` for what is not of its type, or what only AWS could tell.
 * An argument that is null, missing or an empty text is `undefined`.
 */
export class Arguments {
  readonly resource: Resource;
  readonly #read: (name: string) => Value | undefined;
  /** The blocks this one is in: `settings.`. */
  readonly #prefix: string;

  private constructor(
    resource: Resource,
    prefix: string,
    read: (name: string) => Value | undefined,
  ) {
    this.resource = resource;
    this.#prefix = prefix;
    this.#read = read;
  }

  static of(resource: Resource): Arguments {
    return new Arguments(resource, '', (name) => resource.argument(name));
  }

  /**
   * What a resource is known by, such as its ARN.
   *
   * @throws LocatedError when only AWS can tell it.
   */
  static attribute(resource: Resource, name: string): string {
    const attributes = new Arguments(resource, '', () => resource.attribute(name));
    return attributes.requiredText(name);
  }

  text(name: string): string | undefined {
    return this.#typed(name, toText);
  }

  /** @throws LocatedError when it is missing, too. */
  requiredText(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw this.error(name, 'it is required, and missing');
    return text;
  }

  /** One of a few texts; `undefined`: it is missing. */
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const chosen = choices.find((candidate) => candidate === text);
    if (chosen !== undefined) return chosen;
    throw this.error(name, `"${text}" is none of ${choices.join(', ')}`);
  }

  number(name: string): number | undefined {
    return this.#typed(name, toNumber);
  }

  boolean(name: string): boolean | undefined {
    return this.#typed(name, toBoolean);
  }

  /** Texts of a list or set; none when it is missing. */
  texts(name: string): readonly string[] {
    return this.#typed(name, (value) => toList(value).map(toText)) ?? [];
  }

  /** A map of texts; empty when it is missing. */
  textMap(name: string): Readonly<Record<string, string>> {
    return this.#map(name, toText);
  }

  /** A map of booleans; empty when it is missing. */
  booleanMap(name: string): Readonly<Record<string, boolean>> {
    return this.#map(name, toBoolean);
  }

  /** The only block of that name. */
  block(name: string): Arguments | undefined {
    return this.blocks(name)[0];
  }

  /** Blocks of that name, whichever way they are written. */
  blocks(name: string): readonly Arguments[] {
    const value = this.#read(name);
    if (value instanceof Unknown) throw this.error(name, value.reason);
    return blocksOf(value).map(
      (block) =>
        new Arguments(this.resource, `${this.#prefix}${name}.`, (inner) => memberOf(block, inner)),
    );
  }

  /** An error at an argument. */
  error(name: string, message: string): LocatedError {
    return this.resource.error(`${this.#prefix}${name}: ${message}`);
  }

  #map<T>(name: string, convert: (value: Value) => T): Readonly<Record<string, T>> {
    const object: ValueObject = this.#typed(name, toObject) ?? {};
    return Object.fromEntries(
      Object.entries(object)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => [key, this.#converted(`${name}.${key}`, value, convert)]),
    );
  }

  #typed<T>(name: string, convert: (value: Value) => T): T | undefined {
    const value = this.#read(name);
    // The provider does not tell an empty text from a missing one, and plans write either.
    return value === undefined || value === '' ? undefined : this.#converted(name, value, convert);
  }

  #converted<T>(name: string, value: Value, convert: (value: Value) => T): T {
    const unknown = findUnknown(value);
    if (unknown !== undefined) throw this.error(name, unknown.reason);
    try {
      return convert(value);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw this.error(name, error.message);
    }
  }
}

function memberOf(block: ValueObject, name: string): Value | undefined {
  return (Object.hasOwn(block, name) ? block[name] : undefined) ?? undefined;
}
