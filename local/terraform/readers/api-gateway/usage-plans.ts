/** `aws_api_gateway_usage_plan`, its keys, and the stages it is for. */
import type { KeyRing } from '../../../key-ring';
import type { ApiKey, Quota, Throttle, UsagePlan } from '../../../rest-api';
import { Unknown } from '../../expression/value';
import type { World } from '../../stack/world';
import { Arguments } from '../arguments';
import { idOfPart } from './api-parts';

/** The plans of a stage of an API. */
export type UsagePlanStages = (apiId: string, stageName: string) => readonly UsagePlan[];

/**
 * @param keyRing Gives a key its value, when Terraform leaves it to AWS.
 * @throws LocatedError
 */
export function readUsagePlans(world: World, keyRing: KeyRing): UsagePlanStages {
  const keysOf = readKeys(world, keyRing);
  const stages = world.ofType('aws_api_gateway_usage_plan').flatMap((resource) => {
    const plan = Arguments.of(resource);
    const common = { ...readPlan(plan), keys: keysOf(idOfPart(plan)) };
    return plan.blocks('api_stages').map((stage) => ({
      key: `${stage.requiredText('api_id')}/${stage.requiredText('stage')}`,
      plan: { ...common, methodThrottles: methodThrottles(stage) },
    }));
  });
  return (apiId, stageName) =>
    stages.filter(({ key }) => key === `${apiId}/${stageName}`).map(({ plan }) => plan);
}

function readPlan(plan: Arguments): Omit<UsagePlan, 'keys' | 'methodThrottles'> {
  const throttle = plan.block('throttle_settings');
  const quota = plan.block('quota_settings');
  return {
    id: idOfPart(plan),
    address: plan.resource.address,
    name: plan.requiredText('name'),
    throttle: throttle === undefined ? undefined : readThrottle(throttle),
    quota: quota === undefined ? undefined : readQuota(quota),
  };
}

function readThrottle(settings: Arguments): Throttle {
  return {
    rateLimit: settings.number('rate_limit') ?? 0,
    burstLimit: settings.number('burst_limit') ?? 0,
  };
}

function readQuota(settings: Arguments): Quota {
  const limit = settings.number('limit');
  const period = settings.choice('period', ['DAY', 'WEEK', 'MONTH']);
  if (limit === undefined) throw settings.error('limit', 'it is required, and missing');
  if (period === undefined) throw settings.error('period', 'it is required, and missing');
  return { limit, period, offset: settings.number('offset') ?? 0 };
}

function methodThrottles(stage: Arguments): Record<string, Throttle> {
  return Object.fromEntries(
    stage.blocks('throttle').map((block) => [block.requiredText('path'), readThrottle(block)]),
  );
}

/** The keys of the plan with an id. */
function readKeys(world: World, keyRing: KeyRing): (planId: string) => readonly ApiKey[] {
  const keys = new Map(
    world.ofType('aws_api_gateway_api_key').map((resource) => {
      const key = Arguments.of(resource);
      return [idOfPart(key), readKey(key, keyRing)];
    }),
  );
  const pairs = world.ofType('aws_api_gateway_usage_plan_key').map((resource) => {
    const pair = Arguments.of(resource);
    const key = keys.get(pair.requiredText('key_id'));
    if (key === undefined) throw pair.error('key_id', 'no API key of these stacks has this id');
    return { planId: pair.requiredText('usage_plan_id'), key };
  });
  return (planId) => pairs.filter((pair) => pair.planId === planId).map(({ key }) => key);
}

function readKey(key: Arguments, keyRing: KeyRing): ApiKey {
  const { address, stackName } = key.resource;
  const isWritten = !((key.resource.argument('value') ?? new Unknown('')) instanceof Unknown);
  return {
    id: idOfPart(key),
    address,
    name: key.requiredText('name'),
    value: isWritten ? key.requiredText('value') : keyRing.valueOf(`${stackName}/${address}`),
    enabled: key.boolean('enabled') ?? true,
    description: key.text('description'),
  };
}
