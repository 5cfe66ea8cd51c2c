import type { Clock } from '../../clock';
import type { ApiKey, Quota, UsagePlan } from '../../rest-api';
import type { CounterStore } from './counter-store';

/** Counts the requests of keys against the quotas of their plans. */
export interface QuotaMeter {
  /** Requests left in this period, before and without counting one; `undefined`: the plan has no quota. */
  remaining(plan: UsagePlan, apiKey: ApiKey): number | undefined;
  /** Counts a request. @returns what is left after it, `'exceeded'` when there was nothing, `undefined` as above. */
  consume(plan: UsagePlan, apiKey: ApiKey): number | 'exceeded' | undefined;
}

/**
 * A quota holds for one key over all stages of its plan, and begins anew with each period. Of every key the
 * counters of one period are kept.
 *
 * https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
 */
export function createQuotaMeter(clock: Clock, counters: CounterStore): QuotaMeter {
  const usage = (quota: Quota, plan: UsagePlan, apiKey: ApiKey): Usage => {
    const period = periodStart(quota.period, clock());
    const scope = `${plan.id}/${quota.period}`;
    // Of a plan that was never used the first period is this one.
    const first = counters.read(`${scope}/first`) || period;
    const offset = first === period ? quota.offset : 0;
    const key = `${scope}/${apiKey.id}`;
    const used = counters.read(`${key}/period`) === period ? counters.read(`${key}/used`) : 0;
    return { scope, key, period, first, used, remaining: Math.max(0, quota.limit - offset - used) };
  };

  return {
    remaining: (plan, apiKey) =>
      plan.quota === undefined ? undefined : usage(plan.quota, plan, apiKey).remaining,
    consume(plan, apiKey) {
      if (plan.quota === undefined) return undefined;
      const { scope, key, period, first, used, remaining } = usage(plan.quota, plan, apiKey);
      counters.write(`${scope}/first`, first);
      if (remaining === 0) return 'exceeded';
      counters.write(`${key}/period`, period);
      counters.write(`${key}/used`, used + 1);
      return remaining - 1;
    },
  };
}

interface Usage {
  /** The names of the plan's counters begin with it. */
  readonly scope: string;
  /** The names of the key's counters begin with it. */
  readonly key: string;
  /** When the period began, in milliseconds since the epoch. */
  readonly period: number;
  /** The same, of the period in which the plan was first used. */
  readonly first: number;
  readonly used: number;
  readonly remaining: number;
}

/** When the period of a time began: at midnight UTC, of a Sunday for weeks, of the 1st for months. */
export function periodStart(period: Quota['period'], time: number): number {
  const date = new Date(time);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (period) {
    case 'DAY':
      return Date.UTC(year, month, day);
    case 'WEEK':
      return Date.UTC(year, month, day - date.getUTCDay());
    case 'MONTH':
      return Date.UTC(year, month);
  }
}
