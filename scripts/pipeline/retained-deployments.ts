/**
 * Keeps the snapshots that a stage had before: a rollback points the stage back to one.
 *
 * A stage's `aws_api_gateway_deployment` has the hash of its snapshot in its name, so a new snapshot is a new resource,
 * and the old one is no longer in the configuration: Terraform would destroy it. A `removed` block makes it forget the
 * old one instead. Why not otherwise: docs/decisions/070-snapshots-are-forgotten-not-destroyed.md.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, memberOf } from './json';

const TYPE = 'aws_api_gateway_deployment';
/** Beside `cdk.tf.json`; Terraform reads every `*.tf.json` of a folder. */
const FILE = 'retained-deployments.tf.json';

/**
 * Writes the `removed` blocks for the deployments that are in the state and no longer in the configuration, or takes
 * away those of an earlier plan.
 *
 * @param folder The stack's, which holds `cdk.tf.json`.
 * @param addresses What the state holds.
 */
export function keepDeployments(folder: string, addresses: readonly string[]): void {
  const configured = configuredNames(folder);
  const gone = addresses
    .filter((address) => address.startsWith(`${TYPE}.`))
    .map((address) => address.slice(TYPE.length + 1))
    .filter((name) => !configured.has(name));
  const removed = gone.map((name) => ({
    from: `${TYPE}.${name}`,
    lifecycle: { destroy: false },
  }));
  dropRetained(folder);
  if (removed.length > 0) writeFileSync(join(folder, FILE), JSON.stringify({ removed }, null, 2));
}

/** Takes the `removed` blocks away: a plan to destroy takes everything. */
export function dropRetained(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}

function configuredNames(folder: string): ReadonlySet<string> {
  const configuration: unknown = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  const deployments = memberOf(configuration, 'resource', TYPE);
  return new Set(isRecord(deployments) ? Object.keys(deployments) : []);
}
