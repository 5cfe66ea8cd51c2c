import { Decimal, JavaMap, JsonList, type JsonValue } from './json-value';

/** Text that is no JSON, not even in the permissive reading; the message tells what was met and where. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  /** Counted from 0. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Deeper nesting is refused: a payload must not be able to exhaust the stack. */
const MAX_DEPTH = 500;

const WHITESPACE = /[ \t\r\n]*/y;
const PLAIN_STRING = /"([^"\\]*)"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?(?![\w.+-])/y;
const LITERAL = /(?:true|false|null)(?![\w.+-])/y;
/** What json-smart's permissive mode, which AWS uses, takes for text: `{statusCode: 200, a: b c}`. */
const BARE_TEXT = /[^"'{}[\],:\s][^{}[\],:\r\n]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Parses JSON without losing a digit or the order of keys. As on AWS it is permissive: keys and values may lack
 * their quotes or have single ones, and a comma may trail. Of a key that comes twice the last value counts.
 *
 * @throws JsonSyntaxError
 */
export function parseJson(text: string): JsonValue {
  return new JsonParser(text).parse();
}

class JsonParser {
  readonly #text: string;
  #position = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): JsonValue {
    this.#match(WHITESPACE);
    const value = this.#value();
    this.#match(WHITESPACE);
    if (this.#position < this.#text.length) throw this.#unexpected();
    return value;
  }

  #value(): JsonValue {
    switch (this.#text.charAt(this.#position)) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#array());
      case '"':
      case "'":
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #nested(parse: () => JsonValue): JsonValue {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#error(`nested deeper than ${MAX_DEPTH} levels`);
    const value = parse();
    this.#depth -= 1;
    return value;
  }

  #object(): JsonValue {
    const map = new JavaMap();
    this.#elements('}', () => {
      const key = this.#key();
      this.#match(WHITESPACE);
      if (this.#text[this.#position] !== ':') throw this.#unexpected();
      this.#position += 1;
      this.#match(WHITESPACE);
      map.entries.set(key, this.#value());
    });
    return map;
  }

  #array(): JsonValue {
    const items: JsonValue[] = [];
    this.#elements(']', () => items.push(this.#value()));
    return new JsonList(items);
  }

  /** From the opening bracket to the closing one; leaves behind it. */
  #elements(close: string, element: () => void): void {
    this.#position += 1;
    for (;;) {
      this.#match(WHITESPACE);
      if (this.#text[this.#position] === close) break;
      element();
      this.#match(WHITESPACE);
      const next = this.#text[this.#position];
      if (next === ',') this.#position += 1;
      else if (next !== close) throw this.#unexpected();
    }
    this.#position += 1;
  }

  #key(): string {
    const first = this.#text[this.#position];
    if (first === '"' || first === "'") return this.#string();
    const bare = this.#match(BARE_TEXT);
    if (bare === undefined) throw this.#unexpected();
    return bare.trimEnd();
  }

  #scalar(): JsonValue {
    const start = this.#position;
    const number = this.#match(NUMBER);
    if (number !== undefined) return numberOf(number);
    const literal = this.#match(LITERAL);
    if (literal !== undefined) return literal === 'null' ? null : literal === 'true';
    const bare = this.#match(BARE_TEXT);
    if (bare === undefined || start === this.#text.length) throw this.#unexpected();
    return bare.trimEnd();
  }

  #string(): string {
    const plain = this.#match(PLAIN_STRING);
    if (plain !== undefined) return plain.slice(1, -1);
    const quote = this.#text[this.#position];
    const parts: string[] = [];
    let from = this.#position + 1;
    for (let at = from; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === quote) {
        this.#position = at + 1;
        return parts.join('') + this.#text.slice(from, at);
      }
      if (character === '\\') {
        parts.push(this.#text.slice(from, at), this.#escape(at + 1));
        at += this.#text[at + 1] === 'u' ? 5 : 1;
        from = at + 1;
      }
    }
    throw this.#error('a string is not closed');
  }

  #escape(at: number): string {
    const character = this.#text.charAt(at);
    if (character !== 'u') return ESCAPES[character] ?? character;
    const digits = this.#text.slice(at + 1, at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#error('\\u needs four hexadecimal digits');
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }

  #unexpected(): JsonSyntaxError {
    const character = this.#text[this.#position];
    return this.#error(
      character === undefined
        ? 'unexpected end of input'
        : `unexpected character ${JSON.stringify(character)}`,
    );
  }

  #error(message: string): JsonSyntaxError {
    return new JsonSyntaxError(`${message} at offset ${this.#position}`, this.#position);
  }
}

function numberOf(text: string): JsonValue {
  if (/[.eE]/.test(text)) return new Decimal(text);
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
