import type { Scope } from '../expression/evaluate';
import {
  ExpressionError,
  isList,
  isObject,
  Unknown,
  type Value,
  type ValueObject,
} from '../expression/value';
import { blocksOf, objectMember, textMember } from '../json';
import { evaluateValue } from './evaluate-value';

/**
 * The blocks of a name that a `dynamic` makes.
 *
 * https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 *
 * @param body The resource's.
 * @returns `undefined` when no `dynamic` makes any.
 * @throws ExpressionError
 */
export function dynamicBlocks(body: ValueObject, name: string, scope: Scope): Value | undefined {
  const generators = blocksOf(body['dynamic']).flatMap((group) => [...blocksOf(group[name])]);
  if (generators.length === 0) return undefined;
  const made: Value[] = [];
  for (const generator of generators) {
    const each = evaluateValue(generator['for_each'] ?? [], scope);
    if (each instanceof Unknown) return each;
    const iterator = textMember(generator, 'iterator') ?? name;
    const content = blocksOf(generator['content'])[0] ?? objectMember(generator, 'content');
    if (content['dynamic'] !== undefined) {
      throw new ExpressionError('a dynamic block in a dynamic block is not read: write the blocks');
    }
    for (const [key, value] of entriesOf(each)) {
      made.push(
        evaluateValue(content, {
          variable: (of) => (of === iterator ? { key, value } : scope.variable(of)),
        }),
      );
    }
  }
  return made;
}

/** Of a set, an item is its own key. */
function entriesOf(each: Value): (readonly [Value, Value])[] {
  if (isObject(each)) return Object.entries(each);
  return isList(each) ? each.map((item) => [item, item] as const) : [];
}
