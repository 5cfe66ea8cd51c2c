import {
  ExpressionError,
  isEqual,
  isList,
  isObject,
  toBoolean,
  toList,
  toNumber,
  toObject,
  toText,
  type Value,
} from '../value';
import { argument, type TerraformFunction } from './function';

/** From one type to another; null stays null, as in Terraform. */
export const CONVERSION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  tostring: nullOr(toText),
  tonumber: nullOr(toNumber),
  tobool: nullOr(toBoolean),
  tolist: nullOr(toList),
  toset: nullOr((value) => distinct(toList(value)).toSorted(byText)),
  tomap: nullOr(toObject),
  type: (args) => typeName(argument(args, 0)),
  sensitive: (args) => argument(args, 0),
  nonsensitive: (args) => argument(args, 0),
  coalesce: (args) => {
    const found = args.find((value) => value !== null && value !== '');
    if (found === undefined) throw new ExpressionError('every argument is null or empty');
    return found;
  },
};

/** The values without repetition, the first of each kept. */
export function distinct(values: readonly Value[]): Value[] {
  return values.filter(
    (value, index) => values.findIndex((other) => isEqual(other, value)) === index,
  );
}

function nullOr(convert: (value: Value) => Value): TerraformFunction {
  return (args) => {
    const value = argument(args, 0);
    return value === null ? null : convert(value);
  };
}

/** A set of texts has their order; of anything else, none that matters here. */
function byText(a: Value, b: Value): number {
  return typeof a === 'string' && typeof b === 'string' && a !== b ? (a < b ? -1 : 1) : 0;
}

function typeName(value: Value): string {
  if (isList(value)) return 'list';
  if (isObject(value)) return 'object';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
