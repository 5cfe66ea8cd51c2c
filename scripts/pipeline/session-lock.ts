/** What the commands that change something have in common: they take the one lock of the project, and say so alike. */
import { lockWaitMs, withDeployLock } from './deploy-lock';
import { lockStore } from './lock-store';
import type { Session } from './session';

/** Options of the command line, for `parseArgs`. */
export const LOCK_OPTIONS = {
  wait: { type: 'string' },
  'break-lock': { type: 'boolean', default: false },
} as const;

/** Their lines in a command's `--help`. */
export const LOCK_HELP = `  --wait MIN   minutes to wait for a command that is at work (default 2, in CI 30)
  --break-lock takes the lock of a command that died`;

interface LockValues {
  readonly wait?: string | undefined;
  readonly 'break-lock': boolean;
}

export interface SessionLock {
  /** `deploy dev` */
  readonly what: string;
  /** What the command line says. */
  readonly values: LockValues;
}

/**
 * How long to wait for locks, from the command line.
 *
 * @throws Error in one line when that is no number of minutes.
 */
export function waitOf({ wait }: Pick<LockValues, 'wait'>): number {
  return lockWaitMs(wait, process.env);
}

/**
 * Does something while nobody else deploys, destroys or rolls back anything of the project.
 *
 * @throws Error in one line when somebody else holds the lock for longer than is waited.
 */
export function withSessionLock<T>(
  { config, api, root, write }: Session,
  { what, values }: SessionLock,
  run: () => Promise<T>,
): Promise<T> {
  const props = {
    store: lockStore(config.state, api.name, root),
    what,
    waitMs: waitOf(values),
    isBroken: values['break-lock'],
    write,
  };
  return withDeployLock(props, run);
}
