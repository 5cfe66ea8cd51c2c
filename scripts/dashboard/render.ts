import type { Percentiles, Picture } from './picture';
import { slices, sparkline } from './sparkline';

export interface Frame {
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly until: number;
}

const SLICES = 48;

/** The picture as text for a terminal. */
export function render(picture: Picture, frame: Frame): string {
  const { requests, clientErrors, serverErrors } = picture;
  const line = (name: string, times: readonly number[], share: boolean): string =>
    row([
      name.padEnd(10),
      String(times.length).padStart(7),
      share ? percent(times.length, requests.length) : '',
      sparkline(slices(times, { ...frame, count: SLICES })),
    ]);
  const from = new Date(frame.since).toISOString();
  const to = new Date(frame.until).toISOString();
  return [
    `${frame.title}\n${from} to ${to}\n`,
    section('Traffic and errors'),
    line('requests', requests, false),
    line('4XX', clientErrors, true),
    line('5XX', serverErrors, true),
    section('Latency, ms'),
    row(['whole      ', percentileText(picture.latency)]),
    row(['integration', percentileText(picture.integrationLatency)]),
    routes(picture),
    functions(picture),
    keys(picture),
  ].join('');
}

function routes({ routes: figures }: Picture): string {
  return table('Routes', [
    ['route', 'requests', 'errors', 'p99 ms'],
    ...figures.map(({ route, requests, errors, p99 }) => [
      route,
      String(requests),
      String(errors),
      milliseconds(p99),
    ]),
  ]);
}

function functions({ functions: figures }: Picture): string {
  return table('Functions', [
    ['function', 'calls', 'errors', 'p50 ms', 'p99 ms', 'cold', 'slowest cold ms', 'memory MB'],
    ...figures.map((one) => [
      one.name,
      String(one.invocations),
      String(one.errors),
      milliseconds(one.duration.p50),
      milliseconds(one.duration.p99),
      String(one.coldStarts),
      milliseconds(one.slowestColdStart),
      milliseconds(one.maxMemoryUsed),
    ]),
  ]);
}

function keys({ keys: figures }: Picture): string {
  return table('Requests by API key', [
    ['key', 'requests'],
    ...figures.map(({ id, requests }) => [id, String(requests)]),
  ]);
}

/** A head and rows; the first column to the left, the others to the right. */
function table(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 1) return `${section(title)}  none\n`;
  const [head = []] = rows;
  const widths = head.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  const lines = rows.map((cells) =>
    row(
      cells.map((cell, at) =>
        at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      ),
    ),
  );
  return `${section(title)}${lines.join('')}`;
}

function section(title: string): string {
  return `\n${title}\n`;
}

function row(cells: readonly string[]): string {
  return `  ${cells.join('  ')}`.trimEnd() + '\n';
}

function percentileText({ p50, p90, p99 }: Percentiles): string {
  return `p50 ${milliseconds(p50)}  p90 ${milliseconds(p90)}  p99 ${milliseconds(p99)}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '     -' : `${((100 * part) / whole).toFixed(1)}%`.padStart(6);
}

function milliseconds(value: number | undefined): string {
  if (value === undefined) return '-';
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}
