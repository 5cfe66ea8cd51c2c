import { JavaList, JavaMap } from '../json/json-value';
import { TemplateError } from '../template-error';
import { DefinedBlock, Evaluator } from './evaluator';
import { HostObject } from './members';
import { isTruthy } from './operators';
import type { ForeachStatement, Statement } from './syntax';

/** How far a statement lets the rendering go on. */
type Outcome = 'next' | 'break' | 'stop';

/** API Gateway's quota: a `#foreach` ends after so many turns. */
const MAX_TURNS = 1000;
/** Statements of one rendering; loops in loops and blocks that define each other end here. */
const MAX_STEPS = 1_000_000;
/** Characters; more than the largest payload. */
const MAX_OUTPUT = 12 * 1024 * 1024;
/** References to `#define`d blocks inside one another, and strings inside strings. */
const MAX_DEPTH = 100;

/**
 * Renders parsed VTL.
 *
 * @param variables the references a template starts with, without their `$`; changed by `#set`.
 * @throws TemplateError
 */
export function interpret(
  statements: readonly Statement[],
  variables: Map<string, unknown>,
): string {
  try {
    return new Interpreter(variables).run(statements);
  } catch (error) {
    // The stack or a text's length ran out: a list that holds itself, a string doubled over and over.
    if (error instanceof RangeError)
      throw new TemplateError(`Too large: ${error.message}.`, { cause: error });
    throw error;
  }
}

class Interpreter {
  readonly #variables: Map<string, unknown>;
  readonly #evaluator: Evaluator;
  #output = '';
  #steps = 0;
  #depth = 0;
  #stopped = false;

  constructor(variables: Map<string, unknown>) {
    this.#variables = variables;
    this.#evaluator = new Evaluator(variables, (statements) => this.#capture(statements));
  }

  run(statements: readonly Statement[]): string {
    this.#block(statements);
    return this.#output;
  }

  #capture(statements: readonly Statement[]): string {
    const before = this.#output;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new TemplateError('A #define refers to itself.');
    this.#output = '';
    this.#block(statements);
    const captured = this.#output;
    this.#output = before;
    this.#depth -= 1;
    return captured;
  }

  #block(statements: readonly Statement[]): Outcome {
    for (const statement of statements) {
      const outcome = this.#statement(statement);
      if (outcome !== 'next') return outcome;
      if (this.#stopped) return 'stop';
    }
    return 'next';
  }

  #statement(statement: Statement): Outcome {
    this.#count();
    switch (statement.kind) {
      case 'text':
        return this.#write(statement.text);
      case 'reference':
        return this.#write(this.#evaluator.print(statement.reference));
      case 'set':
        this.#evaluator.assign(statement.target, this.#evaluator.evaluate(statement.value));
        return 'next';
      case 'if': {
        const branch = statement.branches.find(({ condition }) =>
          isTruthy(this.#evaluator.evaluate(condition)),
        );
        return this.#block(branch?.body ?? statement.otherwise);
      }
      case 'foreach':
        return this.#foreach(statement);
      case 'define':
        this.#variables.set(statement.name, new DefinedBlock(statement.body));
        return 'next';
      case 'break':
        return 'break';
      case 'stop':
        this.#stopped = true;
        return 'stop';
    }
  }

  #write(text: string): Outcome {
    this.#output += text;
    if (this.#output.length > MAX_OUTPUT)
      throw new TemplateError('The template writes more than a payload may hold.');
    return 'next';
  }

  #count(): void {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS)
      throw new TemplateError(`The template runs for more than ${MAX_STEPS} steps.`);
  }

  #foreach(statement: ForeachStatement): Outcome {
    const items = elementsOf(this.#evaluator.evaluate(statement.source)).slice(0, MAX_TURNS);
    const names = [statement.variable, 'foreach', 'velocityCount', 'velocityHasNext'];
    const outside = names.map((name) => [name, this.#variables.get(name)] as const);
    const parent = this.#variables.get('foreach') ?? null;
    let outcome: Outcome = 'next';
    for (const [index, item] of items.entries()) {
      const loop = new Loop(index, items.length, parent);
      this.#variables.set(statement.variable, item ?? '');
      this.#variables.set('foreach', loop);
      this.#variables.set('velocityCount', loop.count);
      this.#variables.set('velocityHasNext', loop.hasNext);
      outcome = this.#block(statement.body);
      if (outcome !== 'next') break;
    }
    for (const [name, value] of outside) {
      if (value === undefined) this.#variables.delete(name);
      else this.#variables.set(name, value);
    }
    return outcome === 'stop' ? 'stop' : 'next';
  }
}

/** A map is walked by its values; what has no elements is walked not at all. */
function elementsOf(source: unknown): readonly unknown[] {
  if (source instanceof JavaList) return source.items;
  return source instanceof JavaMap ? [...source.entries.values()] : [];
}

/** `$foreach`. */
class Loop extends HostObject {
  readonly count: number;
  readonly hasNext: boolean;
  readonly #parent: unknown;

  constructor(index: number, length: number, parent: unknown) {
    super();
    this.count = index + 1;
    this.hasNext = this.count < length;
    this.#parent = parent;
  }

  override property(name: string): unknown {
    switch (name) {
      case 'index':
        return this.count - 1;
      case 'count':
        return this.count;
      case 'first':
        return this.count === 1;
      case 'last':
        return !this.hasNext;
      case 'hasNext':
        return this.hasNext;
      case 'parent':
        return this.#parent;
      default:
        return null;
    }
  }

  override call(name: string): unknown {
    const getter = /^(?:get|is)([A-Z])(.*)$/.exec(name);
    if (getter) return this.property(`${(getter[1] ?? '').toLowerCase()}${getter[2] ?? ''}`);
    return this.property(name);
  }
}
