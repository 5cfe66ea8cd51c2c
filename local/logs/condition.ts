/** Conditions of filter patterns: `selector operator value`, joined by `&&` and `||`, in brackets where needed. */
import { LogsServiceError } from './logs-service-error';

export type MessageFilter = (message: string) => boolean;

/** True when the fields of an event, found by selector, satisfy the condition. */
export type Condition = (fieldOf: (selector: string) => unknown) => boolean;

const OPERATORS = ['!=', '>=', '<=', '=', '>', '<'] as const;
type Operator = (typeof OPERATORS)[number];

/** What a field is compared with. */
type Operand =
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'text'; readonly pattern: RegExp };

/** Quoted text, a regular expression between `%`, a joint, an operator, a bracket, or a bare word. */
const TOKEN =
  /\s*("(?:[^"\\]|\\.)*"|%[^%]*%|&&|\|\||[!<>]=|[=<>()]|\$(?:[^\s=!<>()&|'"]|'[^']*'|"[^"]*")*|[^\s=!<>()&|]+)/y;

/**
 * Reads a condition.
 *
 * @param check called with each selector; throws when it does not know it.
 * @throws LogsServiceError `InvalidParameterException`
 */
export function parseCondition(text: string, check: (selector: string) => void): Condition {
  return new Parser(tokenize(text), check).parse();
}

export function invalidPattern(detail: string): LogsServiceError {
  return new LogsServiceError('InvalidParameterException', `Invalid filter pattern: ${detail}`);
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw invalidPattern(`cannot read '${text.slice(at).trim()}'`);
    tokens.push(token);
    at = TOKEN.lastIndex;
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly string[];
  readonly #check: (selector: string) => void;
  #at = 0;

  constructor(tokens: readonly string[], check: (selector: string) => void) {
    this.#tokens = tokens;
    this.#check = check;
  }

  parse(): Condition {
    const condition = this.#anyOf();
    if (this.#at < this.#tokens.length) throw invalidPattern(`unexpected '${this.#next()}'`);
    return condition;
  }

  #anyOf(): Condition {
    const alternatives = [this.#allOf()];
    while (this.#accept('||')) alternatives.push(this.#allOf());
    return (fieldOf) => alternatives.some((condition) => condition(fieldOf));
  }

  #allOf(): Condition {
    const conditions = [this.#single()];
    while (this.#accept('&&')) conditions.push(this.#single());
    return (fieldOf) => conditions.every((condition) => condition(fieldOf));
  }

  #single(): Condition {
    if (this.#accept('(')) {
      const inner = this.#anyOf();
      if (!this.#accept(')')) throw invalidPattern('a bracket is not closed');
      return inner;
    }
    const selector = this.#next();
    this.#check(selector);
    const operator = this.#next();
    if (operator === 'IS') return isCondition(selector, this.#next());
    if (operator === 'NOT') return notExists(selector, this.#next());
    const known = OPERATORS.find((candidate) => candidate === operator);
    if (known === undefined) throw invalidPattern(`'${operator}' is no operator`);
    return comparison(selector, known, parseOperand(this.#next()));
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw invalidPattern('it ends too early');
    this.#at += 1;
    return token;
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }
}

function isCondition(selector: string, what: string): Condition {
  switch (what) {
    case 'NULL':
      return (fieldOf) => fieldOf(selector) === null;
    case 'TRUE':
      return (fieldOf) => fieldOf(selector) === true;
    case 'FALSE':
      return (fieldOf) => fieldOf(selector) === false;
    default:
      throw invalidPattern(`'IS ${what}'`);
  }
}

function notExists(selector: string, what: string): Condition {
  if (what !== 'EXISTS') throw invalidPattern(`'NOT ${what}'`);
  return (fieldOf) => fieldOf(selector) === undefined;
}

/** A field that is not there, or holds no text and no number, satisfies no comparison, `!=` included. */
function comparison(selector: string, operator: Operator, operand: Operand): Condition {
  if (operand.kind === 'text' && operator !== '=' && operator !== '!=') {
    throw invalidPattern(`'${operator}' compares numbers`);
  }
  return (fieldOf) => {
    const field = fieldOf(selector);
    if (typeof field !== 'string' && typeof field !== 'number') return false;
    return holds(field, operator, operand);
  };
}

function holds(field: string | number, operator: Operator, operand: Operand): boolean {
  switch (operator) {
    case '=':
      return isEqual(field, operand);
    case '!=':
      return !isEqual(field, operand);
    case '>':
      return Number(field) > numberOf(operand);
    case '<':
      return Number(field) < numberOf(operand);
    case '>=':
      return Number(field) >= numberOf(operand);
    case '<=':
      return Number(field) <= numberOf(operand);
  }
}

function isEqual(field: string | number, operand: Operand): boolean {
  if (operand.kind === 'text') return operand.pattern.test(String(field));
  return field === operand.text || (typeof field === 'number' && field === operand.value);
}

function numberOf(operand: Operand): number {
  return operand.kind === 'number' ? operand.value : NaN;
}

function parseOperand(token: string): Operand {
  if (token.startsWith('%')) return { kind: 'text', pattern: parseRegularExpression(token) };
  const quoted = unquote(token);
  if (quoted !== undefined) return { kind: 'text', pattern: wildcards(quoted) };
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(token)
    ? { kind: 'number', value: Number(token), text: token }
    : { kind: 'text', pattern: wildcards(token) };
}

/** `undefined` when the text is not in quotes. */
export function unquote(token: string): string | undefined {
  const [, inner] = /^"(.*)"$/s.exec(token) ?? [];
  return inner?.replaceAll(/\\(.)/gs, '$1');
}

/** `%...%`, anywhere in the text. */
export function parseRegularExpression(token: string): RegExp {
  const source = token.slice(1, -1);
  try {
    return new RegExp(source);
  } catch {
    throw invalidPattern(`'${source}' is no regular expression`);
  }
}

/** `*` stands for any run of characters. */
function wildcards(text: string): RegExp {
  const source = text.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's');
}
