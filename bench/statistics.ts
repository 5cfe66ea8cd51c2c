/** What a series of readings says; of readings that share a machine with others, only the middle is worth telling. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  /** First and third quartile: half of the readings lie between. */
  readonly lower: number;
  readonly upper: number;
}

/** @throws Error when there is no reading. */
export function summarize(readings: readonly number[]): Summary {
  return {
    count: readings.length,
    median: quantile(readings, 0.5),
    lower: quantile(readings, 0.25),
    upper: quantile(readings, 0.75),
  };
}

/**
 * The ratios of readings that were taken side by side: a slow spell of the machine hits both of a pair, and cancels out.
 *
 * @returns The summary of `ours[i] / theirs[i]`.
 */
export function ratioOfPairs(ours: readonly number[], theirs: readonly number[]): Summary {
  return summarize(
    ours.slice(0, theirs.length).map((reading, index) => reading / (theirs[index] ?? NaN)),
  );
}

/** With a line between the two nearest readings. */
function quantile(readings: readonly number[], share: number): number {
  const sorted = [...readings].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) throw new Error('a series without a reading');
  return below + (above - below) * (at - Math.floor(at));
}
