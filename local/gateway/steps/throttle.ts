import { GatewayFailure } from '../gateway-failure';
import type { Step } from '../gateway-services';

/** Takes the request off the token buckets and the quota of its usage plan, and off the stage's own limits. */
export const throttle: Step = (exchange, { usage }) => {
  const { api, stage, route, usagePlan: plan, apiKey } = exchange;
  if (route === undefined) return;
  const methodPath = `${route.resource.path}/${exchange.request.method}`;
  const outcome = usage.consume({ api, stage, plan, apiKey, methodPath });
  if (outcome.kind === 'refused') throw new GatewayFailure(outcome.responseType);
  exchange.quotaRemaining = outcome.quotaRemaining;
};
