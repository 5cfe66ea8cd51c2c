import { errorFacts } from '../shared/error-facts';
import type { Log } from '../shared/log';
import type { SlackMessage } from './message';

/** Slack did not take a message, after every retry that there was time for. Says how, never where. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
  /** `http 404`, `ENOTFOUND`, `TimeoutError`. */
  readonly reason: string;
  /** Whether the address itself is refused, so that another try needs another address. */
  readonly isAddressRefused: boolean;

  constructor(reason: string, isAddressRefused: boolean) {
    super(`Slack did not take the message: ${reason}`);
    this.reason = reason;
    this.isAddressRefused = isAddressRefused;
  }
}

export interface DeliveryOptions {
  readonly log: Log;
  /** The time in which everything must be done, in milliseconds since the epoch. */
  readonly deadline: number;
  /** @default 4 */
  readonly maxAttempts?: number;
  /** Milliseconds for one attempt. @default 3000 */
  readonly attemptTimeoutMs?: number;
  /** Milliseconds; doubled with each attempt. @default 400 */
  readonly baseDelayMs?: number;
  /** From 0 to under 1. @default Math.random */
  readonly random?: () => number;
  /** @default a timer */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'passing'; readonly reason: string; readonly retryAfterMs: number };

/** Answers that tell of a wrong address or message: the same again would be refused again. */
const REFUSED = new Set([301, 302, 307, 308, 400, 401, 403, 404, 405, 410, 413]);
/** No pause is longer, whatever the service asks for: the function is paid for while it waits. */
const MAX_DELAY_MS = 10_000;

/**
 * Posts a message to a webhook: again after a 429 (as late as `Retry-After` asks), a 5xx, a timeout or a broken way, with
 * pauses drawn by lot; not again when the address is refused.
 *
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 *
 * @throws NotDelivered
 */
export async function deliver(
  address: URL,
  message: SlackMessage,
  options: DeliveryOptions,
): Promise<void> {
  const { log, deadline, maxAttempts = 4, sleep = pause } = options;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptOnce(address, message, options);
    if (outcome.kind === 'delivered') {
      log.info('message delivered', { attempt });
      return;
    }
    const { reason } = outcome;
    if (outcome.kind === 'refused') throw new NotDelivered(reason, true);
    const delayMs = delayBefore(attempt, outcome.retryAfterMs, options);
    if (attempt >= maxAttempts || delayMs > MAX_DELAY_MS || Date.now() + delayMs >= deadline) {
      throw new NotDelivered(reason, false);
    }
    log.warn('message not taken, trying again', { attempt, reason, delayMs: Math.round(delayMs) });
    await sleep(delayMs);
  }
}

async function attemptOnce(
  address: URL,
  message: SlackMessage,
  { deadline, attemptTimeoutMs = 3000 }: DeliveryOptions,
): Promise<Outcome> {
  const timeoutMs = Math.max(1, Math.min(attemptTimeoutMs, deadline - Date.now()));
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(message),
      // A redirect would carry the message to an address that nobody chose.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return outcomeOf(response);
  } catch (error) {
    return { kind: 'passing', reason: networkReason(error), retryAfterMs: 0 };
  }
}

function outcomeOf({ ok, status, headers }: Response): Outcome {
  if (ok) return { kind: 'delivered' };
  const reason = `http ${status}`;
  if (REFUSED.has(status)) return { kind: 'refused', reason };
  return { kind: 'passing', reason, retryAfterMs: retryAfterMs(headers.get('retry-after')) };
}

/** Seconds, or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterMs(header: string | null): number {
  if (header === null) return 0;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

/** The code alone: a message of fetch may hold the address. */
function networkReason(error: unknown): string {
  const { name } = errorFacts(error);
  const isCaused = typeof error === 'object' && error !== null && 'cause' in error;
  const { code } = errorFacts(isCaused ? error.cause : undefined);
  return code === '' ? name : code;
}

function delayBefore(
  attempt: number,
  retryAfter: number,
  { baseDelayMs = 400, random = Math.random }: DeliveryOptions,
): number {
  const ceiling = baseDelayMs * 2 ** attempt;
  // At least half, so that no retry follows at once; at most all, so that many callers do not come together.
  return retryAfter + ceiling * (0.5 + random() / 2);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
