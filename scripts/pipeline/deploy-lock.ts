/**
 * One lock for a whole deployment: plan, review and apply of every stack of it. Terraform's own lock is given back after
 * each step, and all stages share the API: between one's apply of the API and its snapshot another's could come.
 */
import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LockHolder, LockStore } from './lock-store';
import { isTerraformRunning } from './terraform-process';

type Environment = Readonly<Record<string, string | undefined>>;

export interface DeployLockProps {
  readonly store: LockStore;
  /** `deploy dev` */
  readonly what: string;
  /** How long to wait for somebody else to end. */
  readonly waitMs: number;
  /** Takes the lock away from whoever has it. */
  readonly isBroken: boolean;
  /** Takes what people read while they wait. */
  readonly write: (line: string) => void;
  /** How often to look. @default 5000 */
  readonly everyMs?: number;
}

const MINUTE_MS = 60_000;
/** An apply of the whole takes some minutes on AWS, at ten calls a second; a certificate's proof takes some more. */
const WAIT_MINUTES = { inCi: 30, elsewhere: 2 } as const;
/** Travis CI takes a job for dead that says nothing for ten minutes. */
const TELL_EVERY_MS = MINUTE_MS;

/**
 * How long a command waits for a lock, its own or Terraform's.
 *
 * @param minutes What the command line says, if it does.
 * @throws Error in one line when that is no number of minutes.
 */
export function lockWaitMs(minutes: string | undefined, environment: Environment): number {
  const inCi = (environment['CI'] ?? '') !== '';
  const number = minutes ?? (inCi ? WAIT_MINUTES.inCi : WAIT_MINUTES.elsewhere);
  const wait = Number(number) * MINUTE_MS;
  if (minutes !== '' && wait >= 0 && wait <= 24 * 60 * MINUTE_MS) return wait;
  throw new Error(`--wait takes a number of minutes, not "${String(minutes)}"`);
}

/**
 * Does something that nobody else may do at the same time.
 *
 * @throws Error in one line when somebody else holds the lock for longer than is waited: who, since when, how to break it.
 */
export async function withDeployLock<T>(props: DeployLockProps, run: () => Promise<T>): Promise<T> {
  const { store } = props;
  const holder = { id: randomUUID(), who: whoAmI(), what: props.what, since: now() };
  if (props.isBroken) await breakLock(props);
  await take(props, holder);
  const giveBack = async (): Promise<void> => {
    // Whoever broke it may have given it to somebody else.
    if ((await store.read())?.id === holder.id) await store.remove();
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    // Terraform ends what it has begun, and we end after it.
    if (isTerraformRunning()) return;
    void giveBack().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await run();
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await giveBack();
  }
}

async function take(props: DeployLockProps, holder: LockHolder): Promise<void> {
  const { store, waitMs, everyMs = 5000, write } = props;
  const begin = Date.now();
  let toldAt = -Infinity;
  while (!(await store.take(holder))) {
    const other = await store.read();
    // Given back just now.
    if (other === undefined) continue;
    const waited = Date.now() - begin;
    if (waited >= waitMs) throw new Error(describe(other, store.place));
    if (waited - toldAt >= TELL_EVERY_MS) {
      write(`waiting for ${other.who} (${other.what}, since ${other.since})`);
      toldAt = waited;
    }
    await sleep(Math.min(everyMs, waitMs - waited));
  }
}

async function breakLock({ store, write }: DeployLockProps): Promise<void> {
  const other = await store.read();
  if (other === undefined) return;
  write(`broke the lock of ${other.who} (${other.what}, since ${other.since})`);
  await store.remove();
}

function describe({ who, what, since }: LockHolder, place: string): string {
  return `deployments are locked by ${who} (${what}, since ${since}; ${place}): wait for it to end; if it died, run the command again with --break-lock`;
}

/** In CI the address of the build tells more than the name of its machine. */
function whoAmI(environment: Environment = process.env): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  const run = environment['GITHUB_RUN_ID'];
  if (server !== undefined && repository !== undefined && run !== undefined)
    return `${server}/${repository}/actions/runs/${run}`;
  return environment['TRAVIS_JOB_WEB_URL'] ?? `${userInfo().username}@${hostname()}`;
}

function now(): string {
  return new Date().toISOString();
}
