/**
 * The pace of API Gateway's control plane: what is over a quota is refused with 429, and comes again when the client's
 * own patience says so.
 *
 * The table is of "Amazon API Gateway quotas for creating, deploying and managing an API", per account and Region; none of
 * them can be raised.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-service-limits-table.html
 */
import type { Call } from './call';
import type { Refusal } from './refusal';

/** All operations together: 10 a second, with a burst of 40. */
const TOTAL = { perSecond: 10, burst: 40 };

/** Stricter single operations: so many in so many seconds. */
const STRICTER: Readonly<Record<string, { readonly calls: number; readonly seconds: number }>> = {
  CreateApiKey: { calls: 5, seconds: 1 },
  CreateDeployment: { calls: 1, seconds: 5 },
  CreateDocumentationVersion: { calls: 1, seconds: 20 },
  CreateDomainName: { calls: 1, seconds: 30 },
  CreateResource: { calls: 5, seconds: 1 },
  CreateRestApi: { calls: 1, seconds: 3 },
  DeleteApiKey: { calls: 5, seconds: 1 },
  DeleteDomainName: { calls: 1, seconds: 30 },
  DeleteResource: { calls: 5, seconds: 1 },
  DeleteRestApi: { calls: 1, seconds: 30 },
  GetResources: { calls: 5, seconds: 2 },
  ImportDocumentationParts: { calls: 1, seconds: 30 },
  PutRestApi: { calls: 1, seconds: 1 },
  UpdateAccount: { calls: 1, seconds: 20 },
  UpdateDomainName: { calls: 1, seconds: 30 },
  UpdateUsagePlan: { calls: 1, seconds: 20 },
};

const TOO_MANY: Refusal = {
  status: 429,
  code: 'TooManyRequestsException',
  message: 'Too Many Requests',
};

export interface Pace {
  /** @returns `undefined` when the call is within the quotas. */
  refuse(call: Pick<Call, 'service' | 'operation'>): Refusal | undefined;
}

/** @param now Seconds, of any beginning. */
export function createPace(now: () => number = () => performance.now() / 1000): Pace {
  const total = createBucket(TOTAL.perSecond, TOTAL.burst);
  const stricter = new Map(
    Object.entries(STRICTER).map(([operation, { calls, seconds }]) => [
      operation,
      createBucket(calls / seconds, calls),
    ]),
  );
  return {
    refuse({ service, operation }) {
      if (service !== 'apigateway') return undefined;
      const own = stricter.get(operation ?? '');
      const isWithin = (own?.take(now()) ?? true) && total.take(now());
      return isWithin ? undefined : TOO_MANY;
    },
  };
}

/** A token bucket, full at first. */
function createBucket(perSecond: number, burst: number): { take(now: number): boolean } {
  let tokens = burst;
  let at: number | undefined;
  return {
    take(now) {
      tokens = Math.min(burst, tokens + (now - (at ?? now)) * perSecond);
      at = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
