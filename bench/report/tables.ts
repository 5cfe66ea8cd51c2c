import { OURS, meets, ratioTo, type Comparison, type Goal, type Series } from '../comparison';
import { summarize } from '../statistics';
import { figure, quantity, ratioText, table } from './figures';

/** The comparisons of an area as Markdown: a row per subject, latencies in a second table, then what was left out. */
export function markdownTables(comparisons: readonly Comparison[]): string {
  const latencies = comparisons.filter(({ kind }) => kind === 'p50' || kind === 'p99');
  const others = comparisons.filter((comparison) => !latencies.includes(comparison));
  const notes = comparisons.flatMap(({ what, note }) =>
    note === undefined ? [] : [`- ${what}: ${note}.\n`],
  );
  return [
    others.length === 0 ? '' : mainTable(others),
    latencies.length === 0 ? '' : latencyTable(latencies),
    notes.join(''),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function mainTable(comparisons: readonly Comparison[]): string {
  return table(
    ['what', 'subject', 'median', 'quartiles', 'n', 'Gatehouse / it', 'goal'],
    ['---', '---', '---:', '---', '---:', '---:', '---'],
    comparisons.flatMap((comparison) =>
      comparison.series.map(({ subject, readings }) => {
        const { median, lower, upper, count } = summarize(readings);
        return [
          comparison.what,
          subject,
          quantity(median, comparison.unit),
          `${figure(lower)} to ${figure(upper)}`,
          String(count),
          ratioCell(comparison, subject),
          goalCell(comparison, subject),
        ];
      }),
    ),
  );
}

/** Of comparisons whose `what` ends in `, p50` and `, p99`: a row for both. */
function latencyTable(comparisons: readonly Comparison[]): string {
  return table(
    ['what', 'subject', 'p50', 'p99', 'quartiles of p99', 'Gatehouse / it, p99', 'goal'],
    ['---', '---', '---:', '---:', '---', '---:', '---'],
    comparisons
      .filter(({ kind }) => kind === 'p99')
      .flatMap((p99) => {
        const what = p99.what.replace(/, p99$/, '');
        const p50 = comparisons.find((one) => one.what === `${what}, p50`);
        return p99.series.map((series) => [what, ...latencyCells(series, p50, p99)]);
      }),
  );
}

function latencyCells(
  { subject, readings }: Series,
  p50: Comparison | undefined,
  p99: Comparison,
): readonly string[] {
  const { median, lower, upper } = summarize(readings);
  const middle = p50?.series.find((one) => one.subject === subject);
  return [
    subject,
    middle === undefined ? '' : quantity(summarize(middle.readings).median, p99.unit),
    quantity(median, p99.unit),
    `${figure(lower)} to ${figure(upper)}`,
    ratioCell(p99, subject),
    goalCell(p99, subject),
  ];
}

function ratioCell(comparison: Comparison, subject: string): string {
  const ratio = subject === OURS ? undefined : ratioTo(comparison, subject);
  return ratio === undefined ? '' : ratioText(ratio);
}

function goalCell(comparison: Comparison, subject: string): string {
  return comparison.goals
    .filter((goal) => goal.against === subject)
    .map((goal) => goalText(comparison, goal))
    .join(', ');
}

function goalText(comparison: Comparison, goal: Goal): string {
  const ratio = ratioTo(comparison, goal.against, goal.subject);
  const whose =
    goal.subject === undefined || ratio === undefined
      ? ''
      : `${goal.subject} / it ${ratioText(ratio)}, `;
  const is = meets(comparison, goal);
  return `${whose}${boundText(goal)}: ${is === undefined ? 'not measured' : is ? 'met' : '**missed**'}`;
}

/** `at most 0.25`, `at least 5` */
export function boundText({ atMost, atLeast }: Goal): string {
  return atMost === undefined ? `at least ${atLeast ?? 0}` : `at most ${atMost}`;
}
