import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from './base';

/** A folder in which the real Terraform runs, with the providers linked once for all plans made in it. */
export class Workspace {
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(folder: string, environment: Readonly<Record<string, string>> = {}) {
    this.#folder = folder;
    // The provider talks to an emulator over plain HTTP, or to nobody: a bundle of certificates only gets in the way.
    const { AWS_CA_BUNDLE: _unused, ...inherited } = process.env;
    this.#environment = { ...inherited, TF_IN_AUTOMATION: '1', ...environment };
    mkdirSync(folder, { recursive: true });
  }

  write(configuration: Configuration): void {
    writeFileSync(join(this.#folder, 'cdk.tf.json'), JSON.stringify(configuration));
  }

  writeState(state: string): void {
    writeFileSync(join(this.#folder, 'terraform.tfstate'), state);
  }

  /** @throws Error with Terraform's own words when it fails. */
  run(...args: readonly string[]): string {
    const { status, stdout, stderr, error } = spawnSync('terraform', args, {
      cwd: this.#folder,
      env: this.#environment,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`terraform ${args.join(' ')}: ${stderr || stdout}`);
    return stdout;
  }

  /** The plan as `terraform show -json` gives it. */
  plan(...args: readonly string[]): string {
    this.run('plan', '-input=false', '-lock=false', '-out=plan.tfplan', ...args);
    return this.run('show', '-json', 'plan.tfplan');
  }
}
