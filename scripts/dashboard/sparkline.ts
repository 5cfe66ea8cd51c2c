const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A bar per value, as high as its share of the largest; a blank where there is none. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const largest = Math.max(...values.map((value) => value ?? 0));
  return values.map((value) => bar(value, largest)).join('');
}

function bar(value: number | undefined, largest: number): string {
  if (value === undefined || value === 0 || largest === 0) return ' ';
  return BARS[Math.min(BARS.length - 1, Math.floor((value / largest) * BARS.length))] ?? ' ';
}

/** Counts per slice of the time from `since` to `until`, all in milliseconds since the epoch. */
export function slices(
  times: readonly number[],
  { since, until, count }: { since: number; until: number; count: number },
): readonly number[] {
  const counts = new Array<number>(count).fill(0);
  const length = Math.max(1, until - since) / count;
  for (const time of times) {
    const at = Math.min(count - 1, Math.max(0, Math.floor((time - since) / length)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
