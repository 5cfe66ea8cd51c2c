/**
 * Makes every plan of the tests anew, with the real Terraform and AWS provider. From the repository's root:
 *
 *   node --import tsx __tests__/scripts/plan-review/terraform/make-plans.ts            the plans, from the kept states
 *   AWS_ENDPOINT_URL=... node --import tsx .../make-plans.ts --apply                   the states and the drifts too
 *   AWS_ENDPOINT_URL=... node --import tsx .../make-plans.ts --drifts                  the drifts alone
 *   node --import tsx .../make-plans.ts 'the table is renamed' ...                     only these
 *   node --import tsx .../make-plans.ts --check 'the table is renamed' ...             compares, writes nothing
 *
 * `--apply` and `--drifts` need an empty emulator that says account 000000000000: `MOTO_ACCOUNT_ID=000000000000 moto_server`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { recordOf } from '../../../../scripts/plan-review/json';
import { ACCOUNT_ID, REGION, STACK_NAMES, type StackName } from './base';
import { planFile, slim, stateFile } from './plan-files';
import type { Scenario } from './scenario';
import { DRIFTS, SCENARIOS } from './scenarios';
import { SOURCE_CODE_HASH, StackWorkspace, withFixedId } from './stack-workspace';

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function planAll(
  folder: string,
  scenarios: readonly Scenario[],
  take: (scenario: Scenario, plan: string) => void,
): void {
  for (const stack of STACK_NAMES) {
    const ofStack = scenarios.filter((scenario) => scenario.stack === stack);
    if (ofStack.length === 0) continue;
    const workspace = new StackWorkspace(join(folder, stack), stack);
    for (const scenario of ofStack) {
      take(scenario, slim(workspace.planScenario(scenario)));
      process.stdout.write(`${scenario.name}\n`);
    }
  }
}

function restApiIdOf(state: string): string {
  const outputs = recordOf(recordOf(JSON.parse(state))['outputs']);
  return String(recordOf(outputs['rest_api_id'])['value']);
}

/** Changes the emulator behind Terraform's back, looks, and puts it right again. */
async function makeDrifts(workspace: StackWorkspace, restApiId: string): Promise<void> {
  const state = workspace.readState();
  for (const drift of DRIFTS) {
    const inputs = { restApiId, sourceCodeHash: SOURCE_CODE_HASH };
    workspace.writeScenario(drift, inputs);
    workspace.run('apply', '-auto-approve', '-input=false');
    workspace.writeState(state);
    write(planFile(drift.name), withFixedId(slim(workspace.plan('-refresh-only')), restApiId));
    await workspace.applyBase(restApiId);
    process.stdout.write(`${drift.name}\n`);
  }
}

/** The emulator forgets a function's dead-letter queue; AWS does not. */
function withDeadLetters(state: string): string {
  const target = `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:gatehouse-prod-dead-letters`;
  return state.replace(
    '"dead_letter_config": []',
    `"dead_letter_config": [{"target_arn": "${target}"}]`,
  );
}

/** @param keepsStates Only the drifts are made anew: a new state is another for every plan. */
async function applyAll(folder: string, keepsStates: boolean): Promise<void> {
  let restApiId = 'unknown';
  const make = async (stack: StackName): Promise<StackWorkspace> => {
    const workspace = new StackWorkspace(join(folder, `${stack}-applied`), stack);
    await workspace.applyBase(restApiId);
    return workspace;
  };
  const api = (await make('gatehouse-api')).readState();
  restApiId = restApiIdOf(api);
  const stage = await make('gatehouse-prod');
  if (keepsStates) {
    await makeDrifts(stage, restApiId);
    return;
  }
  write(stateFile('gatehouse-api'), withFixedId(api, restApiId));
  const kept = withDeadLetters(withFixedId(stage.readState(), restApiId));
  write(stateFile('gatehouse-prod'), kept);
  await makeDrifts(stage, restApiId);
}

/** What two plans of one scenario have in common, whichever Terraform made them. */
function comparable(plan: string): string {
  return JSON.stringify(recordOf(JSON.parse(plan))['resource_changes']);
}

function chosenScenarios(names: readonly string[]): readonly Scenario[] {
  if (names.length === 0) return SCENARIOS;
  return names.map((name) => {
    const found = SCENARIOS.find((scenario) => scenario.name === name);
    if (found === undefined) throw new Error(`no scenario is called "${name}"`);
    return found;
  });
}

function check(folder: string, scenarios: readonly Scenario[]): void {
  planAll(folder, scenarios, ({ name }, plan) => {
    if (comparable(plan) !== comparable(readFileSync(planFile(name), 'utf8'))) {
      throw new Error(`the plan of "${name}" is another one now: run make-plans.ts and look`);
    }
  });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      apply: { type: 'boolean' },
      drifts: { type: 'boolean' },
      check: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const folder = mkdtempSync(join(tmpdir(), 'plans-'));
  try {
    if (values.check === true) {
      check(folder, chosenScenarios(positionals));
      return;
    }
    if (values.drifts === true) {
      await applyAll(folder, true);
      return;
    }
    if (values.apply === true) await applyAll(folder, false);
    planAll(folder, chosenScenarios(positionals), ({ name }, plan) => {
      write(planFile(name), plan);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
