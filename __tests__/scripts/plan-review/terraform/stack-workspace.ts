import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordOf } from '../../../../scripts/plan-review/json';
import { createZip } from '../../../../scripts/zip';
import { baseConfiguration, type Configuration, type Inputs, type StackName } from './base';
import { stateFile } from './plan-files';
import type { Scenario } from './scenario';

/** The API's id in the kept states; an emulator gives another, which is replaced by this one. */
const REST_API_ID = 'abcde12345';
/** Of the zip that the base deploys; only compared, never computed. */
export const SOURCE_CODE_HASH = 'TOfoEonE8jo6GuYFTMDMGmyAPeeSlyCV0J8rUKFN3hs=';
export const INPUTS: Inputs = { restApiId: REST_API_ID, sourceCodeHash: SOURCE_CODE_HASH };

/** A folder in which the real Terraform plans one stack. */
export class StackWorkspace {
  readonly #folder: string;
  readonly #stack: StackName;
  readonly #environment: NodeJS.ProcessEnv;

  /** @param folder Made when it does not exist. */
  constructor(folder: string, stack: StackName) {
    this.#folder = folder;
    this.#stack = stack;
    // The provider talks to an emulator over plain HTTP, or to nobody: a bundle of certificates only gets in the way.
    const { AWS_CA_BUNDLE: _unused, ...inherited } = process.env;
    this.#environment = { ...inherited, TF_IN_AUTOMATION: '1' };
    mkdirSync(folder, { recursive: true });
    this.writeConfiguration(baseConfiguration(stack, INPUTS));
    this.run('init', '-input=false');
  }

  writeConfiguration(configuration: Configuration): void {
    writeFileSync(join(this.#folder, 'cdk.tf.json'), JSON.stringify(configuration));
  }

  /** Writes what a scenario makes of the base. */
  writeScenario({ edit }: Scenario, inputs: Inputs = INPUTS): void {
    const configuration = baseConfiguration(this.#stack, inputs);
    edit(configuration);
    this.writeConfiguration(configuration);
  }

  /** Deploys the base to the emulator that AWS_ENDPOINT_URL names. */
  async applyBase(restApiId: string): Promise<void> {
    const zip = await createZip(new Map([['index.js', Buffer.from('exports.handler = null;\n')]]));
    writeFileSync(join(this.#folder, 'items.zip'), zip);
    this.writeConfiguration(baseConfiguration(this.#stack, { ...INPUTS, restApiId }));
    this.run('apply', '-auto-approve', '-input=false');
  }

  /** The state after {@link applyBase}. */
  readState(): string {
    return readFileSync(join(this.#folder, 'terraform.tfstate'), 'utf8');
  }

  writeState(state: string): void {
    writeFileSync(join(this.#folder, 'terraform.tfstate'), state);
  }

  /** The plan of a scenario from the kept state, without asking AWS, as `terraform show -json` gives it. */
  planScenario(scenario: Scenario): string {
    this.writeScenario(scenario);
    const state = join(this.#folder, 'scenario.tfstate');
    const kept = recordOf(JSON.parse(readFileSync(stateFile(this.#stack), 'utf8')));
    const fresh = { ...kept, outputs: {}, resources: [] };
    writeFileSync(state, JSON.stringify(scenario.fresh === true ? fresh : kept));
    return this.plan('-refresh=false', `-state=${state}`, ...(scenario.arguments ?? []));
  }

  plan(...options: readonly string[]): string {
    this.run('plan', '-input=false', '-lock=false', '-out=plan.tfplan', ...options);
    return this.run('show', '-json', 'plan.tfplan');
  }

  /** @throws Error with Terraform's own words when it fails. */
  run(...options: readonly string[]): string {
    const { status, stdout, stderr, error } = spawnSync('terraform', options, {
      cwd: this.#folder,
      env: this.#environment,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`terraform ${options.join(' ')}: ${stderr || stdout}`);
    return stdout;
  }
}

/** A state or a plan without the API's id that an emulator chose. */
export function withFixedId(text: string, restApiId: string): string {
  return text.replaceAll(restApiId, REST_API_ID);
}
