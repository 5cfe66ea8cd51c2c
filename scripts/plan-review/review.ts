import {
  EMPTY_ALLOW_LIST,
  isExpired,
  refuseLongEntries,
  type AllowEntry,
  type AllowList,
} from './allow-list';
import { differencesOf } from './differences';
import { maskedView } from './masked-view';
import {
  type Action,
  parsePlan,
  type ResourceChange,
  type StackPlan,
  type StageReached,
} from './resource-change';
import { rowsOf, type Row } from './rows';
import { RULES } from './rules';
import type { Severity } from './rules/rule';
import { unrevertedDrift } from './unreverted';

/** The plan of one stack. */
export interface StackAndPlan {
  /** As in `gatehouse-prod`. */
  readonly stack: string;
  /** What `terraform show -json` says of the plan file. */
  readonly plan: unknown;
  /** The stack's `cdk.tf.json`. @default - what is known only after apply cannot be read, which is a danger */
  readonly synthesized?: unknown;
  /** The account that is planned for, when the caller has asked AWS. @default - as far as the plan proves it */
  readonly accountId?: string;
}

/** Something in a plan that a person should look at. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly stack: string;
  readonly address: string;
  readonly stage: StageReached;
  readonly action: Action;
  /** What happens. Values are in backticks. */
  readonly what: string;
  /** What is lost. */
  readonly lost: string;
  /** What to do instead. */
  readonly mend: string;
  /** The entry of plan-allow.json that allows it. @default - it is not allowed */
  readonly allowedBy?: AllowEntry;
}

/** What was found in the plans of one or many stacks. */
export interface Review {
  readonly stacks: readonly StackSummary[];
  readonly rows: readonly Row[];
  /** Dangers that nothing allows: they stop a deployment. */
  readonly dangers: readonly Finding[];
  /** Dangers that plan-allow.json allows. */
  readonly allowed: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** Entries that would have allowed a danger here, had they not expired. */
  readonly expired: readonly AllowEntry[];
  /** Entries for these stacks that allowed nothing here. */
  readonly unused: readonly AllowEntry[];
}

export interface StackSummary {
  readonly stack: string;
  readonly stage: StageReached;
  /** How many resources each action has. */
  readonly counts: Readonly<Partial<Record<Action, number>>>;
  /** Addresses that were changed outside Terraform; those of a refresh-only plan are its rows instead. */
  readonly drifted: readonly string[];
  /** Are its rows what was changed outside Terraform (`terraform plan -refresh-only`)? */
  readonly isRefreshOnly: boolean;
  /** False when only a part of the stack was planned. */
  readonly isComplete: boolean;
}

export interface ReviewOptions {
  /** @default - nothing is allowed */
  readonly allow?: AllowList;
  /** The time by which entries expire. @default - now */
  readonly now?: Date;
}

/**
 * Reviews the plans of one or many stacks: what changes, in which stage, and what is dangerous about it.
 *
 * @throws Error when a plan cannot be read, which must not pass for safe, or when an entry of the allow list counts for too long.
 */
export function reviewPlans(plans: readonly StackAndPlan[], options: ReviewOptions = {}): Review {
  const { allow = EMPTY_ALLOW_LIST, now = new Date() } = options;
  refuseLongEntries(allow, now);
  const read = plans.map(({ stack, plan, ...known }) => parsePlan(stack, plan, known));
  const changes = read.flatMap(changesOf);
  const left = read.flatMap(leftByOthers);
  const view = maskedView([...changes, ...left]);
  const found = [
    ...changes.map((change) => ({ change, findings: findingsOf(change, changes) })),
    ...left.map((change) => ({ change, findings: driftFindingsOf(change, changes) })),
  ].flatMap(({ change, findings }) =>
    findings.map((one) => ({ ...one, what: view.sentence(one.what, change) })),
  );
  const judged = found.map((finding) => judge(finding, allow, now));
  const dangers = judged.filter((one) => one.severity === 'danger' && one.allowedBy === undefined);
  const allowed = judged.filter(({ allowedBy }) => allowedBy !== undefined);
  return {
    stacks: read.map((plan) => summaryOf(plan)),
    rows: rowsOf(changes),
    dangers,
    allowed,
    warnings: judged.filter(({ severity }) => severity === 'warning'),
    expired: allow.entries.filter(
      (entry) => isExpired(entry, now) && dangers.some((danger) => isAbout(entry, danger)),
    ),
    unused: allow.entries.filter(
      (entry) =>
        !judged.some((finding) => isAbout(entry, finding)) &&
        (entry.stack === undefined || read.some(({ stack }) => stack === entry.stack)),
    ),
  };
}

