import type { ApiKey, MethodSettings, UsagePlan } from '../../../../local/rest-api';
import { restApi } from '../../../helpers/rest-api';

export { stage } from '../../../helpers/rest-api';

export function apiKey(id: string, key: Partial<ApiKey> = {}): ApiKey {
  return {
    id,
    address: `aws_api_gateway_api_key.${id}`,
    name: id,
    value: `value-of-${id}-0123456789`,
    enabled: true,
    description: undefined,
    ...key,
  };
}

export function usagePlan(plan: Partial<UsagePlan> = {}): UsagePlan {
  return {
    id: 'plan1',
    address: 'aws_api_gateway_usage_plan.plan',
    name: 'plan',
    throttle: undefined,
    methodThrottles: {},
    quota: undefined,
    keys: [],
    ...plan,
  };
}

export function methodSettings(
  methodPath: string,
  rateLimit: number | undefined,
  burstLimit: number | undefined,
): MethodSettings {
  return {
    methodPath,
    throttlingRateLimit: rateLimit,
    throttlingBurstLimit: burstLimit,
    loggingLevel: 'OFF',
    dataTraceEnabled: false,
  };
}

export const API = restApi({}, { stages: [] });
