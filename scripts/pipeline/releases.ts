/** The releases of a stage: recorded after each deployment, pointed back to by a rollback. */
import type { StageName } from '../../config';
import { listOf, memberOf, textOf } from './json';
import { LiveStage, type Live } from './live-stage';
import { releaseStore, type Release, type ReleaseStore } from './release-store';
import type { Session } from './session';

/** How many releases of a stage are remembered, and kept ready for a rollback. */
export const KEPT_RELEASES = 10;

/** A stage on AWS and its history. */
export interface StageHistory {
  readonly live: LiveStage;
  readonly store: ReleaseStore;
}

/**
 * Opens the history of a stage. Needs the stacks' `init()`.
 *
 * @throws Error in one line when the stage is not deployed.
 */
export async function openHistory(session: Session, stageName: StageName): Promise<StageHistory> {
  const { api, config, root } = session;
  const stack = session.stage(stageName);
  const { rest_api_id: restApiId } = await api.outputs();
  const functionNames = functionsOf(await stack.state());
  if (typeof restApiId !== 'string' || functionNames.length === 0) {
    throw new Error(`${stack.name} is not deployed yet: run npm run deploy -- ${stageName}`);
  }
  return {
    live: new LiveStage({ region: config.region, restApiId, stageName, functionNames }),
    store: releaseStore(config.state, stack.name, root),
  };
}

/**
 * Remembers what the stage runs now, and lets go of snapshots that no remembered release needs.
 *
 * @returns The new release, or the latest when nothing has changed since.
 */
export async function recordRelease(session: Session, stageName: StageName): Promise<Release> {
  const { live, store } = await openHistory(session, stageName);
  const known = await store.read();
  const now = await live.read();
  const latest = known.at(-1);
  if (latest !== undefined && isSame(latest, now)) return latest;
  const release = {
    number: (latest?.number ?? 0) + 1,
    deployedAt: new Date().toISOString(),
    ...now,
  };
  const kept = [...known, release].slice(-KEPT_RELEASES);
  await store.write(kept);
  await letGo(live, kept);
  return release;
}

/** Deletes the stage's deployments that no release in `kept` points to. */
async function letGo(live: LiveStage, kept: readonly Release[]): Promise<void> {
  const needed = new Set(kept.map(({ deploymentId }) => deploymentId));
  for (const id of await live.deployments()) {
    if (!needed.has(id)) await live.deleteDeployment(id);
  }
}

/**
 * Lets go of every snapshot but the one the stage points to, and of the history: before the stage is destroyed.
 *
 * A stage that is not deployed has nothing to forget.
 */
export async function forgetReleases(session: Session, stageName: StageName): Promise<void> {
  const stack = session.stage(stageName);
  await stack.init();
  if (!(await stack.isDeployed())) return;
  const { live, store } = await openHistory(session, stageName);
  const { deploymentId } = await live.read();
  for (const id of await live.deployments()) {
    if (id !== deploymentId) await live.deleteDeployment(id);
  }
  await store.write([]);
}

/** Whether a stage that runs the one runs the other. */
export function isSame(one: Live, other: Live): boolean {
  const names = new Set([...Object.keys(one.versions), ...Object.keys(other.versions)]);
  return (
    one.deploymentId === other.deploymentId &&
    [...names].every((name) => one.versions[name] === other.versions[name])
  );
}

/**
 * The release that a rollback goes to.
 *
 * @param releases Oldest first.
 * @param now What the stage runs.
 * @param to The number of a release; default: the one before what runs now. What was deployed by other means than
 * `npm run deploy` is no release: then the latest release is the one before it.
 * @throws Error in one line when there is no such release.
 */

export function chooseRelease(releases: readonly Release[], now: Live, to?: number): Release {
  const numbers = releases.map(({ number }) => number).join(', ') || 'none';
  if (to !== undefined) {
    const chosen = releases.find(({ number }) => number === to);
    if (chosen !== undefined) return chosen;
    throw new Error(`there is no release ${to}: there are ${numbers}`);
  }
  const current = releases.findLastIndex((release) => isSame(release, now));
  const previous = current === -1 ? releases.at(-1) : releases[current - 1];
  if (previous !== undefined) return previous;
  throw new Error(`there is no release before the one that runs: there are ${numbers}`);
}

/** The functions in a stack's state, by their full names. */
function functionsOf(state: unknown): readonly string[] {
  return listOf(memberOf(state, 'values', 'root_module', 'resources'))
    .filter((resource) => memberOf(resource, 'type') === 'aws_lambda_function')
    .map((resource) => textOf(memberOf(resource, 'values', 'function_name')))
    .sort();
}
