import { randomFillSync } from 'node:crypto';

/** Bytes: a call into the system costs the same for sixteen as for thousands. */
const POOL_SIZE = 8192;
const pool = Buffer.allocUnsafe(POOL_SIZE);
let used = POOL_SIZE;

/**
 * Unpredictable bytes for ids, as text; drawn in advance, so for no secret.
 *
 * @param count Bytes, at most 8,192.
 */
export function randomText(count: number, encoding: 'hex' | 'base64url'): string {
  if (used + count > POOL_SIZE) {
    randomFillSync(pool);
    used = 0;
  }
  const text = pool.toString(encoding, used, used + count);
  used += count;
  return text;
}
