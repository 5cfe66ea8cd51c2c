/** The one place where the pipeline meets the plan review. */
import { join } from 'node:path';
import { loadAllowList, postComment, reviewPlans, type Review } from '../plan-review';
import { commentTarget } from '../plan-review/comment';
import type { SavedPlan } from './stack';

/**
 * What the plans would do, and what of it is dangerous; a danger that `plan-allow.json` names is none.
 *
 * @param root The project's folder, which may hold `plan-allow.json`.
 * @throws Error in one line when `plan-allow.json` is wrong.
 */
export function review(root: string, plans: readonly SavedPlan[]): Review {
  const allow = loadAllowList(join(root, 'plan-allow.json'));
  return reviewPlans(plans, { allow, now: new Date() });
}

/**
 * Puts the review on the pull request that Travis CI builds.
 *
 * @returns What was done, in a line; also why nothing was.
 */
export async function commentOn(
  markdown: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string> {
  const target = commentTarget(environment);
  if (typeof target === 'string') return `no comment posted: ${target}`;
  return `comment ${await postComment(markdown, target)} on pull request ${target.pullRequest}`;
}
