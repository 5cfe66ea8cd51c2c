import { Decimal } from './json-value';

/** A Java number: whole ones as `number` while they are exact and `bigint` beyond, others as {@link Decimal}. */
export type JavaNumber = number | bigint | Decimal;

export function isNumber(value: unknown): value is JavaNumber {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal;
}

/** Negative, zero or positive. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  if (left instanceof Decimal || right instanceof Decimal) {
    return Math.sign(toDouble(left) - toDouble(right));
  }
  return left < right ? -1 : Number(left > right);
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** As Java does: whole numbers stay whole (5 / 2 is 2). `undefined`: divided by zero. */
export function calculate(
  operator: ArithmeticOperator,
  left: JavaNumber,
  right: JavaNumber,
): JavaNumber | undefined {
  if (left instanceof Decimal || right instanceof Decimal) {
    return calculateDouble(operator, toDouble(left), toDouble(right));
  }
  return calculateWhole(operator, BigInt(left), BigInt(right));
}

function calculateWhole(
  operator: ArithmeticOperator,
  left: bigint,
  right: bigint,
): JavaNumber | undefined {
  switch (operator) {
    case '+':
      return narrow(left + right);
    case '-':
      return narrow(left - right);
    case '*':
      return narrow(left * right);
    case '/':
      return right === 0n ? undefined : narrow(left / right);
    case '%':
      return right === 0n ? undefined : narrow(left % right);
  }
}

function calculateDouble(
  operator: ArithmeticOperator,
  left: number,
  right: number,
): Decimal | undefined {
  switch (operator) {
    case '+':
      return Decimal.of(left + right);
    case '-':
      return Decimal.of(left - right);
    case '*':
      return Decimal.of(left * right);
    case '/':
      return right === 0 ? undefined : Decimal.of(left / right);
    case '%':
      return right === 0 ? undefined : Decimal.of(left % right);
  }
}

/** Far beyond any use: keeps a loop that squares a number from running for minutes. */
const LARGEST = 1n << 16_384n;

function narrow(value: bigint): JavaNumber {
  if (value > LARGEST || value < -LARGEST) throw new RangeError('a number grew beyond 16384 bits');
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

export function toDouble(value: JavaNumber): number {
  return value instanceof Decimal ? value.value : Number(value);
}

/** Whole part, as `intValue()` cuts it. */
export function toInteger(value: JavaNumber): number {
  return Math.trunc(toDouble(value));
}
