import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge, parseReport, type Verdict } from './checkov/findings';
import { readStacks, suppressionsOf, type Stack } from './checkov/stacks';
import { runCommand } from './cli';

const HELP = `Scans the synthesized Terraform JSON with checkov, and holds its findings against the suppressions beside the resources.

  npm run checkov -- [options]

  --app DIR        what was synthesized (default cdktf.out)
  --checkov FILE   the program (default checkov, found in PATH)
  -h, --help       this text

Exit 0: every finding has its reason; 1: one has none, or a suppression has no finding any more.
`;

const OPTIONS = {
  app: { type: 'string', default: 'cdktf.out' },
  checkov: { type: 'string', default: 'checkov' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function main(): Promise<undefined> {
  const { values } = parseArgs({ options: OPTIONS, strict: true });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const stacks = readStacks(values.app);
  const report = await scan(values.checkov, stacks);
  const verdict = judge(parseReport(report), stacks.flatMap(suppressionsOf));
  process.stdout.write(render(verdict));
  if (verdict.failed.length + verdict.stale.length > 0) process.exitCode = 1;
}

/** The report of checkov. It stumbles over the `terraform` block of JSON, so it gets copies without. */
async function scan(program: string, stacks: readonly Stack[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-checkov-'));
  try {
    for (const { name, json } of stacks) {
      const { terraform, ...scanned } = json;
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'cdk.tf.json'), JSON.stringify(scanned, undefined, 2));
    }
    return await run(program, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, folder: string): Promise<string> {
  const args = ['-d', folder, '--framework', 'terraform_json', '--output', 'json', '--soft-fail'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.on('error', (error) => {
      reject(
        new Error(
          `${program} does not start (${error.message}): pip install checkov, or name it with --checkov`,
        ),
      );
    });
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ended with ${code ?? 'a signal'}: ${complaint.trim()}`));
    });
  });
}

function render({ passed, failed, suppressed, stale }: Verdict): string {
  return [
    ...failed.map(
      ({ id, name, stack, resource }) => `FAILED  ${stack}  ${resource}  ${id}: ${name}`,
    ),
    ...stale.map(
      ({ id, stack, resource }) =>
        `STALE   ${stack}  ${resource}  ${id}: checkov finds nothing there: take the suppression away`,
    ),
    `checkov: ${passed} passed, ${failed.length} failed, ${suppressed.length} suppressed with a reason, ${stale.length} stale`,
    '',
  ].join('\n');
}

runCommand(main);
