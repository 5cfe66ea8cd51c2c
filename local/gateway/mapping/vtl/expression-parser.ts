import { Decimal } from '../json/json-value';
import { TemplateError } from '../template-error';
import type { TextCursor } from '../text-cursor';
import type { Accessor, BinaryOperator, Expression, Reference, Statement } from './syntax';

/** How the text of a double-quoted string becomes statements; the statements' parser gives it. */
export type ParseInterpolation = (text: string) => readonly Statement[];

const WHITESPACE = /[ \t\r\n]*/y;
const REFERENCE_START = /\$!?(\{?)([A-Za-z_][\w-]*)/y;
/** A letter must follow the dot, so `$a._id` is `$a` and the text `._id`: Velocity 1.7. */
const MEMBER = /\.([A-Za-z][\w-]*)(\()?/y;
const DOUBLE_QUOTED = /"((?:[^"]|"")*)"/y;
const SINGLE_QUOTED = /'((?:[^']|'')*)'/y;
const FLOAT = /-?(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y;
const INTEGER = /-?\d+/y;
const WORD = /(true|false|null)(?![\w-])/y;
const NOT = /!(?!=)|not(?![\w-])/y;

/** From the loosest to the tightest; `- 1` is a subtraction, `-1` a number, as Velocity's own lexer has it. */
const LEVELS: readonly RegExp[] = [
  /\|\||or(?![\w-])/y,
  /&&|and(?![\w-])/y,
  /==|!=|(?:eq|ne)(?![\w-])/y,
  /<=|>=|<|>|(?:lt|le|gt|ge)(?![\w-])/y,
  /\+|-(?![\d.])/y,
  /[*/%]/y,
];

const OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  '||': '||',
  or: '||',
  '&&': '&&',
  and: '&&',
  '==': '==',
  eq: '==',
  '!=': '!=',
  ne: '!=',
  '<': '<',
  lt: '<',
  '>': '>',
  gt: '>',
  '<=': '<=',
  le: '<=',
  '>=': '>=',
  ge: '>=',
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
};

/** Parenthesized deeper than this, or strings in strings: refused, so that a template cannot exhaust the stack. */
const MAX_DEPTH = 200;

/** Parses references and expressions of VTL at a cursor. */
export class ExpressionParser {
  readonly #cursor: TextCursor;
  readonly #parseInterpolation: ParseInterpolation;
  #depth = 0;

  constructor(cursor: TextCursor, parseInterpolation: ParseInterpolation) {
    this.#cursor = cursor;
    this.#parseInterpolation = parseInterpolation;
  }

