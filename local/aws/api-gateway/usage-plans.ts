import type { Application } from '../../application';
import type { ApiKey, UsagePlan } from '../../rest-api';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html */
export interface UsagePlanSummary {
  readonly id: string;
  readonly name: string;
  readonly apiStages: readonly {
    readonly apiId: string;
    readonly stage: string;
    readonly throttle?: UsagePlan['methodThrottles'];
  }[];
  readonly throttle: UsagePlan['throttle'];
  readonly quota: UsagePlan['quota'];
}

/** Every plan once, with all the stages it is for. */
export function usagePlansOf({ restApis }: Application): UsagePlanSummary[] {
  const uses = restApis.flatMap((api) =>
    api.stages.flatMap((stage) =>
      stage.usagePlans.map((plan) => ({ plan, apiId: api.id, stage: stage.name })),
    ),
  );
  const plans = new Map(uses.map(({ plan }) => [plan.id, plan]));
  return [...plans.values()].map(({ id, name, throttle, quota }) => ({
    id,
    name,
    apiStages: uses
      .filter((use) => use.plan.id === id)
      .map(({ plan, apiId, stage }) => ({
        apiId,
        stage,
        ...(Object.keys(plan.methodThrottles).length > 0 && { throttle: plan.methodThrottles }),
      })),
    throttle,
    quota,
  }));
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsagePlanKeys.html */
export function usagePlanKeySummary({ id, name }: ApiKey): unknown {
  return { id, type: 'API_KEY', name };
}