/** A refresh-only plan has no changes of its own: what it shows is the drift. */
function changesOf(plan: StackPlan): readonly ResourceChange[] {
  return plan.isRefreshOnly ? driftOf(plan) : plan.changes;
}

/** What others changed, and this plan does not put back. */
function leftByOthers(plan: StackPlan): readonly ResourceChange[] {
  return plan.isRefreshOnly ? [] : unrevertedDrift(driftOf(plan), plan.changes);
}

/** Refreshing fills in what a provider had left out, such as an empty list: Terraform itself does not show that. */
function driftOf({ drift }: StackPlan): readonly ResourceChange[] {
  return drift.filter(
    (change) =>
      change.action !== 'update' ||
      differencesOf(change, drift).some(({ isConsequence }) => !isConsequence),
  );
}

function summaryOf(plan: StackPlan): StackSummary {
  const counts: Partial<Record<Action, number>> = {};
  for (const { action } of changesOf(plan)) counts[action] = (counts[action] ?? 0) + 1;
  const { stack, stage, isRefreshOnly, isComplete } = plan;
  return {
    stack,
    stage,
    counts,
    drifted: isRefreshOnly ? [] : driftOf(plan).map(({ address }) => address),
    isRefreshOnly,
    isComplete,
  };
}

function findingsOf(change: ResourceChange, all: readonly ResourceChange[]): readonly Finding[] {
  if (change.action === 'no change') return [];
  return RULES.flatMap(({ id, types, find, severity, lost, mend }) => {
    if (types !== undefined && !types.has(change.type)) return [];
    const what = find(change, all);
    if (what === undefined) return [];
    const { stack, address, stage, action } = change;
    return [{ rule: id, severity, stack, address, stage, action, what, lost, mend }];
  });
}

/** Of drift that stays, what loses nobody anything is not told: its address stands among the drift. */
const QUIET_OF_DRIFT: ReadonlySet<string> = new Set([
  'behaviour-notice',
  'argument-unjudged',
  'type-unjudged',
  'shell-resource',
]);

function driftFindingsOf(
  change: ResourceChange,
  all: readonly ResourceChange[],
): readonly Finding[] {
  return findingsOf(change, [...all, change])
    .filter(({ rule }) => !QUIET_OF_DRIFT.has(rule))
    .map((one) => ({ ...one, what: `changed outside Terraform, and left so: ${one.what}` }));
}

function judge(finding: Finding, allow: AllowList, now: Date): Finding {
  if (finding.severity !== 'danger') return finding;
  const allowedBy = allow.entries.find(
    (entry) => isAbout(entry, finding) && !isExpired(entry, now),
  );
  return allowedBy === undefined ? finding : { ...finding, allowedBy };
}

function isAbout(entry: AllowEntry, { severity, stack, address, action, rule }: Finding): boolean {
  return (
    severity === 'danger' &&
    entry.address === address &&
    (entry.stack ?? stack) === stack &&
    (entry.action === action || entry.action === rule)
  );
}

/** The exit code of a review: 0 safe, 2 dangerous. (1 is for a review that failed.) */
export function exitCodeOf({ dangers }: Review): 0 | 2 {
  return dangers.length === 0 ? 0 : 2;
}
