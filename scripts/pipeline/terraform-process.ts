/** Runs the `terraform` binary; nothing else in the project starts it. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { MISSING_TERRAFORM, OLD_TERRAFORM } from './terraform-failure';

export interface TerraformRun {
  readonly args: readonly string[];
  /** Where Terraform runs. */
  readonly folder: string;
  /** Called for every line of stdout, while Terraform runs. */
  readonly onLine?: (line: string) => void;
}

export interface TerraformResult {
  readonly exitCode: number;
  /** Empty when `onLine` took the lines. */
  readonly stdout: string;
  readonly stderr: string;
}

/** The first with S3's native state lock. */
const MINIMUM = [1, 10] as const;

/** How many are running. */
let running = 0;

/** Whether Terraform is at work, so that it has to end first. */
export function isTerraformRunning(): boolean {
  return running > 0;
}

/**
 * Starts Terraform and waits for its end.
 *
 * A SIGINT or SIGTERM of ours is left to Terraform, which gets it as well, ends what it has begun, writes its state
 * and gives its lock back.
 *
 * @throws Error in one line when there is no `terraform` to start.
 */
export function runTerraform(run: TerraformRun): Promise<TerraformResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('terraform', run.args, {
      cwd: run.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' },
    });
    running += 1;
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on('SIGINT', leaveToTerraform).on('SIGTERM', forward);
    const stdout: string[] = [];
    const { onLine = (line: string): void => void stdout.push(line) } = run;
    createInterface({ input: child.stdout }).on('line', onLine);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error) => {
      running -= 1;
      const isMissing = 'code' in error && error.code === 'ENOENT';
      reject(isMissing ? new Error(MISSING_TERRAFORM) : error);
    });
    child.on('close', (code) => {
      running -= child.pid === undefined ? 0 : 1;
      process.off('SIGINT', leaveToTerraform).off('SIGTERM', forward);
      resolve({ exitCode: code ?? 1, stdout: stdout.join('\n'), stderr });
    });
  });
}

/** A terminal sends SIGINT to the whole process group: Terraform has it already. */
function leaveToTerraform(): void {
  process.stderr.write('gatehouse: interrupted; Terraform ends what it has begun\n');
}

/** @throws Error in one line when Terraform is missing or older than 1.10. */
export async function checkTerraform(folder: string): Promise<void> {
  const { stdout } = await runTerraform({ args: ['version', '-json'], folder });
  const version = parseVersion(stdout);
  if (!isEnough(version)) throw new Error(OLD_TERRAFORM(version));
}

function parseVersion(json: string): string {
  try {
    const answer: unknown = JSON.parse(json);
    if (typeof answer === 'object' && answer !== null && 'terraform_version' in answer) {
      return String(answer.terraform_version);
    }
  } catch {
    // Told below: a terraform that does not answer JSON is one before 0.13.
  }
  return 'unknown';
}

/** Whether a version such as `1.11.4` has what the stacks need. */
export function isEnough(version: string): boolean {
  const [major = NaN, minor = NaN] = version.split('.').map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}
