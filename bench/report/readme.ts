import { goalTable } from './goals';
import type { AreaResult } from './results';
import { markdownTables } from './tables';

type Results = ReadonlyMap<string, AreaResult>;

/** Of the areas in a report. */
const ORDER: readonly string[] = ['lambda', 'runtime', 'build', 'plan', 'scale'];

/** The short table, for the project's README: a row per goal, then how, where and when each area was measured. */
export function shortReport(results: Results): string {
  const areas = sorted(results);
  return [
    goalTable(new Map(areas.map(([area, { comparisons }]) => [area, comparisons]))),
    areas
      .map(([area, result]) => `- \`${area}\`: ${amount(result)}, ${circumstances(result)}.\n`)
      .join(''),
  ].join('\n');
}

/** Every table, a section per area, with the command that repeats it. */
export function longReport(results: Results): string {
  return sorted(results)
    .map(([area, result]) =>
      [
        `### ${area}\n`,
        `\`${command(area, result)}\`, ${circumstances(result)}.\n`,
        markdownTables(result.comparisons),
      ].join('\n'),
    )
    .join('\n');
}

/**
 * Replaces what stands between a document's markers.
 *
 * @throws Error when the document has no such markers.
 */
export function replaceBetweenMarkers(document: string, text: string): string {
  const [begin, end] = MARKERS;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no "${begin}" with "${end}" after it`);
  return `${document.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${document.slice(to)}`;
}

/** Between these stands what the bench has written. */
export const MARKERS = [
  '<!-- bench: written by `npm run bench -- --write-readme` -->',
  '<!-- end of bench -->',
] as const;

function sorted(results: Results): readonly (readonly [string, AreaResult])[] {
  return [...results].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** What repeats a measurement. */
function command(area: string, { options }: AreaResult): string {
  const { runs, rounds, seconds } = options;
  const quick = options.quick === true ? 'quick ' : '';
  return `npm run bench -- ${quick}${area} --runs ${runs} --rounds ${rounds} --seconds ${seconds}`;
}

/** `15 runs, 3 x 10 s of load` */
function amount({ options: { runs, rounds, seconds } }: AreaResult): string {
  return `${runs} ${runs === 1 ? 'run' : 'runs'}, ${rounds} x ${seconds} s of load`;
}

/** `on 2026-11-21 with Node v20.20.2 on 2 cores of AMD EPYC, load 1.8 before and 2.1 after` */
function circumstances({ time, machine }: AreaResult): string {
  const load = (loads: readonly number[]) => (loads[0] ?? 0).toFixed(1);
  return [
    `on ${time.slice(0, 10)} with Node ${machine.node} on ${machine.cores} cores of ${machine.cpu}`,
    `load ${load(machine.loadBefore)} before and ${load(machine.loadAfter)} after`,
  ].join(', ');
}
