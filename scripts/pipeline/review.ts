/** The one place where the pipeline meets the plan review. */
import { join } from 'node:path';
import {
  loadAllowList,
  postComment,
  reviewPlans,
  type AllowList,
  type Review,
  type StackAndPlan,
} from '../plan-review';
import { allowListAt, allowListOfBranch, targetBranch } from '../plan-review/allow-from';
import { commentTarget } from '../plan-review/comment';

export interface AllowSource {
  /** The commit or branch whose `plan-allow.json` counts. @default - see `review` */
  readonly allowFrom?: string | undefined;
  /** Where Travis CI says which build this is. @default - the process's own */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * What the plans would do, and what of it is dangerous; a danger that `plan-allow.json` names does not stop it.
 *
 * In a build of a pull request it is the list of the branch that it is to be merged into, else the one that lies in the folder.
 *
 * @param root The project's folder.
 * @throws Error in one line when `plan-allow.json` is wrong or cannot be read.
 */
export function review(
  root: string,
  plans: readonly StackAndPlan[],
  source: AllowSource = {},
): Review {
  return reviewPlans(plans, { allow: allowList(root, source), now: new Date() });
}

function allowList(root: string, { allowFrom, environment = process.env }: AllowSource): AllowList {
  if (allowFrom !== undefined) return allowListAt(root, allowFrom);
  const target = targetBranch(environment);
  return target === undefined
    ? loadAllowList(join(root, 'plan-allow.json'))
    : allowListOfBranch(root, target);
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
