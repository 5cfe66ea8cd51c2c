import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pinProvider } from '../../modules/provider-lock';
import { isRecord, listOf, memberOf, textOf } from './json';
import { Progress } from './progress';
import { fromText, isLockGone, TerraformError } from './terraform-failure';
import { runTerraform, type TerraformResult } from './terraform-process';

export interface StackOptions {
  /** The project's folder. */
  readonly root: string;
  /** As in `cdktf.out/stacks`: `gatehouse-dev`. */
  readonly name: string;
  /** Where its app was synthesized to, below the root. @default 'cdktf.out' */
  readonly outFolder?: string;
  readonly verbose: boolean;
  /** How long to wait for a state lock that somebody else holds. @default 20000 */
  readonly lockWaitMs?: number;
  /** Takes the progress, line by line. */
  readonly write: (line: string) => void;
}

/** Which kind of plan. */
export type PlanMode = 'apply' | 'destroy' | 'refresh-only';

/** How a plan is made. */
export interface PlanOptions {
  /** Values of the stack's variables. @default - their defaults */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether the state is locked meanwhile, which takes the right to write beside it. @default true */
  readonly isLocked?: boolean;
}

/** A plan that was made and can be applied, as it is. */
export interface SavedPlan {
  readonly stack: string;
  readonly file: string;
  /** `terraform show -json` of the file. */
  readonly plan: unknown;
  /** Whether there is anything to do. */
  readonly hasChanges: boolean;
}

/** A synthesized stack, and what Terraform can do with it. Every method throws an Error in one line when Terraform fails. */
export class Stack {
  readonly name: string;
  readonly folder: string;
  readonly #options: StackOptions;

  /** @throws Error in one line when the stack is not in `cdktf.out`. */
  constructor(options: StackOptions) {
    this.#options = options;
    this.name = options.name;
    this.folder = join(options.root, options.outFolder ?? 'cdktf.out', 'stacks', options.name);
    if (!existsSync(join(this.folder, 'cdk.tf.json'))) {
      throw new Error(`there is no stack ${options.name} in cdktf.out: run npm run synth`);
    }
  }

  /** Gets the provider and finds the state. */
  async init(): Promise<void> {
    pinProvider(this.#options.root, this.folder);
    const args = ['init', '-input=false', '-no-color', '-reconfigure', '-lockfile=readonly'];
    const { exitCode, stderr } = await this.#run(args);
    if (exitCode !== 0) throw new TerraformError(this.name, fromText(stderr));
  }

  /** Makes a plan and keeps it in `.gatehouse/plans/`, which only its owner may read: a plan holds secrets. */
  async plan(mode: PlanMode = 'apply', options: PlanOptions = {}): Promise<SavedPlan> {
    const folder = join(this.#options.root, '.gatehouse', 'plans');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${this.name}.tfplan`);
    const modeFlag = mode === 'apply' ? [] : [`-${mode}`];
    const args = ['plan', '-input=false', '-json', '-detailed-exitcode', `-out=${file}`];
    const { variables = {}, isLocked = true } = options;
    const values = Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);
    const lock = isLocked ? [] : ['-lock=false'];
    const exitCode = await this.#runLocked([...args, ...modeFlag, ...values, ...lock], () =>
      this.#progress(),
    );
    const plan = parse(await this.#ask(['show', '-json', file]));
    return { stack: this.name, file, plan, hasChanges: exitCode === CHANGES };
  }

  /** Does what the plan says, and nothing else; refuses when the state has moved on since. */
  async apply(saved: SavedPlan): Promise<void> {
    await this.#apply(saved, () => {
      const progress = this.#progress();
      progress.expect(countChanges(saved.plan));
      return progress;
    });
  }

  async #apply({ file }: SavedPlan, newProgress: () => Progress): Promise<void> {
    // Terraform wants the file last.
    await this.#runLocked(['apply', '-input=false', '-json'], newProgress, [file]);
  }

  /**
   * Reads back what AWS made of what was applied (defaults filled in, JSON spelt its own way), so that later drift is
   * what somebody changed and nothing else.
   */
  async settle(): Promise<void> {
    const saved = await this.plan('refresh-only');
    if (!saved.hasChanges) return;
    await this.#apply(saved, () => new Progress({ verbose: false, write: () => undefined }));
  }

  /** The state as `terraform show -json` gives it: resources, outputs. It holds secrets. */
  async state(): Promise<unknown> {
    return parse(await this.#ask(['show', '-json']));
  }

  /** Whether the state knows an output: what the stages need of the API. Needs `init()`. */
  async isDeployed(): Promise<boolean> {
    return Object.keys(await this.outputs()).length > 0;
  }

  /** The addresses of what the state holds; none before the first deployment. Needs `init()`. */
  async addresses(): Promise<readonly string[]> {
    const { exitCode, stdout, stderr } = await this.#run(['state', 'list']);
    if (exitCode === 0) return stdout.split('\n').filter((line) => line !== '');
    if (/no state file was found/i.test(stderr)) return [];
    throw new TerraformError(this.name, fromText(stderr));
  }

  /** The outputs by name, without what is sensitive. Needs `init()`. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    // Unlike `show`, it needs no provider: a second instead of five.
    const outputs = parse(await this.#ask(['output', '-json', '-no-color']));
    if (!isRecord(outputs)) return {};
    const open = Object.entries(outputs).filter(([, one]) => memberOf(one, 'sensitive') !== true);
    return Object.fromEntries(open.map(([name, one]) => [name, memberOf(one, 'value')]));
  }

  async #ask(args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.#run(args);
    if (exitCode !== 0) throw new TerraformError(this.name, fromText(stderr));
    return stdout;
  }

  /**
   * Runs a command that locks the state.
   *
   * @param last Arguments after the flags.
   * @returns Its exit code: 0, or that there are changes.
   */
  async #runLocked(
    args: readonly string[],
    newProgress: () => Progress,
    last: readonly string[] = [],
  ): Promise<number> {
    const seconds = Math.ceil((this.#options.lockWaitMs ?? LOCK_WAIT_MS) / 1000);
    const timeout = `-lock-timeout=${seconds}s`;
    for (let attempt = 1; ; attempt += 1) {
      const progress = newProgress();
      const { exitCode } = await this.#run([...args, timeout, ...last], progress);
      if (exitCode === 0 || exitCode === CHANGES) return exitCode;
      const { diagnostics } = progress;
      if (attempt === LOCK_ATTEMPTS || !isLockGone(diagnostics)) {
        throw new TerraformError(this.name, diagnostics);
      }
    }
  }

  #run(args: readonly string[], progress?: Progress): Promise<TerraformResult> {
    const onLine = progress === undefined ? {} : { onLine: progress.read };
    return runTerraform({ args, folder: this.folder, ...onLine });
  }

  #progress(): Progress {
    const { verbose, write } = this.#options;
    return new Progress({ verbose, write });
  }
}

/** What `-detailed-exitcode` answers when there is something to do. */
const CHANGES = 2;
/** Somebody else's apply may be at its end. */
const LOCK_WAIT_MS = 20_000;
/** How often in a row a lock may go just while Terraform asks who holds it. */
const LOCK_ATTEMPTS = 5;

function parse(json: string): unknown {
  return JSON.parse(json);
}

function countChanges(plan: unknown): number {
  const changes = listOf(memberOf(plan, 'resource_changes'));
  return changes
    .flatMap((change) => listOf(memberOf(change, 'change', 'actions')))
    .filter((action) => ['create', 'update', 'delete'].includes(textOf(action))).length;
}
