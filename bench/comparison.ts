import { tell } from './progress';
import { ratioOfPairs } from './statistics';

/** What every other series is divided into. */
export const OURS = 'Gatehouse';

/** One thing measured of several subjects, in alternation: the readings at the same place are a pair. */
export interface Comparison {
  readonly what: string;
  readonly unit: 'ms' | 'requests/s' | 'MiB' | 'bytes' | 'count';
  readonly series: readonly Series[];
  readonly goals: readonly Goal[];
  /** Comparisons of one kind are judged together, by the worst of them; default: `what`. */
  readonly kind?: string;
  /** What was left out, and why. */
  readonly note?: string;
}

export interface Series {
  readonly subject: string;
  readonly readings: readonly number[];
}

/** What the ratio of `subject` (default: ours) to `against` must keep within. */
export interface Goal {
  readonly subject?: string;
  readonly against: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Whether the median ratio keeps a goal; `undefined`: one of the two was not measured. */
export function meets(comparison: Comparison, goal: Goal): boolean | undefined {
  const ratio = ratioTo(comparison, goal.against, goal.subject);
  if (ratio === undefined) return undefined;
  return ratio.median <= (goal.atMost ?? Infinity) && ratio.median >= (goal.atLeast ?? -Infinity);
}

/** The ratio of a subject's readings to another's; `undefined`: one of the two was not measured. */
export function ratioTo({ series }: Comparison, against: string, subject: string = OURS) {
  const ours = series.find((one) => one.subject === subject);
  const theirs = series.find((one) => one.subject === against);
  return ours === undefined || theirs === undefined
    ? undefined
    : ratioOfPairs(ours.readings, theirs.readings);
}

/** One subject of an alternation. */
export interface Subject {
  readonly name: string;
  /** @param isWarmUp This reading is not counted, and may be a shorter one. @returns A reading per quantity. */
  readonly measure: (isWarmUp: boolean) => Promise<Readonly<Record<string, number>>>;
}

/**
 * Measures subjects in turn, A B C A B C, after a turn that is not counted: a slow spell of the machine hits them alike.
 *
 * @param runs Turns that are counted.
 * @param label Of the line that tells of each turn on standard error; default: none is told.
 * @returns Per quantity, the series of all subjects.
 */
export async function alternate(
  subjects: readonly Subject[],
  runs: number,
  label?: string,
): Promise<ReadonlyMap<string, readonly Series[]>> {
  const readings = new Map<string, Map<string, number[]>>();
  for (let run = -1; run < runs; run += 1) {
    if (label !== undefined) tell(`${label}: ${run < 0 ? 'warm-up' : `${run + 1} of ${runs}`}`);
    for (const { name, measure } of subjects) {
      const measured = await measure(run < 0);
      if (run < 0) continue;
      for (const [quantity, reading] of Object.entries(measured)) {
        const bySubject = readings.get(quantity) ?? new Map<string, number[]>();
        readings.set(quantity, bySubject);
        bySubject.set(name, [...(bySubject.get(name) ?? []), reading]);
      }
    }
  }
  return new Map(
    [...readings].map(([quantity, bySubject]) => [
      quantity,
      [...bySubject].map(([subject, values]) => ({ subject, readings: values })),
    ]),
  );
}
