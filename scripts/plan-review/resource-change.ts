import { STAGE_NAMES } from '../../config';
import { isRecord, type JsonRecord, listOf, recordOf, textOf } from './json';
import { type Known, type PlanFacts, readFacts } from './plan-facts';

/** What Terraform will do to a resource, in plain words. */
export type Action =
  | 'create'
  | 'update'
  | 'replace'
  | 'destroy'
  | 'forget'
  | 'read'
  | 'move'
  // Taken into the stack by its id, and left as it is.
  | 'import'
  | 'no change';

/** Where a change is felt: `both` for what the stages share, `none` for what serves no stage. */
export type StageReached = 'dev' | 'prod' | 'both' | 'none';

/** One entry of `resource_changes` (or of `resource_drift`) of `terraform show -json`. */
export interface ResourceChange {
  readonly stack: string;
  readonly stage: StageReached;
  /** What else the plan says. */
  readonly facts: PlanFacts;
  readonly address: string;
  /** The address before a `moved` block. */
  readonly previousAddress: string | undefined;
  /** As in `aws_dynamodb_table`; a data source's begins with `data.`. */
  readonly type: string;
  /** The id by which an `import` block takes a thing into this stack. */
  readonly importing: string | undefined;
  /** Was it there, and is it gone without Terraform, so that the plan makes another? */
  readonly vanished: boolean;
  readonly action: Action;
  /** Empty when the resource does not exist before. */
  readonly before: JsonRecord;
  /** Empty when the resource does not exist after. What is known only after apply is absent. */
  readonly after: JsonRecord;
  /** The shape of `after`, `true` where the value is known only after apply. */
  readonly afterUnknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
  /** The attributes that force a replacement, as in `attribute.0.name`. */
  readonly replacePaths: readonly string[];
}

/** A stack's plan, read. */
export interface StackPlan {
  readonly stack: string;
  readonly stage: StageReached;
  readonly changes: readonly ResourceChange[];
  /** What was changed outside Terraform; of a refresh-only plan these are the changes. */
  readonly drift: readonly ResourceChange[];
  readonly isRefreshOnly: boolean;
  /** False when the plan was made for a part of the stack only (`-target`). */
  readonly isComplete: boolean;
}

/**
 * Tells the stage that a stack reaches from its name: `gatehouse-prod`, `gatehouse-api`, `gatehouse-bootstrap`.
 *
 * @throws Error when the name tells none: another stage's things would then pass for this one's.
 */
export function stageOfStack(stack: string): StageReached {
  const last = stack.split(/[-_]/).at(-1);
  const stage = STAGE_NAMES.find((name) => name === last);
  if (stage !== undefined) return stage;
  if (last === 'api') return 'both';
  if (last === 'bootstrap') return 'none';
  throw new Error(
    `${stack}: its stage is not known; give the plan as NAME=FILE, where NAME ends in ${STAGE_NAMES.map((name) => `-${name}`).join(', ')}, -api or -bootstrap`,
  );
}

const ACTIONS: Readonly<Record<string, Action>> = {
  'no-op': 'no change',
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'destroy',
  'delete,create': 'replace',
  'create,delete': 'replace',
  forget: 'forget',
  // Terraform calls it so when the old one stays, forgotten, beside its replacement.
  'create,forget': 'replace',
  'forget,create': 'replace',
};

/**
 * Reads `terraform show -json` of one stack's plan.
 *
 * @param known What the caller has beside the plan.
 * @throws Error when it is no plan, when planning failed, or when its format is not one we know: what cannot be read
 *   must not pass for safe. https://developer.hashicorp.com/terraform/internals/json-format
 */
