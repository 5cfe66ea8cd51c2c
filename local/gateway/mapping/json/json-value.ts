/**
 * JSON as API Gateway's mapping engine holds it: objects keep their order, numbers keep every digit, and the
 * values print as the Java collections they are on AWS.
 */
export type JsonValue = null | string | boolean | number | bigint | Decimal | JavaMap | JavaList;

/** A value of the mapping engine that is an object in Java, and prints as that one does. */
export abstract class JavaObject {
  abstract toString(): string;
}

/** A number with a fraction or an exponent; its text is kept, since binary floating point would change it. */
export class Decimal extends JavaObject {
  readonly text: string;

  /** @param text as written in the payload or the template. */
  constructor(text: string) {
    super();
    this.text = text;
  }

  static of(value: number): Decimal {
    return new Decimal(formatDouble(value));
  }

  get value(): number {
    return Number(this.text);
  }

  /** Java's form: a long fraction is a `BigDecimal` and stays as written, any other is a `Double`. */
  override toString(): string {
    return this.text.length > LONGEST_DOUBLE ? this.text : formatDouble(this.value);
  }
}

/** From so many characters on, json-smart (the parser behind Java's JSONPath) reads a `BigDecimal`. */
const LONGEST_DOUBLE = 18;

/** `Double.toString`: `1.0`, `2.5`, `1.0E10`. */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  const magnitude = Math.abs(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    return Number.isInteger(value) ? `${value}.0` : String(value);
  }
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent.replace('+', '')}`;
}

/** A `java.util.LinkedHashMap`: prints `{foo=bar, n=1}`. */
export class JavaMap extends JavaObject {
  readonly entries: Map<string, unknown>;

  constructor(entries: Iterable<readonly [string, unknown]> = []) {
    super();
    this.entries = new Map(entries);
  }

  get(key: string): unknown {
    return this.entries.get(key) ?? null;
  }

  /** Answers what stood there before, as Java does. */
  put(key: string, value: unknown): unknown {
    const before = this.get(key);
    this.entries.set(key, value);
    return before;
  }

  override toString(): string {
    return `{${[...this.entries].map(([key, value]) => `${key}=${javaText(value)}`).join(', ')}}`;
  }
}

/** A `java.util.ArrayList`: prints `[a, b]`. */
export class JavaList extends JavaObject {
  readonly items: unknown[];

  constructor(items: Iterable<unknown> = []) {
    super();
    this.items = [...items];
  }

  override toString(): string {
    return `[${this.items.map(javaText).join(', ')}]`;
  }
}

/** An array of a JSON payload (json-smart's `JSONArray`): prints as compact JSON, whatever it holds. */
export class JsonList extends JavaList {
  override toString(): string {
    return stringifyJson(this);
  }
}

/** `String.valueOf`: `null` for nothing, numbers in full. */
export function javaText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return value;
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : formatDouble(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return value instanceof JavaObject ? value.toString() : '';
}

/** Compact JSON, each number with the digits it came with. */
export function stringifyJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Decimal) return value.text;
  if (value instanceof JavaList) return `[${value.items.map(stringifyJson).join(',')}]`;
  if (value instanceof JavaMap) {
    const members = [...value.entries].map(
      ([key, member]) => `${JSON.stringify(key)}:${stringifyJson(member)}`,
    );
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return String(value);
  }
  return JSON.stringify(javaText(value));
}
