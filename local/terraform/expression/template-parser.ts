/**
 * Templates: text with `${...}` and `%{...}` in it.
 *
 * https://developer.hashicorp.com/terraform/language/expressions/strings
 */
import type { Cursor } from './cursor';
import type { Expression } from './syntax';
import { ExpressionError } from './value';

/** What a template needs of the expression parser, which needs templates itself. */
export type ParseExpression = (cursor: Cursor) => Expression;

interface TemplateSyntax {
  readonly parseExpression: ParseExpression;
  /** In `"..."`, where a backslash escapes and the quote ends the template. */
  readonly quoted: boolean;
}

type Directive =
  | { readonly word: 'if'; readonly condition: Expression }
  | { readonly word: 'for'; readonly names: readonly string[]; readonly collection: Expression }
  | { readonly word: 'else' | 'endif' | 'endfor' };

/** Goes to the end of the text, or to the closing quote. */
export function parseTemplate(cursor: Cursor, syntax: TemplateSyntax): Expression {
  const { template, directive } = parseSequence(cursor, syntax);
  if (directive !== undefined)
    throw new ExpressionError(`%{ ${directive.word} } without its start`);
  return template;
}

interface Sequence {
  readonly template: Expression;
  /** What ended it; `undefined`: the end. */
  readonly directive: Directive | undefined;
}

function parseSequence(cursor: Cursor, syntax: TemplateSyntax): Sequence {
  const parts: Expression[] = [];
  for (;;) {
    const text = parseText(cursor, syntax.quoted);
    if (text !== '') parts.push({ kind: 'literal', value: text });
    if (cursor.atEnd || (syntax.quoted && cursor.startsWith('"'))) {
      return { template: wrap(parts), directive: undefined };
    }
    const isDirective = cursor.startsWith('%{');
    cursor.position += 2;
    if (cursor.startsWith('~')) trimLast(cursor, parts);
    if (!isDirective) {
      parts.push(syntax.parseExpression(cursor));
      closeMarker(cursor);
      continue;
    }
    const directive = parseDirective(cursor, syntax);
    closeMarker(cursor);
    if (directive.word === 'if') parts.push(parseIf(cursor, syntax, directive.condition));
    else if (directive.word === 'for') parts.push(parseFor(cursor, syntax, directive));
    else return { template: wrap(parts), directive };
  }
}

function wrap(parts: readonly Expression[]): Expression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'template', parts };
}

/** `${~` takes the white space before it away. */
function trimLast(cursor: Cursor, parts: Expression[]): void {
  cursor.position += 1;
  const last = parts.at(-1);
  if (last?.kind !== 'literal' || typeof last.value !== 'string') return;
  parts[parts.length - 1] = { kind: 'literal', value: last.value.trimEnd() };
}

function closeMarker(cursor: Cursor): void {
  const trims = cursor.take('~');
  cursor.expect('}');
  if (!trims) return;
  while (/\s/.test(cursor.text.charAt(cursor.position))) cursor.position += 1;
}

function parseDirective(cursor: Cursor, { parseExpression }: TemplateSyntax): Directive {
  const word = cursor.identifier();
  if (word === 'if') return { word, condition: parseExpression(cursor) };
  if (word === 'else' || word === 'endif' || word === 'endfor') return { word };
  if (word !== 'for') throw cursor.error('if, else, endif, for or endfor');
  const names = parseNames(cursor);
  return { word, names, collection: parseExpression(cursor) };
}

/** `value in` or `key, value in`, of a `for`. */
export function parseNames(cursor: Cursor): string[] {
  const names: string[] = [];
  do {
    const name = cursor.identifier();
    if (name === undefined) throw cursor.error('a name');
    names.push(name);
  } while (cursor.take(','));
  if (!cursor.takeWord('in')) throw cursor.error('"in"');
  return names;
}

function parseIf(cursor: Cursor, syntax: TemplateSyntax, condition: Expression): Expression {
  const { template: then, directive } = parseSequence(cursor, syntax);
  const otherwise: Expression =
    directive?.word === 'else'
      ? parseUntil(cursor, syntax, 'endif')
      : { kind: 'literal', value: '' };
  if (directive?.word !== 'else' && directive?.word !== 'endif') throw cursor.error('%{ endif }');
  return { kind: 'template', parts: [{ kind: 'conditional', condition, then, otherwise }] };
}

function parseFor(
  cursor: Cursor,
  syntax: TemplateSyntax,
  { names, collection }: Extract<Directive, { word: 'for' }>,
): Expression {
  const value = parseUntil(cursor, syntax, 'endfor');
  const items: Expression = {
    kind: 'for',
    keyName: names.length > 1 ? names[0] : undefined,
    valueName: names.at(-1) ?? '',
    collection,
    key: undefined,
    value: { kind: 'template', parts: [value] },
    condition: undefined,
    grouped: false,
  };
  return {
    kind: 'call',
    name: 'join',
    args: [{ kind: 'literal', value: '' }, items],
    spread: false,
  };
}

function parseUntil(cursor: Cursor, syntax: TemplateSyntax, word: string): Expression {
  const { template, directive } = parseSequence(cursor, syntax);
  if (directive?.word !== word) throw cursor.error(`%{ ${word} }`);
  return template;
}

const PLAIN = /[^$%\\"]+/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
};

function parseText(cursor: Cursor, quoted: boolean): string {
  let text = '';
  while (!cursor.atEnd && !cursor.startsWith('${') && !cursor.startsWith('%{')) {
    if (quoted && cursor.startsWith('"')) break;
    text += parsePiece(cursor, quoted);
  }
  return text;
}

function parsePiece(cursor: Cursor, quoted: boolean): string {
  PLAIN.lastIndex = cursor.position;
  const plain = PLAIN.exec(cursor.text)?.[0];
  if (plain !== undefined) {
    cursor.position += plain.length;
    return plain;
  }
  // A doubled sign is how a template writes what would otherwise start an expression.
  if (cursor.startsWith('$${') || cursor.startsWith('%%{')) {
    cursor.position += 3;
    return cursor.text.slice(cursor.position - 2, cursor.position);
  }
  const character = cursor.text.charAt(cursor.position);
  cursor.position += 1;
  return quoted && character === '\\' ? parseEscape(cursor) : character;
}

function parseEscape(cursor: Cursor): string {
  const name = cursor.text.charAt(cursor.position);
  const digits = name === 'u' ? 4 : name === 'U' ? 8 : 0;
  cursor.position += 1 + digits;
  if (digits > 0) {
    const code = cursor.text.slice(cursor.position - digits, cursor.position);
    return String.fromCodePoint(Number.parseInt(code, 16));
  }
  const escaped = ESCAPES[name];
  if (escaped === undefined) throw new ExpressionError(`\\${name} is no escape in ${cursor.text}`);
  return escaped;
}
