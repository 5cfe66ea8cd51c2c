import type { StageName } from '../config';
import { confirm } from './pipeline/confirm';
import type { Live, LiveStage } from './pipeline/live-stage';
import type { Release } from './pipeline/release-store';
import { chooseRelease, isSame, openHistory } from './pipeline/releases';
import { openSession, type Session } from './pipeline/session';
import { LOCK_HELP, LOCK_OPTIONS, waitOf, withSessionLock } from './pipeline/session-lock';
import { runStageCommand, type StageLine } from './pipeline/stage-command';

const HELP = `Points a stage back: the alias live of its functions to the versions, and the stage to the deployment, of an earlier release.

  npm run rollback -- dev|prod [options]

  --to N       to release N; default: the one before what runs now
  --list       prints the releases and changes nothing
  --dry-run    prints what would be done and changes nothing
  --yes        does not ask
${LOCK_HELP}
  -h, --help   this text

The next deployment goes forward again: revert the commit before it. Until then plan and drift show the difference.
What a function stored, and stage variables, stay as they are.
`;

const OPTIONS = {
  to: { type: 'string' },
  list: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  ...LOCK_OPTIONS,
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function run({ values, stages }: StageLine<typeof OPTIONS>): Promise<undefined> {
  const stageName = oneStage(stages);
  const to = values.to === undefined ? undefined : parseNumber(values.to);
  const session = await openSession({ verbose: false, lockWaitMs: waitOf(values) });
  await session.api.init();
  await session.stage(stageName).init();
  if (values.list) return list(session, stageName);
  const order = { to, isDry: values['dry-run'], isAgreed: values.yes };
  if (order.isDry) return rollBack(session, stageName, order);
  return withSessionLock(session, { what: `rollback ${stageName}`, values }, () =>
    rollBack(session, stageName, order),
  );
}

async function list(session: Session, stageName: StageName): Promise<undefined> {
  const { live, store } = await openHistory(session, stageName);
  const [releases, now] = await Promise.all([store.read(), live.read()]);
  process.stdout.write(listing(releases, now));
}

interface Order {
  /** The number of a release. */
  readonly to: number | undefined;
  /** Only says what it would do. */
  readonly isDry: boolean;
  /** Whether the answer was given before. */
  readonly isAgreed: boolean;
}

async function rollBack(session: Session, stageName: StageName, order: Order): Promise<undefined> {
  const { live, store } = await openHistory(session, stageName);
  const [releases, now] = await Promise.all([store.read(), live.read()]);
  const target = chooseRelease(releases, now, order.to);
  await checkAvailable(live, target);
  const steps = stepsTo(target, now);
  process.stdout.write(describe(stageName, target, steps));
  if (order.isDry || steps.length === 0) return;
  if (!order.isAgreed) await confirm(`Roll ${stageName} back?`);
  for (const step of steps) await step.run(live);
  process.stdout.write(`${stageName} runs release ${target.number}\n`);
}

interface Step {
  readonly text: string;
  readonly run: (live: LiveStage) => Promise<void>;
}

/** Functions first: the API of the release expects them. */
function stepsTo(target: Release, now: Live): readonly Step[] {
  const aliases = Object.entries(target.versions)
    .filter(([name, version]) => now.versions[name] !== version)
    .map(([name, version]) => ({
      text: `alias ${name}:live  version ${now.versions[name] ?? 'none'} -> ${version}`,
      run: (live: LiveStage) => live.useVersion(name, version),
    }));
  if (now.deploymentId === target.deploymentId) return aliases;
  return [
    ...aliases,
    {
      text: `stage  deployment ${now.deploymentId} -> ${target.deploymentId}`,
      run: (live: LiveStage) => live.useDeployment(target.deploymentId),
    },
  ];
}

/** A rollback that stops half way would be worse than none. */
async function checkAvailable(live: LiveStage, target: Release): Promise<void> {
  const deployments = await live.deployments();
  if (!deployments.includes(target.deploymentId)) {
    throw new Error(
      `release ${target.number} cannot be had: its deployment ${target.deploymentId} is gone; choose another with --to (see --list)`,
    );
  }
  for (const [name, version] of Object.entries(target.versions)) {
    const versions = await live.versions(name);
    if (!versions.includes(version)) {
      throw new Error(
        `release ${target.number} cannot be had: version ${version} of ${name} is gone; choose another with --to (see --list)`,
      );
    }
  }
}

function describe(stageName: string, target: Release, steps: readonly Step[]): string {
  const head = `${stageName} to release ${target.number} of ${target.deployedAt}`;
  if (steps.length === 0) return `${head}: it runs it already\n`;
  return `${head}:\n${steps.map(({ text }) => `  ${text}\n`).join('')}`;
}

function listing(releases: readonly Release[], now: Live): string {
  if (releases.length === 0) return 'no releases: npm run deploy records one\n';
  const lines = releases.map((release) => {
    const mark = isSame(release, now) ? '* ' : '  ';
    const versions = Object.entries(release.versions).map(([name, one]) => `${name}:${one}`);
    return `${mark}${release.number}  ${release.deployedAt}  ${release.deploymentId}  ${versions.join(' ')}\n`;
  });
  return lines.join('');
}

function oneStage(stages: readonly StageName[]): StageName {
  const [stageName, ...more] = stages;
  if (stageName === undefined || more.length > 0) throw new Error('name one stage: dev or prod');
  return stageName;
}

function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Error(`--to takes the number of a release, not "${text}"`);
  return Number(text);
}

runStageCommand({ help: HELP, options: OPTIONS, run });
