import { parseArgs } from 'node:util';
import { stageTargetOf, TARGET_HELP, TARGET_OPTIONS, type StageTarget } from '../operate/target';

/** What `npm run redrive` was asked for, checked. */
export interface RedriveOptions extends StageTarget {
  /** Short names; none: of every function. */
  readonly functions: readonly string[];
  readonly dryRun: boolean;
}

export const REDRIVE_HELP = `Gives failed events of a stage back to their functions: each message of the dead-letter queue becomes an asynchronous
invocation, and leaves the queue when Lambda has accepted it.

  npm run redrive -- dev|prod [options]

  --function NAME    of this function alone (items); may be given more than once
  --dry-run          lists the messages and moves none
${TARGET_HELP}  -h, --help         this text

An event may run twice when this is interrupted, as any asynchronous event may. One that fails again comes back.
Exit code 1 when a message had to stay.
`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  function: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @returns `undefined` when help was asked for.
 * @throws Error with one line that names the option and what it takes.
 */
export function parseRedriveOptions(argv: readonly string[]): RedriveOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
  });
  if (values.help) return undefined;
  return {
    ...stageTargetOf(values, positionals),
    functions: values.function ?? [],
    dryRun: values['dry-run'],
  };
}
