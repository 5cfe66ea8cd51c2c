import { parseArgs } from 'node:util';
import { parseSince } from '../operate/since';
import { stageTargetOf, TARGET_HELP, TARGET_OPTIONS, type StageTarget } from '../operate/target';

/** What `npm run logs` was asked for, checked. */
export interface LogsOptions extends StageTarget {
  /** Short names; none: as `access` says, or everything. */
  readonly functions: readonly string[];
  readonly access: boolean;
  readonly follow: boolean;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly filterPattern: string | undefined;
  readonly json: boolean;
}

export const LOGS_HELP = `Prints the logs of a stage, of this machine or of AWS, in the order of time.

  npm run logs -- dev|prod [options]

  --function NAME    of this function alone (items); may be given more than once
  --access           of the access log alone; with --function, of both
                     without either: the access log and every function
  --since TIME       90s, 10m, 2h, 1d ago, or 2026-05-04T12:00:00Z (default 10m)
  --follow           goes on until Ctrl-C
  --filter PATTERN   a CloudWatch filter pattern: ERROR, '{ $.status = 5* }'
  --request ID       every line about one request (x-amzn-requestid of its answer)
  --json             a JSON object per line: time, source, message
${TARGET_HELP}  -h, --help         this text
`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  function: { type: 'string', multiple: true },
  access: { type: 'boolean', default: false },
  since: { type: 'string', default: '10m' },
  follow: { type: 'boolean', short: 'f', default: false },
  filter: { type: 'string' },
  request: { type: 'string' },
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
export function parseLogsOptions(argv: readonly string[], now: number): LogsOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
  });
  if (values.help) return undefined;
  return {
    ...stageTargetOf(values, positionals),
    functions: values.function ?? [],
    access: values.access,
    follow: values.follow,
    since: parseSince(values.since, now),
    filterPattern: pattern(values.filter, values.request),
    json: values.json,
  };
}

function pattern(filter: string | undefined, request: string | undefined): string | undefined {
  if (request === undefined) return filter;
  if (filter !== undefined) {
    throw new Error('--request is a filter of its own: give it or --filter');
  }
  if (!/^[\w=-]{1,128}$/.test(request)) {
    throw new Error(`--request takes the x-amzn-requestid of an answer, not "${request}"`);
  }
  return `"${request}"`;
}
