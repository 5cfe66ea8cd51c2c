import { ExpressionError } from './value';

const SPACE = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A place in a text that is being parsed. */
export class Cursor {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  skipSpace(): void {
    this.#match(SPACE);
  }

  startsWith(token: string): boolean {
    return this.text.startsWith(token, this.position);
  }

  /** Goes over the token, and the space before it, when it is next. */
  take(token: string): boolean {
    this.skipSpace();
    if (!this.startsWith(token)) return false;
    this.position += token.length;
    return true;
  }

  /** A word as a whole: `for` is not the start of `format`. */
  takeWord(word: string): boolean {
    const before = this.position;
    if (this.identifier() === word) return true;
    this.position = before;
    return false;
  }

  identifier(): string | undefined {
    this.skipSpace();
    return this.#match(IDENTIFIER);
  }

  number(): number | undefined {
    this.skipSpace();
    const digits = this.#match(NUMBER);
    return digits === undefined ? undefined : Number(digits);
  }

  /** @throws ExpressionError when something else is next. */
  expect(token: string): void {
    if (!this.take(token)) throw this.error(`"${token}"`);
  }

  error(wanted: string): ExpressionError {
    const found = this.atEnd
      ? 'its end'
      : `"${this.text.slice(this.position, this.position + 20)}"`;
    return new ExpressionError(`expected ${wanted}, found ${found} in ${this.text}`);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }
}
