import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StageName } from '../config';
import { REVIEW_ONLY_VARIABLE } from '../modules/snapshot-check';
import { whyOutdated } from './pipeline/branch-head';
import { planStack } from './pipeline/plan-stack';
import { commentOn, review } from './pipeline/review';
import { openSession, type Session } from './pipeline/session';
import type { SavedPlan } from './pipeline/stack';
import { runStageCommand, type StageLine } from './pipeline/stage-command';
import { exitCodeOf, renderJson, renderMarkdown } from './plan-review';

const HELP = `Plans the API and the stages that are named, and reviews the plans: what changes, in which stage, what is dangerous.

  npm run plan -- dev|prod [dev|prod] [options]

  --json       the review as JSON on stdout (use npm run -s); default: Markdown
  --out FILE   writes the Markdown to FILE as well
  --plans DIR  writes each plan as JSON to DIR/<stack>.json as well, for npm run review; they hold secrets in plain text
  --allow-from REF  plan-allow.json as it is in that commit or branch; of a pull request that Travis CI builds, that of
               the branch it is to be merged into
  --comment    posts the review on the pull request, or updates it there (GITHUB_TOKEN; without it: says so, goes on)
  --no-lock    takes no state lock, for who may only read the states: an apply meanwhile makes the plan untrue
  --no-changes anything that would change counts as a danger: after a deployment nothing may be left. In CI an outdated
               build, which deploys nothing, compares nothing
  --verbose    also what Terraform reads
  -h, --help   this text

A danger passes when plan-allow.json names it. Nothing is changed but state locks. A stage is planned as it will be once
the API is deployed.
Exit code: 0 safe, 2 dangerous, 1 failed.
`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  out: { type: 'string' },
  plans: { type: 'string' },
  'allow-from': { type: 'string' },
  comment: { type: 'boolean', default: false },
  'no-lock': { type: 'boolean', default: false },
  'no-changes': { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function run({ values, stages }: StageLine<typeof OPTIONS>): Promise<number> {
  const session = await openSession({
    verbose: values.verbose,
    locks: !values['no-lock'],
    makesStages: true,
  });
  const plans = await planAll(session, stages);
  if (values.plans !== undefined) writePlans(values.plans, plans);
  const result = review(
    session.root,
    plans.map((plan) => ({ ...plan, accountId: session.caller.accountId })),
    { allowFrom: values['allow-from'] },
  );
  const markdown = renderMarkdown(result);
  process.stdout.write(values.json ? renderJson(result) : markdown);
  if (values.out !== undefined) writeFileSync(values.out, markdown);
  if (values.comment) session.write(await commentOn(markdown));
  const left = plans.filter(({ hasChanges }) => hasChanges).map(({ stack }) => stack);
  if (values['no-changes'] && left.length > 0) {
    const outdated = await whyOutdated(session.root);
    if (outdated !== undefined) {
      session.write(outdated);
      return 0;
    }
    session.write(`not all is deployed as it is written: ${left.join(', ')} would change`);
    return 2;
  }
  return exitCodeOf(result);
}

/** Readable by their owner alone: nothing is masked in a plan. */
function writePlans(folder: string, plans: readonly SavedPlan[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { stack, plan } of plans) {
    writeFileSync(join(folder, `${stack}.json`), JSON.stringify(plan), { mode: 0o600 });
  }
}

async function planAll(session: Session, stages: readonly StageName[]): Promise<SavedPlan[]> {
  const { api, write } = session;
  const plans = [await planStack(session, api)];
  // Between now and the deployment of the stage comes that of the API.
  const variables = { [REVIEW_ONLY_VARIABLE]: 'true' };
  const isDeployed = await api.isDeployed();
  for (const name of stages) {
    const stack = session.stage(name);
    if (isDeployed) plans.push(await planStack(session, stack, { variables }));
    else write(`${stack.name}: not planned; it needs ${api.name}, which is not deployed yet`);
  }
  return plans;
}

runStageCommand({ help: HELP, options: OPTIONS, run });
