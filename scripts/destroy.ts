import { STAGE_NAMES, type StageName } from '../config';
import { confirm } from './pipeline/confirm';
import { forgetReleases } from './pipeline/releases';
import { dropRetained } from './pipeline/retained-deployments';
import { review } from './pipeline/review';
import { openSession, type Session } from './pipeline/session';
import { LOCK_HELP, LOCK_OPTIONS, waitOf, withSessionLock } from './pipeline/session-lock';
import type { Stack } from './pipeline/stack';
import { runStageCommand, type StageLine } from './pipeline/stage-command';
import { renderMarkdown } from './plan-review';

const HELP = `Destroys a stage: its functions, table with all items, key, logs. The API and the other stage stay.

  npm run destroy -- dev [options]

  --api                 the API's stack as well; refused while another stage is deployed
  --yes                 does not ask
  --yes-destroy-prod    prod is refused without it; its table is protected on top (docs/pipeline.md)
${LOCK_HELP}
  --verbose             also what Terraform reads, and what it begins
  -h, --help            this text
`;

const OPTIONS = {
  api: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  'yes-destroy-prod': { type: 'boolean', default: false },
  ...LOCK_OPTIONS,
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function run({ values, stages }: StageLine<typeof OPTIONS>): Promise<undefined> {
  if (stages.includes('prod') && !values['yes-destroy-prod']) {
    throw new Error('prod is not destroyed by a slip: say --yes-destroy-prod as well');
  }
  const session = await openSession({ verbose: values.verbose, lockWaitMs: waitOf(values) });
  return withSessionLock(session, { what: `destroy ${stages.join(' ')}`, values }, () =>
    destroyAll(session, stages, values),
  );
}

async function destroyAll(
  session: Session,
  stages: readonly StageName[],
  values: { readonly api: boolean; readonly yes: boolean },
): Promise<undefined> {
  if (values.api) await checkAlone(session, stages);
  await session.api.init();
  for (const name of stages) {
    await forgetReleases(session, name);
    await destroyStack(session, session.stage(name), values.yes);
  }
  if (values.api) await destroyStack(session, session.api, values.yes);
}

/** The other stages' stacks would be left with an API that is gone. */
async function checkAlone({ stage }: Session, stages: readonly StageName[]): Promise<void> {
  for (const name of STAGE_NAMES.filter((one) => !stages.includes(one))) {
    const other = stage(name);
    await other.init();
    if (await other.isDeployed()) {
      throw new Error(`--api: ${other.name} still uses the API: destroy it first`);
    }
  }
}

async function destroyStack(session: Session, stack: Stack, isAgreed: boolean): Promise<void> {
  session.write(`${stack.name}: planning to destroy`);
  await stack.init();
  dropRetained(stack.folder);
  const saved = await stack.plan('destroy');
  if (!saved.hasChanges) {
    session.write('  nothing is deployed');
    return;
  }
  process.stdout.write(
    renderMarkdown(review(session.root, [{ ...saved, accountId: session.caller.accountId }])),
  );
  if (!isAgreed) await confirm(`Destroy all of ${stack.name}?`, stack.name);
  session.write(`${stack.name}: destroying`);
  await stack.apply(saved);
}

runStageCommand({ help: HELP, options: OPTIONS, run });
