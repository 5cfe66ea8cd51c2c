import { parseArgs } from 'node:util';
import { parseSince } from '../operate/since';
import { stageTargetOf, TARGET_HELP, TARGET_OPTIONS, type StageTarget } from '../operate/target';

/** What `npm run dashboard` was asked for, checked. */
export interface DashboardOptions extends StageTarget {
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly follow: boolean;
  readonly json: boolean;
}

export const DASHBOARD_HELP = `Draws a stage's dashboard from its logs: traffic, errors, latencies, functions, cold starts, keys.

  npm run dashboard -- dev|prod [options]

  --since TIME       90s, 10m, 2h, 1d ago, or 2026-05-04T12:00:00Z (default 1h)
  --follow           draws it anew every 5 s until Ctrl-C
  --json             the figures, for a program
${TARGET_HELP}  -h, --help         this text

What only CloudWatch counts (the table's capacity, alarms) is on the stage's dashboard there.
`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  since: { type: 'string', default: '1h' },
  follow: { type: 'boolean', short: 'f', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @param now Milliseconds since the epoch.
 * @returns `undefined` when help was asked for.
 * @throws Error with one line that names the option and what it takes.
 */
export function parseDashboardOptions(
  argv: readonly string[],
  now: number,
): DashboardOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
  });
  if (values.help) return undefined;
  if (values.follow && values.json) throw new Error('--json is one picture: leave --follow out');
  return {
    ...stageTargetOf(values, positionals),
    since: parseSince(values.since, now),
    follow: values.follow,
    json: values.json,
  };
}
