import { type JsonRecord, memberAt, textOf } from '../json';
import { namesNewThing } from '../references';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { isSwitchedOff } from './protection';
import { type Rule, types } from './rule';

/** A raise of at least this many times is told; a smaller one is everyday business. */
const LARGE_RAISE = 10;
/** A raise of at least this many times is as good as no limit. */
const LIFT = 25;

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

const DAYS: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7, MONTH: 30 };

/** Calls a day, so that a quota of a month and one of a day can be compared. */
function quotaOf(values: JsonRecord): number | undefined {
  const limit = limitOf(values, 'quota_settings', 'limit');
  const period = textOf(memberAt(values, 'quota_settings', 'period')) ?? 'DAY';
  return limit === undefined ? undefined : limit / (DAYS[period] ?? 1);
}

/** Limits that grow so many times or more, but not as many as `below`. */
function raisedLimits(change: ResourceChange, times: number, below: number): string | undefined {
  if (!isKept(change)) return undefined;
  const steps = [
    ...[...STAGE_LIMITS, ...PLAN_LIMITS].map((path) => ({
      name: path.join('.'),
      old: limitOf(change.before, ...path),
      now: limitOf(change.after, ...path),
    })),
    { name: 'quota_settings (a day)', old: quotaOf(change.before), now: quotaOf(change.after) },
  ];
  const raised = steps.flatMap(({ name, old, now }) =>
    old !== undefined && now !== undefined && old > 0 && now >= old * times && now < old * below
      ? [`\`${name}\`: \`${old}\` -> \`${now}\``]
      : [],
  );
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
    find: (change, all) => {
      if (change.action === 'destroy')
        return 'the method settings of the stage are removed, and the throttle with them';
      if (change.action !== 'create')
        return removedLimits(change, isKept(change) ? STAGE_LIMITS : []);
      const isLimited = STAGE_LIMITS.every((path) => limitOf(change.after, ...path) !== undefined);
      return isLimited || namesNewThing(change, 'stage_name', all)
        ? undefined
        : 'settings of their own, without a throttle, take the place of the settings of the stage';
    },
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
    find: (change) => raisedLimits(change, LARGE_RAISE, LIFT),
  },
  {
    id: 'throttle-lifted',
    severity: 'danger',
    lost: `the limit: at ${LIFT} times or more it binds nobody`,
    mend: 'raise it in steps that functions, table and bill can bear',
    types: types('aws_api_gateway_method_settings', 'aws_api_gateway_usage_plan'),
    find: (change) => raisedLimits(change, LIFT, Number.POSITIVE_INFINITY),
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
