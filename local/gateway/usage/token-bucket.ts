import type { Clock } from '../../clock';
import type { Throttle } from '../../rest-api';

/** One bucket, and the throttle that fills it. */
export interface BucketUse {
  /** Tells the bucket from any other. */
  readonly key: string;
  readonly throttle: Throttle;
}

/** Token buckets: each begins full, and fills at its rate up to its burst. */
export interface TokenBuckets {
  /** Takes a token from each, or, if one of them is empty, from none; tells which. */
  take(uses: readonly BucketUse[]): boolean;
  clear(): void;
}

interface Bucket {
  readonly tokens: number;
  /** Milliseconds since the epoch. */
  readonly filledAt: number;
}

const MS_PER_SECOND = 1000;
/** Sums of fractions may fall short of a whole token by a rounding error. */
const WHOLE = 1 - 1e-9;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html */
export function createTokenBuckets(clock: Clock): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(uses) {
      const now = clock();
      const filled = uses.map(({ key, throttle }) => ({
        key,
        tokens: fill(buckets.get(key), throttle, now),
      }));
      const enough = filled.every(({ tokens }) => tokens >= WHOLE);
      for (const { key, tokens } of filled) {
        const left = enough ? Math.max(0, tokens - 1) : tokens;
        buckets.set(key, { tokens: left, filledAt: now });
      }
      return enough;
    },
    clear() {
      buckets.clear();
    },
  };
}

/** The tokens in a bucket by now; a clock that was set back adds none. */
function fill(bucket: Bucket | undefined, throttle: Throttle, now: number): number {
  if (bucket === undefined) return throttle.burstLimit;
  const elapsed = Math.max(0, now - bucket.filledAt);
  const tokens = bucket.tokens + (elapsed * throttle.rateLimit) / MS_PER_SECOND;
  return Math.min(throttle.burstLimit, tokens);
}