export function parsePlan(stack: string, plan: unknown, known: Known = {}): StackPlan {
  if (!isRecord(plan) || typeof plan['format_version'] !== 'string') {
    throw new Error(
      `${stack}: this is no plan; make one with: terraform show -json FILE.tfplan > plan.json`,
    );
  }
  if (!plan['format_version'].startsWith('1.')) {
    throw new Error(
      `${stack}: plan format ${plan['format_version']} is not known; 1.x is, of Terraform 1.1 and later`,
    );
  }
  if (plan['errored'] === true) {
    throw new Error(`${stack}: terraform plan failed, so the plan is not whole; plan again`);
  }
  if (!('resource_changes' in plan) && !('resource_drift' in plan) && !isEmptyPlan(plan)) {
    throw new Error(`${stack}: this is a state, not a plan; show the file of terraform plan -out`);
  }
  const place = { stack, stage: stageOfStack(stack), facts: readFacts(plan, known) };
  const drift = listOf(plan['resource_drift']).map((entry) => parseChange(place, entry));
  const gone = new Set(
    drift.filter(({ action }) => action === 'destroy').map(({ address }) => address),
  );
  return {
    stack,
    stage: place.stage,
    changes: listOf(plan['resource_changes'])
      .map((entry) => parseChange(place, entry))
      .map((change) => ({ ...change, vanished: gone.has(change.address) })),
    drift: drift.filter(({ action }) => action !== 'no change'),
    isRefreshOnly: plan['resource_changes'] === undefined,
    isComplete: plan['complete'] !== false,
  };
}

/** A plan of an empty stack has no changes, but still what it planned for; a state has `values` instead. */
function isEmptyPlan(plan: JsonRecord): boolean {
  return isRecord(plan['planned_values']) || isRecord(plan['configuration']);
}

function parseChange(
  place: Pick<ResourceChange, 'stack' | 'stage' | 'facts'>,
  entry: unknown,
): ResourceChange {
  const { stack } = place;
  const resource = recordOf(entry);
  const change = recordOf(resource['change']);
  const address = textOf(resource['address']);
  const type = textOf(resource['type']);
  if (address === undefined || type === undefined) {
    throw new Error(`${stack}: a resource change without address or type; is the plan whole?`);
  }
  const actions = listOf(change['actions']).join();
  const action = ACTIONS[actions];
  if (action === undefined) {
    throw new Error(`${stack}: ${address}: action "${actions}" is not one this review knows`);
  }
  const previousAddress = textOf(resource['previous_address']);
  const importing = idOf(change['importing']);
  return {
    ...place,
    address,
    previousAddress,
    type: resource['mode'] === 'data' ? `data.${type}` : type,
    importing,
    vanished: false,
    action: action === 'no change' ? stillActionOf(importing, previousAddress) : action,
    before: recordOf(change['before']),
    after: recordOf(change['after']),
    afterUnknown: change['after_unknown'],
    beforeSensitive: change['before_sensitive'],
    afterSensitive: change['after_sensitive'],
    replacePaths: listOf(change['replace_paths']).map((path) => listOf(path).join('.')),
  };
}

/** What happens to a thing that stays as it is. */
function stillActionOf(importing: string | undefined, previousAddress: string | undefined): Action {
  if (importing !== undefined) return 'import';
  return previousAddress === undefined ? 'no change' : 'move';
}

/** The id, or the identity, by which a thing is imported. */
function idOf(importing: unknown): string | undefined {
  if (!isRecord(importing)) return undefined;
  return textOf(importing['id']) ?? JSON.stringify(importing);
}

/** Is an attribute, or something in it, known only after apply? */
export function isUnknown({ afterUnknown }: ResourceChange, attribute: string): boolean {
  return hasUnknown(recordOf(afterUnknown)[attribute]);
}

export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) ? Object.values(value).some(hasUnknown) : value === true;
}

/** Does the resource go, be it for good or to make room for another? */
export function isLost({ action }: ResourceChange): boolean {
  return action === 'destroy' || action === 'replace';
}

/** Is the resource there before and after, be it another one? */
export function isKept({ action }: ResourceChange): boolean {
  return action === 'update' || action === 'replace';
}
