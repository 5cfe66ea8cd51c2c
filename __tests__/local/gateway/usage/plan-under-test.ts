import type { ApiKey, MethodSettings, RestApi, Stage, UsagePlan } from '../../../../local/rest-api';

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

export function stage(given: Partial<Stage> = {}): Stage {
  return {
    address: 'aws_api_gateway_stage.dev',
    name: 'dev',
    deploymentId: 'd',
    variables: {},
    accessLog: undefined,
    executionLogGroup: undefined,
    canary: undefined,
    tracingEnabled: false,
    documentationVersion: undefined,
    methodSettings: [],
    usagePlans: [],
    ...given,
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

export const API: RestApi = {
  id: 'abc1234567',
  rootResourceId: 'r',
  address: 'aws_api_gateway_rest_api.api',
  name: 'api',
  description: undefined,
  apiKeySource: 'HEADER',
  binaryMediaTypes: [],
  minimumCompressionSize: undefined,
  disableExecuteApiEndpoint: false,
  domains: [],
  policy: undefined,
  resources: [],
  models: {},
  authorizers: {},
  gatewayResponses: {},
  stages: [],
  documentationParts: [],
};
