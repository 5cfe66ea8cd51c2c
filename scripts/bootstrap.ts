import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { App } from 'cdktf';
import { loadConfig } from '../config';
import { gatewayLoggingRole } from '../modules/bootstrap/gateway-logging';
import { checkQuotas } from '../modules/quotas';
import { BootstrapStack } from '../modules/stacks/bootstrap-stack';
import { describeLogging, gatewayLogRole } from './bootstrap/account-logging';
import { nextSteps } from './bootstrap/next-steps';
import { choose, OPTIONS, type Choice } from './bootstrap/options';
import { readRemembered, REMEMBERED } from './bootstrap/remembered';
import { runCommand } from './cli';
import { checkAccount } from './pipeline/account';
import { confirm } from './pipeline/confirm';
import { review } from './pipeline/review';
import { Stack } from './pipeline/stack';
import { checkTerraform } from './pipeline/terraform-process';
import { exitCodeOf, renderMarkdown } from './plan-review';

const HELP = `Makes, once per account and Region, by an administrator: the bucket of the states, the bucket of zips over 50 MB, a deploy
role per stage, and a role that only reads.

  npm run bootstrap -- [options]

  --trust dev=ARN        who may deploy dev, as often as needed; likewise prod=ARN, and plan=ARN for who may only read;
                         default: whom this account's policies let
  --same-trust           the same ARN may deploy dev and prod
  --gateway-logging      also API Gateway's role for logs, which every API of the account and Region shares
  --no-gateway-logging   takes it away: the logs of every API of the account and Region stop
  --forget               takes the rights for domain names, web ACLs and keys that the settings no longer name
  --yes                  does not ask; stops at a danger
  --verbose              also what Terraform reads, and what it begins
  -h, --help             this text

Its own state stays in a file beside cdktf.out: keep it. What is not said again stays as it was said before.
Exit code: 0 done, 2 a danger that --yes does not pass, 1 failed.
`;

const ROOT = resolve(__dirname, '..');
/** Not among the stacks of `main.ts`: nobody who deploys the API may touch this one. */
const OUT_FOLDER = 'cdktf.out/bootstrap';

async function main(): Promise<number | undefined> {
  const { values } = parseArgs({ options: OPTIONS, strict: true });
  if (values.help) {
    process.stdout.write(HELP);
    return undefined;
  }
  await checkTerraform(ROOT);
  const config = loadConfig();
  const { projectName, region } = config;
  const { accountId, arn } = await checkAccount(region);
  const name = `${projectName}-bootstrap`;
  const stateFile = `terraform.${name}.tfstate`;
  const before = readRemembered(join(ROOT, stateFile));
  const choice = choose(values, config.stages, before);
  const write = (line: string): void => void process.stderr.write(`${line}\n`);
  write(
    describeLogging({
      roleArn: await gatewayLogRole(region),
      ownName: gatewayLoggingRole(projectName, { region }),
      isWanted: choice.gatewayLogging,
    }),
  );
  synthesize(name, choice, { ...config, accountId, callerArn: arn, stateFile });
  const { verbose } = values;
  const stack = new Stack({ root: ROOT, name, outFolder: OUT_FOLDER, verbose, write });
  const consent = { isAgreed: values.yes, isFirst: before === undefined, accountId };
  const exitCode = await apply(stack, consent);
  if (exitCode === 0) process.stdout.write(nextSteps(await stack.outputs()));
  return exitCode;
}

interface Place extends ReturnType<typeof loadConfig> {
  readonly accountId: string;
  readonly callerArn: string;
  readonly stateFile: string;
}

function synthesize(name: string, choice: Choice, place: Place): void {
  const { projectName, region, tags, accountId, callerArn, stateFile } = place;
  const outdir = resolve(ROOT, OUT_FOLDER);
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  new BootstrapStack(app, name, {
    ...{ projectName, region, accountId, tags },
    // The caller's ARN says which partition this is.
    accountArn: `arn:${callerArn.split(':')[1] ?? 'aws'}:iam::${accountId}:root`,
    stages: choice.settings,
    trust: choice.trust,
    gatewayLogging: choice.gatewayLogging,
    stateFile: `../../../../${stateFile}`,
    remember: { [REMEMBERED]: { trust: choice.trust, settings: choice.settings } },
  });
  checkQuotas(app);
  app.synth();
}

interface Consent {
  readonly isAgreed: boolean;
  /** Nothing was there before, so nothing can be lost or widened. */
  readonly isFirst: boolean;
  readonly accountId: string;
}

async function apply(stack: Stack, { isAgreed, isFirst, accountId }: Consent): Promise<0 | 2> {
  await stack.init();
  const saved = await stack.plan();
  if (!saved.hasChanges) return 0;
  const result = review(ROOT, [{ ...saved, accountId }]);
  process.stdout.write(renderMarkdown(result));
  if (!isAgreed) {
    await confirm(`Make this in the account?`);
  } else if (!isFirst && exitCodeOf(result) !== 0) {
    process.stderr.write(
      'gatehouse: dangerous, so --yes is not enough: look at it, and run it at a terminal without --yes\n',
    );
    return 2;
  }
  await stack.apply(saved);
  return 0;
}

runCommand(main);
