import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { messageOf, runCommand } from './cli';
import {
  commentTarget,
  EMPTY_ALLOW_LIST,
  exitCodeOf,
  loadAllowList,
  postComment,
  renderJson,
  renderMarkdown,
  reviewPlans,
  type AllowList,
  type StackAndPlan,
} from './plan-review';
import { allowListAt, allowListOfBranch, targetBranch } from './plan-review/allow-from';
import {
  parseReviewOptions,
  REVIEW_HELP,
  type PlanFile,
  type ReviewCommandOptions,
} from './plan-review/options';

const ROOT = resolve(__dirname, '..');
const ALLOW_FILE = join(ROOT, 'plan-allow.json');

function readPlan({ stack, file }: PlanFile, accountId: string | undefined): StackAndPlan {
  try {
    const plan: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return { stack, plan, ...(accountId === undefined ? {} : { accountId }) };
  } catch (error) {
    throw new Error(`${file}: is no JSON plan: ${messageOf(error)}`, { cause: error });
  }
}

/** Continuous integration says by the environment which account is ours. */
function accountOf({ AWS_ACCOUNT_ID: id = '' }: NodeJS.ProcessEnv): string | undefined {
  return /^\d{12}$/.test(id) ? id : undefined;
}

/** A file that was asked for must be there; the project's own may have been left out. */
function readAllowList({ allowFile, allowFrom }: ReviewCommandOptions): AllowList {
  if (allowFile !== undefined) return loadAllowList(allowFile);
  if (allowFrom !== undefined) return allowListAt(ROOT, allowFrom);
  const target = targetBranch(process.env);
  if (target !== undefined) return allowListOfBranch(ROOT, target);
  return existsSync(ALLOW_FILE) ? loadAllowList(ALLOW_FILE) : EMPTY_ALLOW_LIST;
}

/** Never throws: a review that cannot be posted is still a review, and its exit code counts. */
async function comment(markdown: string): Promise<void> {
  const target = commentTarget(process.env);
  if (typeof target === 'string') {
    process.stderr.write(`gatehouse: no comment posted: ${target}\n`);
    return;
  }
  try {
    const done = await postComment(markdown, target);
    process.stderr.write(`gatehouse: comment ${done} on #${target.pullRequest}\n`);
  } catch (error) {
    process.stderr.write(`gatehouse: COMMENT NOT POSTED: ${messageOf(error)}\n`);
  }
}

async function main(): Promise<number> {
  const options = parseReviewOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(REVIEW_HELP);
    return 0;
  }
  const accountId = options.accountId ?? accountOf(process.env);
  const plans = options.plans.map((file) => readPlan(file, accountId));
  const review = reviewPlans(plans, {
    allow: readAllowList(options),
  });
  const markdown = renderMarkdown(review);
  process.stdout.write(options.json ? renderJson(review) : markdown);
  if (options.comment) await comment(markdown);
  return exitCodeOf(review);
}

runCommand(main);
