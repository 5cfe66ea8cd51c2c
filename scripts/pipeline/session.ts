/** What every command of the pipeline does first: check the tools and the account, build, synthesize, open the stacks. */
import { resolve } from 'node:path';
import { loadConfig, type Config, type StageName } from '../../config';
import { buildFunctions } from '../build';
import { buildAndSynthesize } from '../start/synthesize';
import { terminalLines } from '../terminal';
import { checkAccount, type Caller } from './account';
import { lockWaitMs } from './deploy-lock';
import { checkLogRole } from './log-role';
import { Stack } from './stack';
import { checkTerraform } from './terraform-process';

export interface SessionOptions {
  readonly verbose: boolean;
  /** Whether plans lock the states. @default true */
  readonly locks?: boolean;
  /** Whether a stage is to be made or changed: an account that refuses stages is told of at once. @default false */
  readonly makesStages?: boolean;
  /** How long to wait for a state lock that somebody else holds. @default - some minutes, more of them in CI */
  readonly lockWaitMs?: number;
  /** Takes what people read while they wait; default: stderr, so that stdout is the result alone. */
  readonly write?: (line: string) => void;
}

/** The project, built and synthesized, and the account it goes to. */
export interface Session {
  readonly root: string;
  readonly config: Config;
  readonly caller: Caller;
  readonly write: (line: string) => void;
  /** The stack that the stages share. */
  readonly api: Stack;
  readonly stage: (name: StageName) => Stack;
}

const ROOT = resolve(__dirname, '../..');

/**
 * Opens a session.
 *
 * @throws Error in one line: Terraform missing or too old, no credentials or the wrong ones, an account that refuses what is to
 * be made, or what does not build.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { verbose, locks = true, makesStages = false, write = toStderr } = options;
  const { lockWaitMs: wait = lockWaitMs(undefined, process.env) } = options;
  await checkTerraform(ROOT);
  const config = loadConfig();
  const caller = await checkAccount(config.region);
  if (makesStages) await checkLogRole(config.region);
  write(`account ${caller.accountId}, region ${config.region}, state ${describeState(config)}`);
  await buildAndSynthesize(ROOT, buildFunctions);
  const stack = (name: string): Stack =>
    new Stack({
      root: ROOT,
      name: `${config.projectName}-${name}`,
      verbose,
      locks,
      write,
      lockWaitMs: wait,
    });
  return { root: ROOT, config, caller, write, api: stack('api'), stage: stack };
}

function describeState({ state }: Config): string {
  return state.kind === 'local' ? 'in files beside cdktf.out' : `in the bucket ${state.bucket}`;
}

function toStderr(line: string): void {
  process.stderr.write(`${terminalLines(line)}\n`);
}