  /** `undefined`: the `$` here begins no reference. @throws TemplateError when it begins one that does not end. */
  reference(): Reference | undefined {
    const start = this.#cursor.position;
    const found = this.#cursor.match(REFERENCE_START);
    if (found === undefined) return undefined;
    const accessors = this.#accessors();
    if (found[1] === '{' && !this.#cursor.skip('}')) throw this.#expected('"}"');
    const source = this.#cursor.text.slice(start, this.#cursor.position);
    return { name: found[2] ?? '', accessors, source };
  }

  /** A whole condition or right-hand side. */
  expression(): Expression {
    return this.#nested(() => this.#level(0));
  }

  /** What a method, a list, a map or `#foreach` takes: a value without operators. */
  argument(): Expression {
    this.skipWhitespace();
    const value = this.#nested(() => this.#primary());
    this.skipWhitespace();
    return value;
  }

  skipWhitespace(): void {
    this.#cursor.match(WHITESPACE);
  }

  expect(text: string): void {
    this.skipWhitespace();
    if (!this.#cursor.skip(text)) throw this.#expected(`"${text}"`);
  }

  #nested(parse: () => Expression): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#expected(`at most ${MAX_DEPTH} levels`);
    const expression = parse();
    this.#depth -= 1;
    return expression;
  }

  #level(level: number): Expression {
    const pattern = LEVELS[level];
    if (pattern === undefined) return this.#unary();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = OPERATORS[this.#cursor.match(pattern)?.[0] ?? ''];
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: this.#level(level + 1) };
    }
  }

  #unary(): Expression {
    this.skipWhitespace();
    if (this.#cursor.match(NOT)) {
      return { kind: 'not', operand: this.#nested(() => this.#unary()) };
    }
    const operand = this.#cursor.skip('(') ? this.#parenthesized() : this.#primary();
    this.skipWhitespace();
    return operand;
  }

  #parenthesized(): Expression {
    const inner = this.expression();
    this.expect(')');
    return inner;
  }

  #primary(): Expression {
    switch (this.#cursor.current) {
      case '$': {
        const reference = this.reference();
        if (reference === undefined) throw this.#expected('a reference');
        return { kind: 'reference', reference };
      }
      case '"':
      case "'":
        return this.#string();
      case '[':
        return this.#list();
      case '{':
        return this.#map();
      default:
        return this.#literal();
    }
  }

  #string(): Expression {
    const single = this.#cursor.match(SINGLE_QUOTED)?.[1];
    if (single !== undefined) return { kind: 'literal', value: single.replaceAll("''", "'") };
    const double = this.#cursor.match(DOUBLE_QUOTED)?.[1];
    if (double === undefined) throw this.#expected('the end of the string');
    // No other escape exists in VTL: a backslash in a string is a backslash.
    const text = double
      .replaceAll('""', '"')
      .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
    if (!/[$#]/.test(text)) return { kind: 'literal', value: text };
    return { kind: 'interpolation', body: this.#parseInterpolation(text) };
  }

  #list(): Expression {
    this.#cursor.skip('[');
    this.skipWhitespace();
    if (this.#cursor.skip(']')) return { kind: 'list', items: [] };
    const first = this.argument();
    if (this.#cursor.skip('..')) {
      const to = this.argument();
      this.expect(']');
      return { kind: 'range', from: first, to };
    }
    const items = [first];
    while (this.#cursor.skip(',')) items.push(this.argument());
    this.expect(']');
    return { kind: 'list', items };
  }

  #map(): Expression {
    this.#cursor.skip('{');
    this.skipWhitespace();
    const members: [Expression, Expression][] = [];
    if (this.#cursor.skip('}')) return { kind: 'map', members };
    do {
      const key = this.argument();
      this.expect(':');
      members.push([key, this.argument()]);
    } while (this.#cursor.skip(','));
    this.expect('}');
    return { kind: 'map', members };
  }

  #literal(): Expression {
    const float = this.#cursor.match(FLOAT)?.[0];
    if (float !== undefined) return { kind: 'literal', value: new Decimal(float) };
    const integer = this.#cursor.match(INTEGER)?.[0];
    if (integer !== undefined) return { kind: 'literal', value: wholeNumber(integer) };
    const word = this.#cursor.match(WORD)?.[1];
    if (word === undefined) throw this.#expected('a value');
    return { kind: 'literal', value: word === 'null' ? null : word === 'true' };
  }

  #accessors(): Accessor[] {
    const accessors: Accessor[] = [];
    for (;;) {
      const member = this.#cursor.match(MEMBER);
      if (member) {
        const name = member[1] ?? '';
        accessors.push(
          member[2] === undefined
            ? { kind: 'property', name }
            : { kind: 'method', name, args: this.#args() },
        );
      } else if (this.#cursor.skip('[')) {
        const index = this.argument();
        this.expect(']');
        accessors.push({ kind: 'index', index });
      } else {
        return accessors;
      }
    }
  }

  /** Behind the opening parenthesis. */
  #args(): Expression[] {
    this.skipWhitespace();
    if (this.#cursor.skip(')')) return [];
    const args = [this.argument()];
    while (this.#cursor.skip(',')) args.push(this.argument());
    this.expect(')');
    return args;
  }

  #expected(what: string): TemplateError {
    const found = this.#cursor.atEnd ? 'the end' : JSON.stringify(this.#cursor.current);
    return new TemplateError(`${this.#cursor.where()}: expected ${what}, found ${found}.`);
  }
}

function wholeNumber(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}
