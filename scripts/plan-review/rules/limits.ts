import { type JsonRecord, memberAt, textOf, textsOf } from '../json';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { showValue } from '../shown-value';
import { isSwitchedOff } from './protection';
import { type Rule, types } from './rule';

/** A raise of at least this many times is told; a smaller one is everyday business. */
const LARGE_RAISE = 10;

const LIMITS = ['throttling_rate_limit', 'throttling_burst_limit'] as const;

/** A limit that limits: API Gateway takes -1, and nothing at all, for "no limit of its own". */
function limitOf(values: JsonRecord, ...path: readonly string[]): number | undefined {
  const limit = Number(memberAt(values, ...path) ?? -1);
  return Number.isFinite(limit) && limit >= 0 ? limit : undefined;
}

function removedLimits(
  change: ResourceChange,
  paths: readonly (readonly string[])[],
): string | undefined {
  const gone = paths.filter(
    ([attribute = '', ...rest]) =>
      limitOf(change.before, attribute, ...rest) !== undefined &&
      limitOf(change.after, attribute, ...rest) === undefined &&
      !isUnknown(change, attribute),
  );
  return gone.length === 0
    ? undefined
    : `no limit any more: ${gone.map((path) => `\`${path.join('.')}\``).join(', ')}`;
}

function raisedLimits(
  change: ResourceChange,
  paths: readonly (readonly string[])[],
): string | undefined {
  const raised = paths.flatMap((path) => {
    const old = limitOf(change.before, ...path);
    const now = limitOf(change.after, ...path);
    return old !== undefined && now !== undefined && old > 0 && now >= old * LARGE_RAISE
      ? [`\`${path.join('.')}\`: ${old} -> ${now}`]
      : [];
  });
  return raised.length === 0 ? undefined : raised.join(', ');
}

const STAGE_LIMITS = LIMITS.map((name) => ['settings', name]);
const PLAN_LIMITS = [
  ['throttle_settings', 'rate_limit'],
  ['throttle_settings', 'burst_limit'],
];
const QUOTA = [['quota_settings', 'limit']];

/** Throttles and quotas: without them one caller can use up the account's 10000 requests per second, and the money. */
export const LIMIT_RULES: readonly Rule[] = [
  {
    id: 'throttle-removed',
    severity: 'danger',
    lost: "the limit of the stage: it can use up the account's, which every API of the account shares",
    mend: 'set throttling_rate_limit and throttling_burst_limit to numbers that the functions can bear',
    types: types('aws_api_gateway_method_settings'),
    find: (change) =>
      change.action === 'destroy'
        ? 'the method settings of the stage are removed, and the throttle with them'
        : removedLimits(change, isKept(change) ? STAGE_LIMITS : []),
  },
  {
    id: 'usage-plan-throttle-removed',
    severity: 'danger',
    lost: 'the limit per key: one client can use up what all share',
    mend: 'keep throttle_settings, with a rate and a burst',
    types: types('aws_api_gateway_usage_plan'),
    find: (change) => removedLimits(change, change.action === 'update' ? PLAN_LIMITS : []),
  },
  {
    id: 'quota-removed',
    severity: 'danger',
    lost: 'the limit of calls per day or month and key, and with it that of the bill',
    mend: 'keep quota_settings',
    types: types('aws_api_gateway_usage_plan'),
    find: (change) => removedLimits(change, change.action === 'update' ? QUOTA : []),
  },
  {
    id: 'throttle-raised',
    severity: 'warning',
    lost: `nothing yet, but a limit grows ${LARGE_RAISE} times or more`,
    mend: 'check that functions and table can bear it',
    types: types('aws_api_gateway_method_settings', 'aws_api_gateway_usage_plan'),
    find: (change) =>
      isKept(change)
        ? raisedLimits(change, [...STAGE_LIMITS, ...PLAN_LIMITS, ...QUOTA])
        : undefined,
  },
  {
    id: 'api-key-disabled',
    severity: 'danger',
    lost: 'every client that uses the key gets 403',
    mend: 'hand out another key first',
    types: types('aws_api_gateway_api_key'),
    find: (change) =>
      isSwitchedOff(change, 'enabled') ? 'the API key is switched off' : undefined,
  },
];

/** Words in the names of things that belong to one stage: `gatehouse-dev-items:live`. */
function stagesNamedIn(text: string): readonly string[] {
  return ['dev', 'prod'].filter((stage) => new RegExp(`(^|[-_/:.])${stage}($|[-_/:.])`).test(text));
}

function otherStage({ stage }: ResourceChange): string | undefined {
  if (stage === 'prod') return 'dev';
  return stage === 'dev' ? 'prod' : undefined;
}

/** Where a stage's things name other things: its variables, its functions' environment, what they are bound to. */
function namedIn(values: JsonRecord): readonly (readonly [string, string])[] {
  const entriesOf = (at: unknown): readonly (readonly [string, unknown])[] =>
    typeof at === 'object' && at !== null ? Object.entries(at) : [];
  return [
    ...entriesOf(memberAt(values, 'variables')),
    ...entriesOf(memberAt(values, 'environment', 'variables')),
    ...['source_arn', 'function_name', 'stage_name', 'stage'].map(
      (name) => [name, values[name]] as const,
    ),
    ...textsOf(memberAt(values, 'dead_letter_config', 'target_arn')).map(
      (arn) => ['dead_letter_config.target_arn', arn] as const,
    ),
  ].flatMap(([name, value]) => {
    const text = textOf(value);
    return text === undefined ? [] : [[name, text] as const];
  });
}

/** The border between the stages. */
export const ISOLATION_RULES: readonly Rule[] = [
  {
    id: 'stage-crossed',
    severity: 'danger',
    lost: 'the border between the stages: one calls, reads or writes what belongs to the other',
    mend: "name the stage's own function, table or queue",
    types: types(
      'aws_api_gateway_stage',
      'aws_lambda_function',
      'aws_lambda_permission',
      'aws_lambda_alias',
      'aws_api_gateway_base_path_mapping',
    ),
    find: (change) => {
      const other = otherStage(change);
      if (other === undefined) return undefined;
      const old = new Map(namedIn(change.before));
      const crossed = namedIn(change.after).filter(
        ([name, value]) => old.get(name) !== value && stagesNamedIn(value).includes(other),
      );
      if (crossed.length === 0) return undefined;
      // The names alone: the value of an environment variable may be a secret.
      return `of ${change.stage}, these name a thing of ${other}: ${crossed
        .map(([name]) => `\`${showValue(name)}\``)
        .join(', ')}`;
    },
  },
];
