import type { Clock } from '../../clock';
import type { AuthorizerResult } from './authorizer-result';

/** Results of authorizers, each for as long as its authorizer says. */
export interface AuthorizerCache {
  read(key: string): AuthorizerResult | undefined;
  /** @param ttlSeconds 0: not kept. */
  write(key: string, result: AuthorizerResult, ttlSeconds: number): void;
  clear(): void;
}

/** A client can send as many tokens as it likes; beyond this, what was used longest ago goes. */
export const MAX_CACHED_RESULTS = 10_000;

const MS_PER_SECOND = 1000;

/** @param limit how many results are kept at most. */
export function createAuthorizerCache(clock: Clock, limit = MAX_CACHED_RESULTS): AuthorizerCache {
  // A Map keeps the order of insertion: what is read moves to its end.
  const entries = new Map<string, { result: AuthorizerResult; expiresAt: number }>();
  return {
    read(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (clock() >= entry.expiresAt) return undefined;
      entries.set(key, entry);
      return entry.result;
    },
    write(key, result, ttlSeconds) {
      entries.delete(key);
      if (ttlSeconds <= 0) return;
      entries.set(key, { result, expiresAt: clock() + ttlSeconds * MS_PER_SECOND });
      const oldest = entries.keys().next();
      if (entries.size > limit && oldest.done !== true) entries.delete(oldest.value);
    },
    clear() {
      entries.clear();
    },
  };
}
