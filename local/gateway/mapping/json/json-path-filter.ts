import { RE2JS } from 're2js';
import type { TextCursor } from '../text-cursor';
import { compareNumbers, isNumber } from './java-numbers';
import { JavaList } from './json-value';

/** Whether an element passes `?(...)`. */
export type Filter = (element: unknown) => boolean;

/** What the filter's parser needs of the path's parser, which needs the filter's. */
export interface PathParser {
  /** Reads a relative path, the cursor standing behind its `@`. */
  parsePath(): { read(root: unknown): unknown };
  unreadable(): Error;
}

type Operand = (element: unknown) => unknown;
type Comparison = (left: unknown, right: unknown) => boolean;

const OPERATOR = /\s*(==|!=|<=|>=|<|>|=~|in\b|nin\b)\s*/y;
const STRING = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const WORD = /(?:true|false|null)\b/y;
const REGEX = /\/((?:[^/\\]|\\.)*)\/(i?)/y;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '==': equals,
  '!=': (left, right) => !equals(left, right),
  '<': (left, right) => (compare(left, right) ?? 0) < 0,
  '>': (left, right) => (compare(left, right) ?? 0) > 0,
  '<=': (left, right) => (compare(left, right) ?? 1) <= 0,
  '>=': (left, right) => (compare(left, right) ?? -1) >= 0,
  '=~': (left, right) => right instanceof RE2JS && typeof left === 'string' && right.matches(left),
  in: (left, right) => right instanceof JavaList && right.items.some((item) => equals(left, item)),
  nin: (left, right) =>
    !(right instanceof JavaList && right.items.some((item) => equals(left, item))),
};

/** Parses the inside of `?( )`: comparisons, `&&`, `||`, `!`, parentheses, and a bare path for "is there". */
export function parseFilter(cursor: TextCursor, paths: PathParser): Filter {
  const parseOr = (): Filter =>
    parseChain(/\s*\|\|\s*/y, parseAnd, (filters) => (e) => filters.some((f) => f(e)));
  const parseAnd = (): Filter =>
    parseChain(/\s*&&\s*/y, parseUnary, (filters) => (e) => filters.every((f) => f(e)));
  const parseChain = (
    separator: RegExp,
    parsePart: () => Filter,
    join: (filters: readonly Filter[]) => Filter,
  ): Filter => {
    const filters = [parsePart()];
    while (cursor.match(separator)) filters.push(parsePart());
    return join(filters);
  };
  const parseUnary = (): Filter => {
    cursor.match(/\s*/y);
    if (cursor.match(/!(?!=)/y)) {
      const filter = parseUnary();
      return (element) => !filter(element);
    }
    if (!cursor.skip('(')) return parseComparison(cursor, paths);
    const filter = parseOr();
    if (!cursor.match(/\s*\)/y)) throw paths.unreadable();
    return filter;
  };
  return parseOr();
}

function parseComparison(cursor: TextCursor, paths: PathParser): Filter {
  const left = parseOperand(cursor, paths);
  const operator = cursor.match(OPERATOR)?.[1];
  if (operator === undefined) return (element) => left(element) !== undefined;
  const compareValues = COMPARISONS[operator];
  if (compareValues === undefined) throw paths.unreadable();
  const right = parseOperand(cursor, paths);
  return (element) => compareValues(left(element), right(element));
}

function parseOperand(cursor: TextCursor, paths: PathParser): Operand {
  if (cursor.skip('@')) {
    const path = paths.parsePath();
    return (element) => path.read(element);
  }
  const value = parseLiteral(cursor, paths);
  return () => value;
}

function parseLiteral(cursor: TextCursor, paths: PathParser): unknown {
  const string = cursor.match(STRING);
  if (string) return (string[1] ?? string[2] ?? '').replace(/\\(.)/g, '$1');
  const number = cursor.match(NUMBER)?.[0];
  if (number !== undefined) return Number(number);
  const word = cursor.match(WORD)?.[0];
  if (word !== undefined) return word === 'null' ? null : word === 'true';
  const regex = cursor.match(REGEX);
  if (regex) return compileRegex(regex, paths);
  if (!cursor.skip('[')) throw paths.unreadable();
  return parseList(cursor, paths);
}

function compileRegex([, pattern = '', flags]: RegExpExecArray, paths: PathParser): RE2JS {
  try {
    return RE2JS.compile(pattern, flags === 'i' ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    throw paths.unreadable();
  }
}

function parseList(cursor: TextCursor, paths: PathParser): JavaList {
  const items: unknown[] = [];
  while (!cursor.match(/\s*\]/y)) {
    cursor.match(/\s*,?\s*/y);
    items.push(parseLiteral(cursor, paths));
  }
  return new JavaList(items);
}

function equals(left: unknown, right: unknown): boolean {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  return left === right;
}

/** `undefined`: the two cannot be ordered. */
function compare(left: unknown, right: unknown): number | undefined {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  return left < right ? -1 : Number(left > right);
}
