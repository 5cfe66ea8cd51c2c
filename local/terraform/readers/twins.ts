import type { Arguments } from './arguments';

/**
 * Two resources that AWS would take for one, of which the second would fail to be made.
 *
 * @param keyOf What AWS tells them apart by.
 * @param argument Where the message points.
 * @throws LocatedError at the second, naming the first.
 */
export function refuseTwins(
  parts: readonly Arguments[],
  keyOf: (part: Arguments) => string,
  argument: string,
): void {
  const known = new Map<string, string>();
  for (const part of parts) {
    const key = keyOf(part);
    const first = known.get(key);
    if (first !== undefined) throw part.error(argument, `${first} is the same: change one of them`);
    known.set(key, part.resource.address);
  }
}
