import { OURS, meets, ratioTo, type Comparison, type Goal } from '../comparison';
import { summarize, type Summary } from '../statistics';

/** The comparisons of an area as a Markdown table: a row per subject. */
export function markdownTable(comparisons: readonly Comparison[]): string {
  return [
    '| what | subject | median | quartiles | n | Gatehouse / it | goal |',
    '| --- | --- | ---: | --- | ---: | ---: | --- |',
    ...comparisons.flatMap(rowsOf),
    '',
  ].join('\n');
}

function rowsOf(comparison: Comparison): string[] {
  const { what, unit, series, goals } = comparison;
  return series.map(({ subject, readings }) => {
    const { median, lower, upper, count } = summarize(readings);
    const ratio = subject === OURS ? undefined : ratioTo(comparison, subject);
    const cells = [
      what,
      subject,
      `${number(median)}${unit === 'count' ? '' : ` ${unit}`}`,
      `${number(lower)} to ${number(upper)}`,
      String(count),
      ratio === undefined ? '' : ratioText(ratio),
      goals
        .filter((goal) => goal.against === subject)
        .map((goal) => goalText(comparison, goal))
        .join(', '),
    ];
    return `| ${cells.join(' | ')} |`;
  });
}

function ratioText({ median, lower, upper }: Summary): string {
  const digits = median < 0.1 ? 3 : 2;
  const text = (value: number) => value.toFixed(digits);
  return lower === upper ? text(median) : `**${text(median)}** (${text(lower)} to ${text(upper)})`;
}

function goalText(comparison: Comparison, goal: Goal): string {
  const wanted =
    goal.atMost === undefined ? `at least ${goal.atLeast ?? 0}` : `at most ${goal.atMost}`;
  const ratio = ratioTo(comparison, goal.against, goal.subject);
  const whose =
    goal.subject === undefined || ratio === undefined
      ? ''
      : `${goal.subject} / it ${ratioText(ratio)}, `;
  const is = meets(comparison, goal);
  return `${whose}${wanted}: ${is === undefined ? 'not measured' : is ? 'met' : '**missed**'}`;
}

/** Three digits that tell, and thousands apart. */
function number(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ' ');
}
