import type { Clock } from '../../clock';
import type { ApiKey, RestApi, Stage, Throttle, UsagePlan } from '../../rest-api';
import type { CounterStore } from './counter-store';
import { createQuotaMeter } from './quota-meter';
import { createTokenBuckets, type BucketUse } from './token-bucket';

/** One request, as the limits see it. */
export interface Use {
  readonly api: RestApi;
  readonly stage: Stage;
  /** With `apiKey`: the plan by which a key uses a method that asks for one. */
  readonly plan: UsagePlan | undefined;
  readonly apiKey: ApiKey | undefined;
  /** The resource's path with the method's verb, as a plan names a method: `/items/{id}/GET`. */
  readonly methodPath: string;
}

export type LimitOutcome =
  | { readonly kind: 'accepted'; readonly quotaRemaining: number | undefined }
  | { readonly kind: 'refused'; readonly responseType: 'THROTTLED' | 'QUOTA_EXCEEDED' };

/** The limits of usage plans and stages. */
export interface UsageMeter {
  /** Counts a request, unless a limit refuses it. */
  consume(use: Use): LimitOutcome;
  /** Requests left of the key's quota in this period; `undefined`: the plan has no quota. */
  remaining(plan: UsagePlan, apiKey: ApiKey): number | undefined;
  /** Fills every bucket, and every quota. */
  reset(): void;
}

/**
 * Meters requests: against the key's throttle first, then the method's, then the key's quota. What is throttled
 * does not count against the quota. AWS throttles as best it can over many machines; here it is exact.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function createUsageMeter(options: {
  readonly clock: Clock;
  /** For quotas; throttles are not worth keeping. */
  readonly counters: CounterStore;
}): UsageMeter {
  const buckets = createTokenBuckets(options.clock);
  const quotas = createQuotaMeter(options.clock, options.counters);
  return {
    consume(use) {
      const uses = [keyBucket(use), stageBucket(use)].filter((bucket) => bucket !== undefined);
      if (!buckets.take(uses)) return { kind: 'refused', responseType: 'THROTTLED' };
      if (use.plan === undefined || use.apiKey === undefined) {
        return { kind: 'accepted', quotaRemaining: undefined };
      }
      const left = quotas.consume(use.plan, use.apiKey);
      return left === 'exceeded'
        ? { kind: 'refused', responseType: 'QUOTA_EXCEEDED' }
        : { kind: 'accepted', quotaRemaining: left };
    },
    remaining: (plan, apiKey) => quotas.remaining(plan, apiKey),
    reset() {
      buckets.clear();
      options.counters.clear();
    },
  };
}

/** A key's: of the method where its plan sets one, else of the whole plan, over all its stages. */
function keyBucket({ api, stage, plan, apiKey, methodPath }: Use): BucketUse | undefined {
  if (plan === undefined || apiKey === undefined) return undefined;
  const ofMethod = Object.entries(plan.methodThrottles).find(
    ([path]) => normalPath(path) === normalPath(methodPath),
  );
  if (ofMethod !== undefined) {
    const [path, throttle] = ofMethod;
    return {
      key: JSON.stringify(['method', plan.id, apiKey.id, api.id, stage.name, normalPath(path)]),
      throttle,
    };
  }
  if (plan.throttle === undefined) return undefined;
  return { key: JSON.stringify(['plan', plan.id, apiKey.id]), throttle: plan.throttle };
}

/** Each stage's, by its methods: settings do not change while a stage is served. */
const stageBuckets = new WeakMap<Stage, Map<string, BucketUse | undefined>>();

function stageBucket(use: Use): BucketUse | undefined {
  const { stage, methodPath } = use;
  const known = stageBuckets.get(stage) ?? new Map<string, BucketUse | undefined>();
  if (known.size === 0) stageBuckets.set(stage, known);
  if (!known.has(methodPath)) known.set(methodPath, findStageBucket(use));
  return known.get(methodPath);
}

/** A method's, for all its callers; settings for every method give each a bucket of its own, as on AWS. */
function findStageBucket({ api, stage, methodPath }: Use): BucketUse | undefined {
  const path = normalPath(methodPath);
  const throttle = stageThrottle(stage, path);
  if (throttle === undefined) return undefined;
  return { key: JSON.stringify(['stage', api.id, stage.name, path]), throttle };
}

const EVERY_METHOD = '*/*';

function stageThrottle(stage: Stage, path: string): Throttle | undefined {
  const settings = stage.methodSettings.find(({ methodPath }) =>
    [EVERY_METHOD, path].includes(normalPath(methodPath)),
  );
  const rateLimit = settings?.throttlingRateLimit ?? -1;
  const burstLimit = settings?.throttlingBurstLimit ?? -1;
  if (rateLimit < 0) return undefined;
  // A rate without a burst: what a second allows.
  return { rateLimit, burstLimit: burstLimit < 0 ? Math.ceil(rateLimit) : burstLimit };
}

/** Plans write `/items/POST`, stages `items/POST`; the root's `/GET` may come with two slashes. */
function normalPath(path: string): string {
  return path.replace(/^\/+/, '');
}
