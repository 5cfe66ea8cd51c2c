import { TemplateError } from '../template-error';
import { TextCursor } from '../text-cursor';
import { ExpressionParser } from './expression-parser';
import type { Branch, Expression, Statement } from './syntax';

const TEXT = /[^$#\\]+/y;
const BACKSLASHES = /\\+/y;
const LINE_COMMENT = /##[^\r\n]*(?:\r\n|\r|\n)?/y;
const BLOCK_COMMENT = /#\*[^]*?\*#/y;
const VERBATIM = /#\[\[([^]*?)\]\]#/y;
const DIRECTIVE = /#(?:\{([A-Za-z_]\w*)\}|([A-Za-z_@][\w@]*))/y;
const OPENING = /[ \t\r\n]*\(/y;
const SET_OPENING = /[ \t]*\(/y;
const REST_OF_LINE = /[ \t]*(?:\r\n|\r|\n)/y;
const LOOP_HEAD = /[ \t\r\n]*\$!?(\{?)([A-Za-z_][\w-]*)(\}?)[ \t\r\n]+in[ \t\r\n]/y;
const NAME_ARGUMENT = /[ \t\r\n]*\$!?\{?([A-Za-z_][\w-]*)\}?[ \t\r\n]*\)/y;
const WORD_ARGUMENT = /[ \t\r\n]*,?[ \t\r\n]*[A-Za-z_@][\w@]*/y;

/** What ends a block. */
type Terminator = 'end' | 'else' | 'elseif';
const TERMINATORS: readonly string[] = ['end', 'else', 'elseif'] satisfies Terminator[];

/** The directives AWS knows; `#evaluate` is plain text there, and `#parse` and `#include` find nothing and fail. */
const DIRECTIVES: readonly string[] = [
  ...TERMINATORS,
  'if',
  'set',
  'foreach',
  'define',
  'macro',
  'parse',
  'include',
  'stop',
  'break',
];

/** Blocks in blocks deeper than this are refused. */
const MAX_DEPTH = 100;

/**
 * Parses VTL as the Velocity 1.7 of API Gateway does: what white space a directive swallows, when a `$` or `#` is
 * plain text, and how backslashes escape follow its grammar.
 *
 * @throws TemplateError
 */
export function parseTemplate(text: string): readonly Statement[] {
  return new TemplateParser(text).parse();
}

class TemplateParser {
  readonly #cursor: TextCursor;
  readonly #expressions: ExpressionParser;
  readonly #inString: boolean;
  #depth: number;

  /** @param depth how many strings and blocks this text stands in; 0 for the template itself. */
  constructor(text: string, depth = 0) {
    this.#cursor = new TextCursor(text);
    this.#inString = depth > 0;
    this.#depth = depth;
    this.#expressions = new ExpressionParser(this.#cursor, (inner) =>
      new TemplateParser(inner, this.#deeper()).parse(),
    );
  }

  parse(): readonly Statement[] {
    const { body, terminator } = this.#block();
    if (terminator !== undefined) throw this.#error(`#${terminator} without its #if or #foreach`);
    return body;
  }

  #deeper(): number {
    if (this.#depth >= MAX_DEPTH) throw this.#error(`nested deeper than ${MAX_DEPTH} levels`);
    return this.#depth + 1;
  }

  #block(): { body: Statement[]; terminator: Terminator | undefined } {
    const body: Statement[] = [];
    while (!this.#cursor.atEnd) {
      const text = this.#cursor.match(TEXT)?.[0];
      if (text !== undefined) body.push({ kind: 'text', text });
      const slashes = this.#cursor.match(BACKSLASHES)?.[0].length ?? 0;
      switch (this.#cursor.current) {
        case '$':
          body.push(...this.#dollar(slashes));
          break;
        case '#': {
          const terminator = this.#hash(slashes, body);
          if (terminator !== undefined) return { body, terminator };
          break;
        }
        default:
          body.push(...plain('\\'.repeat(slashes)));
      }
    }
    return { body, terminator: undefined };
  }

  /** A block that must be closed, and by what it was. */
  #closedBlock(name: string): { body: Statement[]; terminator: Terminator } {
    const opened = this.#cursor.where();
    const depth = this.#depth;
    this.#depth = this.#deeper();
    const { body, terminator } = this.#block();
    this.#depth = depth;
    if (terminator === undefined)
      throw new TemplateError(`${opened}: the #${name} before has no #end.`);
    return { body, terminator };
  }

  /** Each two backslashes before a reference print one; an odd one more prints the reference as written. */
  #dollar(slashes: number): Statement[] {
    const reference = this.#expressions.reference();
    if (reference === undefined) {
      return plain('\\'.repeat(slashes) + this.#lone('$'));
    }
    const printed = plain('\\'.repeat(Math.floor(slashes / 2)));
    if (slashes % 2 === 1) return [...printed, ...plain(reference.source)];
    return [...printed, { kind: 'reference', reference }];
  }

  #hash(slashes: number, body: Statement[]): Terminator | undefined {
    if (slashes === 0 && this.#comment(body)) return undefined;
    const start = this.#cursor.position;
    const found = this.#cursor.match(DIRECTIVE);
    const name = found?.[1] ?? found?.[2];
    if (found === undefined || name === undefined || !DIRECTIVES.includes(name)) {
      body.push(...plain('\\'.repeat(slashes) + this.#unknown(start, name)));
      return undefined;
    }
    if (slashes > 0) body.push(...plain('\\'.repeat(Math.floor(slashes / 2))));
    if (slashes % 2 === 1) {
      body.push(...plain(found[0]));
      return undefined;
    }
    return this.#directive(name, start, body);
  }

  #comment(body: Statement[]): boolean {
    if (this.#cursor.match(LINE_COMMENT)) return true;
    if (this.#cursor.text.startsWith('#*', this.#cursor.position)) {
      if (!this.#cursor.match(BLOCK_COMMENT)) throw this.#error('the comment #* has no *#');
      return true;
    }
    const verbatim = this.#cursor.match(VERBATIM)?.[1];
    if (verbatim === undefined) return false;
    body.push(...plain(verbatim));
    return true;
  }

  /** `#name`, with its arguments as written when it has some: a call of a macro, which AWS does not run. */
  #unknown(start: number, name: string | undefined): string {
    if (name === undefined) return this.#lone('#');
    const end = this.#cursor.position;
    if (this.#cursor.match(OPENING) && !this.#skipArguments()) this.#cursor.position = end;
    return this.#cursor.text.slice(start, this.#cursor.position);
  }

  /** A `$` or `#` that begins nothing. As the very last character it is beyond Velocity's lexer: AWS answers 500. */
  #lone(symbol: '$' | '#'): string {
    this.#cursor.skip(symbol);
    if (this.#cursor.atEnd && !this.#inString)
      throw this.#error(`the template must not end with "${symbol}"`);
    return symbol;
  }

  /** Over the arguments of an unknown directive; `false`: they are none, and what follows is text. */
  #skipArguments(): boolean {
    try {
      while (!this.#cursor.match(/[ \t\r\n]*\)/y)) {
        if (this.#cursor.match(WORD_ARGUMENT)) continue;
        this.#cursor.match(/[ \t\r\n]*,/y);
        this.#expressions.argument();
      }
      return true;
    } catch (error) {
      if (error instanceof TemplateError) return false;
      throw error;
    }
  }

  #directive(name: string, start: number, body: Statement[]): Terminator | undefined {
    switch (name) {
      case 'set':
        this.#set(start, body);
        return undefined;
      case 'if':
        body.push(this.#if());
        return undefined;
      case 'foreach':
      case 'define':
      case 'macro':
        body.push(...this.#blockDirective(name, start));
        return undefined;
      case 'stop':
      case 'break':
        body.push({ kind: name });
        return undefined;
      case 'parse':
      case 'include':
        throw this.#error(`#${name} has nothing to read in API Gateway`);
      case 'else':
      case 'end':
        this.#cursor.match(REST_OF_LINE);
        return name;
      default:
        return 'elseif';
    }
  }

  #set(start: number, body: Statement[]): void {
    if (!this.#cursor.match(SET_OPENING)) {
      body.push(...plain(this.#cursor.text.slice(start, this.#cursor.position)));
      return;
    }
    // #set also swallows the blanks before it, unless they belong to text that began earlier.
    const last = body.at(-1);
    if (last?.kind === 'text' && /^[ \t]+$/.test(last.text)) body.pop();
    this.#expressions.skipWhitespace();
    const target = this.#expressions.reference();
    if (target === undefined) throw this.#error('#set needs a reference to set');
    this.#expressions.expect('=');
    const value = this.#expressions.expression();
    this.#close();
    body.push({ kind: 'set', target, value });
  }

  #if(): Statement {
    const branches: Branch[] = [];
    let otherwise: readonly Statement[] = [];
    let terminator: Terminator = 'elseif';
    while (terminator === 'elseif') {
      const condition = this.#condition();
      const block = this.#closedBlock('if');
      branches.push({ condition, body: block.body });
      terminator = block.terminator;
    }
    if (terminator === 'else') {
      const block = this.#closedBlock('else');
      if (block.terminator !== 'end') throw this.#error(`#${block.terminator} after #else`);
      otherwise = block.body;
    }
    return { kind: 'if', branches, otherwise };
  }

  #condition(): Expression {
    if (!this.#cursor.match(OPENING))
      throw this.#error('#if and #elseif need a condition in parentheses');
    const condition = this.#expressions.expression();
    this.#close();
    return condition;
  }

  #blockDirective(name: 'foreach' | 'define' | 'macro', start: number): Statement[] {
    if (!this.#cursor.match(OPENING))
      return plain(this.#cursor.text.slice(start, this.#cursor.position));
    switch (name) {
      case 'foreach':
        return [this.#foreach()];
      case 'define':
        return [this.#define()];
      case 'macro':
        // AWS reads a macro and forgets it: its calls print as they are written.
        if (!this.#skipArguments()) throw this.#error('#macro needs a name and references');
        this.#cursor.match(REST_OF_LINE);
        this.#body(name);
        return [];
    }
  }

  #foreach(): Statement {
    const head = this.#cursor.match(LOOP_HEAD);
    if (head === undefined) throw this.#error('#foreach needs "$item in $items"');
    const source = this.#expressions.argument();
    this.#close();
    return { kind: 'foreach', variable: head[2] ?? '', source, body: this.#body('foreach') };
  }

  #define(): Statement {
    const name = this.#cursor.match(NAME_ARGUMENT)?.[1];
    if (name === undefined) throw this.#error('#define needs a reference');
    this.#cursor.match(REST_OF_LINE);
    return { kind: 'define', name, body: this.#body('define') };
  }

  #body(name: string): readonly Statement[] {
    const { body, terminator } = this.#closedBlock(name);
    if (terminator !== 'end') throw this.#error(`#${terminator} in a #${name}`);
    return body;
  }

  /** The closing parenthesis of a directive takes the rest of its line along. */
  #close(): void {
    this.#expressions.expect(')');
    this.#cursor.match(REST_OF_LINE);
  }

  #error(message: string): TemplateError {
    return new TemplateError(`${this.#cursor.where()}: ${message}.`);
  }
}

function plain(text: string): Statement[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}
