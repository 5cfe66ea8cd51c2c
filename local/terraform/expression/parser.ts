/**
 * Parses the expressions of Terraform's language.
 *
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
import { Cursor } from './cursor';
import { BINARY_OPERATORS, type Expression } from './syntax';
import { parseNames, parseTemplate } from './template-parser';
import { ExpressionError } from './value';

/**
 * A string of Terraform JSON: a template, where a single `${...}` stands for the value itself.
 *
 * @throws ExpressionError
 */
export function parse(text: string): Expression {
  return parseTemplate(new Cursor(text), { parseExpression, quoted: false });
}

function parseExpression(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 0);
  if (!cursor.take('?')) return condition;
  const then = parseExpression(cursor);
  cursor.expect(':');
  return { kind: 'conditional', condition, then, otherwise: parseExpression(cursor) };
}

function parseBinary(cursor: Cursor, level: number): Expression {
  const operators = BINARY_OPERATORS[level];
  if (operators === undefined) return parseUnary(cursor);
  let left = parseBinary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((candidate) => cursor.take(candidate));
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: parseBinary(cursor, level + 1) };
  }
}

function parseUnary(cursor: Cursor): Expression {
  if (cursor.take('!')) return { kind: 'unary', operator: '!', of: parseUnary(cursor) };
  if (cursor.take('-')) return { kind: 'unary', operator: '-', of: parseUnary(cursor) };
  return parseSteps(cursor, parsePrimary(cursor));
}

function parseSteps(cursor: Cursor, start: Expression): Expression {
  let expression = start;
  for (;;) {
    if (takesSplat(cursor)) {
      return parseSteps(cursor, { kind: 'splat', of: expression, steps: parseKeys(cursor) });
    }
    const key = parseKey(cursor);
    if (key === undefined) return expression;
    expression = { kind: 'index', of: expression, key };
  }
}

function takesSplat(cursor: Cursor): boolean {
  cursor.skipSpace();
  return cursor.take('[*]') || (cursor.startsWith('.*') && cursor.take('.*'));
}

/** The members that follow a splat belong to each of its items. */
function parseKeys(cursor: Cursor): Expression[] {
  const keys: Expression[] = [];
  for (let key = parseKey(cursor); key !== undefined; key = parseKey(cursor)) keys.push(key);
  return keys;
}

/** `.name`, `.0` or `[key]`. */
function parseKey(cursor: Cursor): Expression | undefined {
  cursor.skipSpace();
  if (cursor.startsWith('[*]') || cursor.startsWith('.*') || cursor.startsWith('...'))
    return undefined;
  if (cursor.take('[')) {
    const key = parseExpression(cursor);
    cursor.expect(']');
    return key;
  }
  if (!cursor.take('.')) return undefined;
  const name = cursor.identifier() ?? cursor.number();
  if (name === undefined) throw cursor.error('a name');
  return { kind: 'literal', value: name };
}

function parsePrimary(cursor: Cursor): Expression {
  const number = cursor.number();
  if (number !== undefined) return { kind: 'literal', value: number };
  if (cursor.take('"')) {
    const template = parseTemplate(cursor, { parseExpression, quoted: true });
    cursor.expect('"');
    // Quotes make a text, whatever stands between them.
    return template.kind === 'template' ? template : { kind: 'template', parts: [template] };
  }
  if (cursor.take('(')) {
    const inner = parseExpression(cursor);
    cursor.expect(')');
    return inner;
  }
  if (cursor.take('[')) return parseList(cursor);
  if (cursor.take('{')) return parseObject(cursor);
  return parseName(cursor);
}

function parseName(cursor: Cursor): Expression {
  let name = cursor.identifier();
  if (name === undefined) throw cursor.error('an expression');
  if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
  if (name === 'null') return { kind: 'literal', value: null };
  while (cursor.take('::')) name += `::${cursor.identifier() ?? ''}`;
  return cursor.take('(') ? parseCall(cursor, name) : { kind: 'variable', name };
}

function parseCall(cursor: Cursor, name: string): Expression {
  const args: Expression[] = [];
  let spread = false;
  while (!cursor.take(')')) {
    args.push(parseExpression(cursor));
    spread = cursor.take('...');
    if (!cursor.take(',')) {
      cursor.expect(')');
      break;
    }
  }
  return { kind: 'call', name, args, spread };
}

function parseList(cursor: Cursor): Expression {
  if (cursor.takeWord('for')) return parseFor(cursor, ']');
  const items: Expression[] = [];
  while (!cursor.take(']')) {
    items.push(parseExpression(cursor));
    if (!cursor.take(',')) {
      cursor.expect(']');
      break;
    }
  }
  return { kind: 'list', items };
}

function parseObject(cursor: Cursor): Expression {
  const before = cursor.position;
  if (cursor.takeWord('for') && !startsEntry(cursor)) return parseFor(cursor, '}');
  cursor.position = before;
  const entries: [Expression, Expression][] = [];
  while (!cursor.take('}')) {
    const key = parseObjectKey(cursor);
    if (!cursor.take('=') && !cursor.take(':')) throw cursor.error('"=" or ":"');
    entries.push([key, parseExpression(cursor)]);
    cursor.take(',');
  }
  return { kind: 'object', entries };
}

/** `{ for = 1 }` is an object, not a `for`. */
function startsEntry(cursor: Cursor): boolean {
  cursor.skipSpace();
  return cursor.startsWith('=') || cursor.startsWith(':');
}

/** A bare word is itself, not a variable. */
function parseObjectKey(cursor: Cursor): Expression {
  const before = cursor.position;
  const name = cursor.identifier();
  if (name !== undefined && startsEntry(cursor)) return { kind: 'literal', value: name };
  cursor.position = before;
  return parseExpression(cursor);
}

function parseFor(cursor: Cursor, end: ']' | '}'): Expression {
  const names = parseNames(cursor);
  if (names.length > 2)
    throw new ExpressionError(`a for with ${names.length} names in ${cursor.text}`);
  const collection = parseExpression(cursor);
  cursor.expect(':');
  const first = parseExpression(cursor);
  const hasKey = end === '}';
  if (hasKey) cursor.expect('=>');
  const value = hasKey ? parseExpression(cursor) : first;
  const grouped = cursor.take('...');
  const condition = cursor.takeWord('if') ? parseExpression(cursor) : undefined;
  cursor.expect(end);
  return {
    kind: 'for',
    keyName: names.length > 1 ? names[0] : undefined,
    valueName: names.at(-1) ?? '',
    collection,
    key: hasKey ? first : undefined,
    value,
    condition,
    grouped,
  };
}
