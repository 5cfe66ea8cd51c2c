import { isEqual, toList, type Value } from '../value';
import { distinct } from './conversions';
import { argument, type TerraformFunction } from './function';

/** Sets, which are lists without repetition here. */
export const SET_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  setunion: (args) => distinct(args.flatMap((set) => [...toList(set)])),
  setintersection: (args) =>
    distinct(toList(argument(args, 0))).filter((item) =>
      args.every((set) => has(toList(set), item)),
    ),
  setsubtract: (args) =>
    distinct(toList(argument(args, 0))).filter((item) => !has(toList(argument(args, 1)), item)),
};

function has(set: readonly Value[], item: Value): boolean {
  return set.some((other) => isEqual(other, item));
}
