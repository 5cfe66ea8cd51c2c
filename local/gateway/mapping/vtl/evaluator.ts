import { compareNumbers, isNumber, toInteger } from '../json/java-numbers';
import { JavaList, JavaMap, javaText } from '../json/json-value';
import { TemplateError } from '../template-error';
import { callMethod, readIndex, readProperty, writeIndex } from './members';
import { applyOperator, isTruthy } from './operators';
import type { Accessor, BinaryExpression, Expression, Reference, Statement } from './syntax';

/** The body of a `#define`: rendered anew at each reference to it. */
export class DefinedBlock {
  readonly body: readonly Statement[];

  constructor(body: readonly Statement[]) {
    this.body = body;
  }
}

/** More elements than this a range does not make: API Gateway's loops end after 1000 of them anyway. */
const LONGEST_RANGE = 100_000;

/** The values of a template's expressions, in one rendering. */
export class Evaluator {
  readonly #variables: Map<string, unknown>;
  readonly #render: (statements: readonly Statement[]) => string;

  /** @param render writes statements into a text of their own. */
  constructor(
    variables: Map<string, unknown>,
    render: (statements: readonly Statement[]) => string,
  ) {
    this.#variables = variables;
    this.#render = render;
  }

  evaluate(expression: Expression): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'interpolation':
        return this.#render(expression.body);
      case 'reference':
        return this.reference(expression.reference);
      case 'list':
        return new JavaList(expression.items.map((item) => this.evaluate(item)));
      case 'map':
        return this.#map(expression.members);
      case 'range':
        return this.#range(this.evaluate(expression.from), this.evaluate(expression.to));
      case 'not':
        return !isTruthy(this.evaluate(expression.operand));
      case 'binary':
        return this.#binary(expression);
    }
  }

  /** What a reference stands for. Whatever leads nowhere is the empty text on AWS, and stays so further on. */
  reference(reference: Reference): unknown {
    let value = this.#variables.get(reference.name) ?? '';
    for (const accessor of reference.accessors) value = this.#follow(value, accessor) ?? '';
    return value;
  }

  /** The text a reference prints. */
  print(reference: Reference): string {
    const value = this.reference(reference);
    return value instanceof DefinedBlock ? this.#render(value.body) : javaText(value);
  }

  /** `#set`: with nothing on the right it leaves the variable as it was. */
  assign(target: Reference, value: unknown): void {
    if (value === null) return;
    const last = target.accessors.at(-1);
    if (last === undefined) {
      this.#variables.set(target.name, value);
      return;
    }
    const owner = this.reference({ ...target, accessors: target.accessors.slice(0, -1) });
    switch (last.kind) {
      case 'property':
        if (owner instanceof JavaMap) owner.put(last.name, value);
        return;
      case 'index':
        writeIndex(owner, this.evaluate(last.index), value);
        return;
      case 'method':
        throw new TemplateError(`#set cannot assign to ${target.source}: it is a call.`);
    }
  }

  #follow(target: unknown, accessor: Accessor): unknown {
    switch (accessor.kind) {
      case 'property':
        return readProperty(target, accessor.name);
      case 'index':
        return readIndex(target, this.evaluate(accessor.index));
      case 'method': {
        const args = accessor.args.map((arg) => this.#argument(arg));
        return callMethod(target, accessor.name, args);
      }
    }
  }

  #argument(expression: Expression): unknown {
    const value = this.evaluate(expression);
    return value instanceof DefinedBlock ? this.#render(value.body) : value;
  }

  #map(members: readonly (readonly [Expression, Expression])[]): JavaMap {
    return new JavaMap(
      members.map(([key, value]) => [javaText(this.evaluate(key)), this.evaluate(value)]),
    );
  }

  #range(from: unknown, to: unknown): JavaList | null {
    if (!isNumber(from) || !isNumber(to)) return null;
    const start = toInteger(from);
    const length = Math.abs(toInteger(to) - start) + 1;
    if (length > LONGEST_RANGE)
      throw new TemplateError(`A range of ${length} numbers is too long.`);
    const step = compareNumbers(from, to) <= 0 ? 1 : -1;
    return new JavaList(Array.from({ length }, (_, index) => start + index * step));
  }

  #binary(expression: BinaryExpression): unknown {
    const left = this.evaluate(expression.left);
    if (expression.operator === '&&')
      return isTruthy(left) && isTruthy(this.evaluate(expression.right));
    if (expression.operator === '||')
      return isTruthy(left) || isTruthy(this.evaluate(expression.right));
    return applyOperator(expression.operator, left, this.evaluate(expression.right));
  }
}
