import { compareNumbers, isNumber } from '../json/java-numbers';
import { JavaList, JavaMap } from '../json/json-value';

/** `Object.equals`, except that two numbers are equal by value. */
export function javaEquals(left: unknown, right: unknown): boolean {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (left instanceof JavaList && right instanceof JavaList) {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, index) => javaEquals(item, right.items[index]))
    );
  }
  if (left instanceof JavaMap && right instanceof JavaMap) {
    return (
      left.entries.size === right.entries.size &&
      [...left.entries].every(
        ([key, value]) => right.entries.has(key) && javaEquals(value, right.get(key)),
      )
    );
  }
  return (left ?? null) === (right ?? null);
}
