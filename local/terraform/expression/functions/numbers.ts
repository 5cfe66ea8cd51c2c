import { ExpressionError, toNumber, toText, type Value } from '../value';
import { argument, textArgument, type TerraformFunction } from './function';

/** Numbers. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  signum: ofNumber(Math.sign),
  log: (args) => Math.log(number(args, 0)) / Math.log(number(args, 1)),
  pow: (args) => number(args, 0) ** number(args, 1),
  max: (args) => Math.max(...some(args)),
  min: (args) => Math.min(...some(args)),
  parseint: (args) => parseInteger(textArgument(args, 0), number(args, 1)),
};

function number(args: readonly Value[], index: number): number {
  return toNumber(argument(args, index));
}

function ofNumber(compute: (value: number) => number): TerraformFunction {
  return (args) => compute(number(args, 0));
}

function some(args: readonly Value[]): number[] {
  if (args.length === 0) throw new ExpressionError('it takes at least one number');
  return args.map(toNumber);
}

function parseInteger(digits: string, base: number): number {
  const parsed = Number.parseInt(digits, base);
  if (parsed.toString(base) !== digits.toLowerCase().replace(/^(-?)0+(?=.)/, '$1')) {
    throw new ExpressionError(`${toText(digits)} is no number of base ${base}`);
  }
  return parsed;
}
