import { createHmac, randomBytes } from 'node:crypto';
import type { ApiKey, Stage, UsagePlan } from '../../rest-api';

/** Refused: `INVALID_API_KEY`. */
export type KeyOutcome =
  | { readonly kind: 'accepted'; readonly apiKey: ApiKey; readonly plan: UsagePlan }
  | { readonly kind: 'refused' };

const REFUSED: KeyOutcome = { kind: 'refused' };

/**
 * Finds the enabled API key with a value, and the plan by which it may use a stage.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 *
 * @param value of `x-api-key`, or what the authorizer gave for it; `undefined`: none was sent.
 */
export function findApiKey(stage: Stage, value: string | undefined): KeyOutcome {
  if (value === undefined || value === '') return REFUSED;
  return keysOf(stage).get(digest(value)) ?? REFUSED;
}

/** Values are looked up by a digest that a client cannot foresee: the time it takes tells nothing about a key. */
const secret = randomBytes(32);

function digest(value: string): string {
  return createHmac('sha256', secret).update(value).digest('base64');
}

const keysByStage = new WeakMap<Stage, ReadonlyMap<string, KeyOutcome>>();

function keysOf(stage: Stage): ReadonlyMap<string, KeyOutcome> {
  const known = keysByStage.get(stage);
  if (known !== undefined) return known;
  const keys = new Map<string, KeyOutcome>();
  for (const plan of stage.usagePlans) {
    for (const apiKey of plan.keys) {
      const name = digest(apiKey.value);
      if (apiKey.enabled && !keys.has(name)) keys.set(name, { kind: 'accepted', apiKey, plan });
    }
  }
  keysByStage.set(stage, keys);
  return keys;
}
