import { calculate, compareNumbers, isNumber, type ArithmeticOperator } from '../json/java-numbers';
import { javaText } from '../json/json-value';
import { javaEquals } from './java-equality';
import type { BinaryOperator } from './syntax';

/** Every operator but `&&` and `||`, which look at their right side only when they must. */
export type EagerOperator = Exclude<BinaryOperator, '&&' | '||'>;

/** Velocity's operators; `null` where Velocity only logs an error (a division by zero, text times text). */
export function applyOperator(operator: EagerOperator, left: unknown, right: unknown): unknown {
  switch (operator) {
    case '==':
      return looselyEqual(left, right);
    case '!=':
      return !looselyEqual(left, right);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return inOrder(operator, left, right);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(operator, left, right);
  }
}

/** A plus joins as soon as one side is text. */
function arithmetic(operator: ArithmeticOperator, left: unknown, right: unknown): unknown {
  if (isNumber(left) && isNumber(right)) return calculate(operator, left, right) ?? null;
  const joins = operator === '+' && (typeof left === 'string' || typeof right === 'string');
  return joins ? javaText(left) + javaText(right) : null;
}

function inOrder(operator: '<' | '>' | '<=' | '>=', left: unknown, right: unknown): boolean {
  if (!isNumber(left) || !isNumber(right)) return false;
  const order = compareNumbers(left, right);
  switch (operator) {
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
  }
}

/** Values of different classes are equal when they print alike: `1 == "1"`. */
function looselyEqual(left: unknown, right: unknown): boolean {
  if (javaEquals(left, right)) return true;
  if (left === null || right === null || javaClass(left) === javaClass(right)) return false;
  return javaText(left) === javaText(right);
}

function javaClass(value: unknown): string {
  if (isNumber(value)) return 'number';
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}

/** Only `false` and `null` fail a condition. A reference to nothing is `''` on AWS, and passes. */
export function isTruthy(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false;
}
