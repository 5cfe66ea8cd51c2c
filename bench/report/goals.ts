import { meets, OURS, ratioTo, type Comparison, type Goal } from '../comparison';
import { summarize, type Summary } from '../statistics';
import { quantity, ratioText, table } from './figures';
import { boundText } from './tables';

/** One subject against another in one comparison, judged. */
interface Verdict {
  readonly area: string;
  readonly comparison: Comparison;
  readonly goal: Goal;
  readonly ratio: Summary;
  readonly isMet: boolean;
}

/** The goals of all areas, a row each: of a goal that is judged at several points, the point that is furthest from it. */
export function goalTable(areas: ReadonlyMap<string, readonly Comparison[]>): string {
  const byGoal = new Map<string, Verdict[]>();
  for (const verdict of [...areas].flatMap(verdictsOf)) {
    const key = keyOf(verdict);
    byGoal.set(key, [...(byGoal.get(key) ?? []), verdict]);
  }
  return table(
    ['what', 'Gatehouse', 'peer or limit', 'its', 'ratio', 'goal', 'verdict'],
    ['---', '---:', '---', '---:', '---:', '---', '---'],
    [...byGoal.values()].map(rowOf),
  );
}

function verdictsOf([area, comparisons]: readonly [string, readonly Comparison[]]): Verdict[] {
  return comparisons.flatMap((comparison) =>
    comparison.goals.flatMap((goal): readonly Verdict[] => {
      const ratio = ratioTo(comparison, goal.against, goal.subject);
      if (ratio === undefined) return [];
      return [{ area, comparison, goal, ratio, isMet: meets(comparison, goal) === true }];
    }),
  );
}

function keyOf({ area, comparison, goal }: Verdict): string {
  return JSON.stringify([area, kindOf(comparison), goal.against, boundText(goal)]);
}

function kindOf(comparison: Comparison): string {
  return comparison.kind ?? comparison.what;
}

function rowOf(verdicts: readonly Verdict[]): readonly string[] {
  const [worst] = [...verdicts].sort((a, b) => margin(a) - margin(b));
  if (worst === undefined) throw new Error('a goal without a verdict');
  const { area, comparison, goal, ratio } = worst;
  const missed = verdicts.filter(({ isMet }) => !isMet).length;
  return [
    `${area}: ${nameOf(worst, verdicts.length)}`,
    median(comparison, goal.subject ?? OURS),
    goal.against,
    median(comparison, goal.against),
    ratioText(ratio),
    boundText(goal),
    verdictText(worst, { missed, of: verdicts.length }),
  ];
}

/** How far the ratio keeps within its bound, as a factor; under 1 it does not. */
function margin({ goal, ratio }: Verdict): number {
  return goal.atMost === undefined
    ? ratio.median / (goal.atLeast ?? 1)
    : goal.atMost / ratio.median;
}

function nameOf({ comparison, goal }: Verdict, count: number): string {
  const kind = kindOf(comparison);
  const where = [
    ...(comparison.what === kind ? [] : [comparison.what.replace(/, p\d\d$/, '')]),
    ...(goal.subject === undefined ? [] : [goal.subject]),
  ].join(', ');
  if (count === 1) return where === '' ? kind : `${kind}, ${where}`;
  return `${kind}, worst of ${count}: ${where}`;
}

function median({ series, unit }: Comparison, subject: string): string {
  const found = series.find((one) => one.subject === subject);
  return found === undefined ? '' : quantity(summarize(found.readings).median, unit);
}

function verdictText(
  { goal, ratio }: Verdict,
  { missed, of }: { readonly missed: number; readonly of: number },
): string {
  const bound = goal.atMost ?? goal.atLeast ?? 0;
  const isOpen = ratio.lower <= bound && ratio.upper >= bound && ratio.lower < ratio.upper;
  const noise = isOpen ? ', within the noise' : '';
  if (missed === 0) return `met${noise}`;
  return of === 1 ? `**missed**${noise}` : `**missed** at ${missed} of ${of}${noise}`;
}
