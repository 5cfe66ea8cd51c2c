/**
 * The value that a share of the values does not exceed, by the nearest rank.
 *
 * @param share From 0 to 1: 0.99 for p99.
 * @returns `undefined` of no values.
 */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
