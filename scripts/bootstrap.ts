import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { App } from 'cdktf';
import { loadConfig, STAGE_NAMES } from '../config';
import { BootstrapStack } from '../modules/stacks/bootstrap-stack';
import { runCommand } from './cli';
import { checkAccount } from './pipeline/account';
import { confirm } from './pipeline/confirm';
import { review } from './pipeline/review';
import { Stack } from './pipeline/stack';
import { checkTerraform } from './pipeline/terraform-process';
import { renderMarkdown } from './plan-review';

const HELP = `Makes, once per account, by an administrator: the bucket of the states, the bucket of zips over 50 MB, a deploy role per stage.

  npm run bootstrap -- [options]

  --trust ARN          who may take the deploy roles, as often as needed; default: whom this account's policies let
  --gateway-logging    also API Gateway's role for logs, which every API of the account and region shares
  --yes                does not ask
  --verbose            also what Terraform reads, and what it begins
  -h, --help           this text

Its own state stays in a file beside cdktf.out: keep it. Running it again changes only what has changed.
`;

const OPTIONS = {
  trust: { type: 'string', multiple: true },
  'gateway-logging': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const ROOT = resolve(__dirname, '..');
/** Not among the stacks of `main.ts`: nobody who deploys the API may touch this one. */
const OUT_FOLDER = 'cdktf.out/bootstrap';

async function main(): Promise<undefined> {
  const { values } = parseArgs({ options: OPTIONS, strict: true });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  await checkTerraform(ROOT);
  const { projectName, region, tags, stages } = loadConfig();
  const { accountId } = await checkAccount(region);
  const name = `${projectName}-bootstrap`;
  const outdir = resolve(ROOT, OUT_FOLDER);
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  new BootstrapStack(app, name, {
    projectName,
    region,
    accountId,
    tags,
    stages,
    trusted: values.trust ?? [`arn:aws:iam::${accountId}:root`],
    gatewayLogging: values['gateway-logging'],
    stateFile: `../../../../terraform.${name}.tfstate`,
  });
  app.synth();
  const write = (line: string): void => void process.stderr.write(`${line}\n`);
  const stack = new Stack({
    root: ROOT,
    name,
    outFolder: OUT_FOLDER,
    verbose: values.verbose,
    write,
  });
  await apply(stack, values.yes);
  const outputs = await stack.outputs();
  process.stdout.write(nextSteps(outputs));
}

async function apply(stack: Stack, isAgreed: boolean): Promise<void> {
  await stack.init();
  const saved = await stack.plan();
  if (!saved.hasChanges) return;
  process.stdout.write(renderMarkdown(review(ROOT, [saved])));
  if (!isAgreed) await confirm(`Make this in the account?`);
  await stack.apply(saved);
}

function nextSteps(outputs: Readonly<Record<string, unknown>>): string {
  const roles = STAGE_NAMES.flatMap((stage) => [
    `  ${stage.toUpperCase()}_PERMISSIONS_BOUNDARY=${String(outputs[`${stage}_boundary_arn`])}`,
    `  # role: ${String(outputs[`${stage}_deploy_role_arn`])}`,
  ]);
  return `\nSet these where you deploy, and in the settings of the repository on Travis CI:\n  TF_STATE_BUCKET=${String(outputs['state_bucket'])}\n  ARTIFACT_BUCKET=${String(outputs['artifact_bucket'])}\n${roles.join('\n')}\n`;
}

runCommand(main);
