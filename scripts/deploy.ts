import { resolve } from 'node:path';
import type { StageName } from '../config';
import { importsOf, type Import } from './pipeline/adopt';
import { whyOutdated } from './pipeline/branch-head';
import { confirm } from './pipeline/confirm';
import { planStack } from './pipeline/plan-stack';
import { recordRelease } from './pipeline/releases';
import { review } from './pipeline/review';
import { openSession, type Session } from './pipeline/session';
import { LOCK_HELP, LOCK_OPTIONS, waitOf, withSessionLock } from './pipeline/session-lock';
import type { SavedPlan, Stack } from './pipeline/stack';
import { runStageCommand, type StageLine } from './pipeline/stage-command';
import { takenFunctions } from './pipeline/taken-functions';
import { TerraformError } from './pipeline/terraform-failure';
import { exitCodeOf, renderMarkdown } from './plan-review';

const HELP = `Builds, synthesizes and deploys: the API's stack first, then the stage's. For each: plan, review, then that very plan.

  npm run deploy -- dev|prod [options]

  --yes        does not ask; for CI. A dangerous plan stops all the same, unless plan-allow.json names the danger
${LOCK_HELP}
  --verbose    also what Terraform reads, and what it begins
  -h, --help   this text

In CI, a commit that is no longer the head of its branch is not deployed, which is no failure.
Exit code: 0 deployed or nothing to do, 2 dangerous and stopped, 1 failed. Run again after a failure: it goes on.
`;

const OPTIONS = {
  yes: { type: 'boolean', default: false },
  ...LOCK_OPTIONS,
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function run({ values, stages }: StageLine<typeof OPTIONS>): Promise<number> {
  if (await isOutdated()) return 0;
  const session = await openSession({
    verbose: values.verbose,
    lockWaitMs: waitOf(values),
    makesStages: true,
  });
  return withSessionLock(session, { what: `deploy ${stages.join(' ')}`, values }, () =>
    deployAll(session, stages, values.yes),
  );
}

async function deployAll(
  session: Session,
  stages: readonly StageName[],
  isAgreed: boolean,
): Promise<number> {
  // While we waited a newer commit may have come, and gone before us.
  if (await isOutdated()) return 0;
  const stacks = [session.api, ...stages.map((name) => session.stage(name))];
  for (const stack of stacks) {
    const code = await deployStack(session, stack, { isAgreed, imports: [] });
    if (code !== 0) return code;
  }
  for (const name of stages) await finish(session, name);
  return 0;
}

async function isOutdated(): Promise<boolean> {
  const reason = await whyOutdated(resolve(__dirname, '..'));
  if (reason !== undefined) process.stderr.write(`${reason}\n`);
  return reason !== undefined;
}

interface Order {
  /** Whether the answer was given before. */
  readonly isAgreed: boolean;
  /** What is there already, and the state does not know. */
  readonly imports: readonly Import[];
}

/** @returns The exit code: 0 when the stack is as the configuration says. */
async function deployStack(session: Session, stack: Stack, order: Order): Promise<number> {
  const saved = await planStack(session, stack, { imports: order.imports });
  if (!saved.hasChanges) return 0;
  const taken = await takenFunctions(saved.plan, session.config.region);
  if (taken.length > 0) return takeOver(session, stack, addImports(order, taken));
  const result = review(session.root, [{ ...saved, accountId: session.caller.accountId }]);
  process.stdout.write(renderMarkdown(result));
  const code = exitCodeOf(result);
  if (code !== 0) {
    session.write(
      `${stack.name}: stopped, nothing of it was changed: the plan is dangerous; plan-allow.json may allow it (docs/pipeline.md)`,
    );
    return code;
  }
  if (!order.isAgreed) await confirm(`Deploy this to ${stack.name}?`);
  session.write(`${stack.name}: applying`);
  const found = await applyOrFind(stack, saved);
  if (found.length > 0) return takeOver(session, stack, addImports(order, found));
  await stack.settle();
  return 0;
}

function addImports(order: Order, found: readonly Import[]): Order {
  return { ...order, imports: [...order.imports, ...found] };
}

/** Plans anew, with what is there already. */
function takeOver(session: Session, stack: Stack, order: Order): Promise<number> {
  const addresses = order.imports.map(({ to }) => to).join(', ');
  session.write(
    `${stack.name}: there already, from a deployment that was killed; taking over ${addresses}`,
  );
  return deployStack(session, stack, order);
}

/** @returns What was in the way because it is there already, and can be taken over. */
async function applyOrFind(stack: Stack, saved: SavedPlan): Promise<readonly Import[]> {
  try {
    await stack.apply(saved);
    return [];
  } catch (error) {
    const found = error instanceof TerraformError ? importsOf(saved.plan, error.diagnostics) : [];
    if (found.length === 0) throw error;
    return found;
  }
}

async function finish(session: Session, name: StageName): Promise<void> {
  const stack = session.stage(name);
  const release = await recordRelease(session, name);
  const { invoke_url: invokeUrl, domain_url: domainUrl } = await stack.outputs();
  // With its own address switched off, the domain name is all there is.
  const url = domainUrl ?? invokeUrl;
  session.write(`${stack.name}: release ${release.number} at ${String(url)}`);
}

runStageCommand({ help: HELP, options: OPTIONS, run });
