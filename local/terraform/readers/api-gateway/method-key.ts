import type { Arguments } from '../arguments';

/** One text for one method of an API, by the arguments that name it. */
export function methodKey(part: Arguments): string {
  return `${part.requiredText('resource_id')} ${part.requiredText('http_method')}`;
}

/**
 * Groups what belongs to methods.
 *
 * @param known Keys of the methods that there are.
 * @throws LocatedError for a part of no such method, which AWS would refuse.
 */
export function groupByMethod(
  parts: readonly Arguments[],
  known: ReadonlySet<string>,
): (key: string) => readonly Arguments[] {
  const groups = new Map<string, Arguments[]>();
  for (const part of parts) {
    const key = methodKey(part);
    if (!known.has(key)) throw part.error('http_method', 'this resource has no such method');
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return (key) => groups.get(key) ?? [];
}
