import {
  compareNumbers,
  isNumber,
  toDouble,
  toInteger,
  type JavaNumber,
} from '../json/java-numbers';
import { Decimal, javaText } from '../json/json-value';
import { TemplateError } from '../template-error';
import { methodTable, type Arguments, type MethodTable } from './arguments';

/** `java.lang.Number`; `parseInt` and the like are static in Java, and callable on any number. */
export const NUMBER_METHODS: MethodTable<JavaNumber> = methodTable<JavaNumber>({
  intValue: (self) => toInteger(self),
  longValue: (self) => toInteger(self),
  doubleValue: (self) => Decimal.of(toDouble(self)),
  floatValue: (self) => Decimal.of(toDouble(self)),
  equals: (self, args) => sameNumber(self, args.value(0)),
  compareTo: (self, args) => {
    const other = args.value(0);
    return isNumber(other) ? compareNumbers(self, other) : null;
  },
  parseInt: (_, args) => parseInteger(args.text(0)),
  parseLong: (_, args) => parseInteger(args.text(0)),
  parseDouble: (_, args) => parseDouble(args.text(0)),
  valueOf: (self: JavaNumber, args: Arguments) =>
    self instanceof Decimal ? parseDouble(args.text(0)) : parseInteger(args.text(0)),
  max: (_, args) => Math.max(args.integer(0), args.integer(1)),
  min: (_, args) => Math.min(args.integer(0), args.integer(1)),
  abs: (_, args) => Math.abs(args.integer(0)),
});

/** An `Integer` never equals a `Double` in Java, even of the same value. */
function sameNumber(self: JavaNumber, other: unknown): boolean {
  if (!isNumber(other)) return false;
  return self instanceof Decimal === other instanceof Decimal && compareNumbers(self, other) === 0;
}

/** @throws TemplateError as Java's `NumberFormatException`. */
export function parseInteger(text: string): JavaNumber {
  if (!/^[+-]?\d+$/.test(text))
    throw new TemplateError(`${JSON.stringify(text)} is no whole number.`);
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text.replace(/^\+/, ''));
}

function parseDouble(text: string): Decimal {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)) {
    throw new TemplateError(`${JSON.stringify(text)} is no number.`);
  }
  return Decimal.of(Number(text));
}

/** `java.lang.Boolean`. */
export const BOOLEAN_METHODS: MethodTable<boolean> = methodTable<boolean>({
  booleanValue: (self) => self,
  equals: (self, args) => self === args.value(0),
  parseBoolean: (_, args) => javaText(args.value(0)).toLowerCase() === 'true',
});
