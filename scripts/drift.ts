import { writeFileSync } from 'node:fs';
import { hasDrift } from './pipeline/drifted';
import { review } from './pipeline/review';
import { openSession } from './pipeline/session';
import type { SavedPlan } from './pipeline/stack';
import { runStageCommand, type StageLine } from './pipeline/stage-command';
import { renderJson, renderMarkdown } from './plan-review';

const HELP = `Tells what was changed outside Terraform since the last deployment, attribute by attribute.

  npm run drift -- dev|prod [dev|prod] [options]

  --json       the review as JSON on stdout (use npm run -s); default: Markdown
  --out FILE   writes the Markdown to FILE as well
  --no-lock    takes no state lock, for who may only read the states
  --verbose    also what Terraform reads
  -h, --help   this text

The API's stack is looked at as well. Nothing is changed. Exit code: 0 no drift, 2 drift, 1 failed.
`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  out: { type: 'string' },
  'no-lock': { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function run({ values, stages }: StageLine<typeof OPTIONS>): Promise<number> {
  const { root, api, stage, write, caller } = await openSession({
    verbose: values.verbose,
    locks: !values['no-lock'],
  });
  const plans: SavedPlan[] = [];
  for (const stack of [api, ...stages.map((name) => stage(name))]) {
    write(`${stack.name}: comparing with AWS`);
    await stack.init();
    if (!(await stack.isDeployed())) {
      throw new Error(`${stack.name} is not deployed yet: there is nothing to compare`);
    }
    plans.push(await stack.plan('refresh-only'));
  }
  const result = review(
    root,
    plans.map((plan) => ({ ...plan, accountId: caller.accountId })),
  );
  const markdown = renderMarkdown(result);
  process.stdout.write(values.json ? renderJson(result) : markdown);
  if (values.out !== undefined) writeFileSync(values.out, markdown);
  return plans.some(hasDrift) ? 2 : 0;
}

runStageCommand({ help: HELP, options: OPTIONS, run });
