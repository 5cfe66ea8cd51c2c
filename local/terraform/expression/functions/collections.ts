import {
  ExpressionError,
  isEqual,
  isList,
  isObject,
  sortedEntries,
  toList,
  toNumber,
  toObject,
  toText,
  type Value,
  type ValueObject,
} from '../value';
import { distinct } from './conversions';
import { argument, characters, textArgument, type TerraformFunction } from './function';

/** Lists and maps. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  length: (args) => lengthOf(argument(args, 0)),
  concat: (args) => args.flatMap((list) => [...toList(list)]),
  merge: (args) => merge(args),
  lookup: (args) => lookup(toObject(argument(args, 0)), textArgument(args, 1), args[2]),
  element: (args) => element(list(args), toNumber(argument(args, 1))),
  index: (args) => indexOf(list(args), argument(args, 1)),
  keys: (args) => sortedEntries(map(args)).map(([name]) => name),
  values: (args) => sortedEntries(map(args)).map(([, value]) => value),
  flatten: (args) => flatten(list(args)),
  distinct: (args) => distinct(list(args)),
  contains: (args) => list(args).some((item) => isEqual(item, argument(args, 1))),
  compact: (args) => list(args).filter((item) => item !== null && item !== ''),
  reverse: (args) => list(args).toReversed(),
  sort: (args) => list(args).map(toText).toSorted(),
  slice: (args) => list(args).slice(toNumber(argument(args, 1)), toNumber(argument(args, 2))),
  one: (args) => one(list(args)),
  zipmap: (args) => zipMap(list(args).map(toText), toList(argument(args, 1))),
  coalescelist: (args) => firstFilled(args.map(toList)),
  range: (args) => range(args.map(toNumber)),
  sum: (args) =>
    list(args)
      .map(toNumber)
      .reduce((total, item) => total + item, 0),
  alltrue: (args) => list(args).every((item) => isEqual(item, true) || isEqual(item, 'true')),
  anytrue: (args) => list(args).some((item) => isEqual(item, true) || isEqual(item, 'true')),
};

function list(args: readonly Value[]): readonly Value[] {
  return toList(argument(args, 0));
}

function map(args: readonly Value[]): ValueObject {
  return toObject(argument(args, 0));
}

/** The later map wins; null is no map, and passed over. */
function merge(maps: readonly Value[]): Value {
  return Object.fromEntries(
    maps.flatMap((from) => (from === null ? [] : Object.entries(toObject(from)))),
  );
}

function lengthOf(value: Value): number {
  if (isList(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  return characters(toText(value)).length;
}

function lookup(from: ValueObject, name: string, otherwise: Value | undefined): Value {
  const found = Object.hasOwn(from, name) ? from[name] : otherwise;
  if (found === undefined) throw new ExpressionError(`no member "${name}", and no default`);
  return found;
}

/** Goes round: the item after the last is the first. */
function element(items: readonly Value[], index: number): Value {
  if (index < 0) throw new ExpressionError('a negative index');
  const found = items[index % items.length];
  if (found === undefined) throw new ExpressionError('an empty list has no element');
  return found;
}

function indexOf(items: readonly Value[], wanted: Value): number {
  const found = items.findIndex((item) => isEqual(item, wanted));
  if (found < 0) throw new ExpressionError('the list has no such item');
  return found;
}

function flatten(items: readonly Value[]): Value[] {
  return items.flatMap((item) => (isList(item) ? flatten(item) : [item]));
}

function one(items: readonly Value[]): Value {
  if (items.length > 1) throw new ExpressionError(`a list of ${items.length} where one is needed`);
  return items[0] ?? null;
}

function zipMap(names: readonly string[], values: readonly Value[]): Value {
  if (names.length !== values.length)
    throw new ExpressionError('as many values as keys are needed');
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
}

function firstFilled(lists: readonly (readonly Value[])[]): Value {
  const found = lists.find((items) => items.length > 0);
  if (found === undefined) throw new ExpressionError('every list is empty');
  return found;
}

/** `range(max)`, `range(start, limit)`, `range(start, limit, step)`. */
function range(bounds: readonly number[]): Value {
  const [first = 0, second, step = 1] = bounds;
  const [start, limit] = second === undefined ? [0, first] : [first, second];
  const size = Math.max(0, Math.ceil((limit - start) / step));
  if (!(size <= 1024)) throw new ExpressionError('over 1024 numbers, which Terraform refuses');
  return Array.from({ length: size }, (_, index) => start + index * step);
}
