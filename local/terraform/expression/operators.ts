/** Terraform's operators: https://developer.hashicorp.com/terraform/language/expressions/operators */
import type { BinaryOperator } from './syntax';
import {
  ExpressionError,
  findUnknown,
  isEqual,
  toBoolean,
  toNumber,
  Unknown,
  type Value,
} from './value';

type Arithmetic = Exclude<BinaryOperator, '||' | '&&' | '==' | '!='>;

const ARITHMETIC: Readonly<Record<Arithmetic, (left: number, right: number) => Value>> = {
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / notZero(right),
  '%': (left, right) => left % notZero(right),
};

/**
 * Applies an operator; the right side of `&&` and `||` is asked for only when it decides.
 *
 * @throws ExpressionError when an operand is not what the operator takes.
 */
export function binary(operator: BinaryOperator, leftOf: () => Value, rightOf: () => Value): Value {
  const left = leftOf();
  if (left instanceof Unknown) return left;
  if (operator === '&&' || operator === '||') {
    if (toBoolean(left) === (operator === '||')) return toBoolean(left);
    const right = rightOf();
    return right instanceof Unknown ? right : toBoolean(right);
  }
  const right = rightOf();
  const unknown = findUnknown([left, right]);
  if (unknown !== undefined) return unknown;
  if (operator === '==') return isEqual(left, right);
  if (operator === '!=') return !isEqual(left, right);
  return ARITHMETIC[operator](toNumber(left), toNumber(right));
}

function notZero(value: number): number {
  if (value === 0) throw new ExpressionError('a division by zero');
  return value;
}
