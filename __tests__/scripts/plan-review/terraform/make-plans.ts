/**
 * Makes every plan of the tests anew, with the real Terraform and AWS provider. From the repository's root:
 *
 *   node --import tsx __tests__/scripts/plan-review/terraform/make-plans.ts            the plans, from the kept states
 *   AWS_ENDPOINT_URL=... node --import tsx .../make-plans.ts --apply                   the states and the drifts too
 *
 * `--apply` needs an empty emulator that says account 000000000000: `MOTO_ACCOUNT_ID=000000000000 moto_server`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STACK_NAMES, type StackName } from './base';
import { createItemsZip } from './items-zip';
import { planFile, slim, stateFile } from './plan-files';
import { DRIFTS, SCENARIOS } from './scenarios';
import { scenarioConfiguration, StackWorkspace } from './stack-workspace';

const folder = mkdtempSync(join(tmpdir(), 'plans-'));

function makePlans(): void {
  const workspaces = new Map(
    STACK_NAMES.map((stack) => [stack, new StackWorkspace(join(folder, stack), stack)]),
  );
  for (const scenario of SCENARIOS) {
    const plan = workspaces.get(scenario.stack)?.planScenario(scenario) ?? '';
    writeFileSync(planFile(scenario.name), slim(plan));
    process.stdout.write(`${scenario.name}\n`);
  }
}

/** Deploys the base to the emulator, and keeps the state. */
async function apply(stack: StackName): Promise<StackWorkspace> {
  const workspace = new StackWorkspace(join(folder, `${stack}-applied`), stack);
  workspace.emulated();
  workspace.writeZip(await createItemsZip());
  workspace.applyBase();
  writeFileSync(stateFile(stack), workspace.keptState());
  return workspace;
}

/** Changes the emulator behind Terraform's back, looks, and puts it right again. */
function makeDrifts(workspace: StackWorkspace): void {
  for (const drift of DRIFTS) {
    workspace.write(scenarioConfiguration(drift));
    workspace.run('apply', '-auto-approve', '-input=false', '-state-out=aside.tfstate');
    workspace.writeBase();
    writeFileSync(planFile(drift.name), slim(workspace.plan('-refresh-only')));
    workspace.run('apply', '-auto-approve', '-input=false');
    process.stdout.write(`${drift.name}\n`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { apply: { type: 'boolean', default: false } } });
  try {
    if (values.apply) {
      await apply('gatehouse-api');
      makeDrifts(await apply('gatehouse-prod'));
    }
    makePlans();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
