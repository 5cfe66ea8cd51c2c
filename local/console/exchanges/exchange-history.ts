import type { FinishedExchange } from './exchange-view';

/** Exchanges to look back at. */
const MAX_EXCHANGES = 300;
/** Of bodies; a few large ones must not fill the memory. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The latest exchanges, whole, in memory; nothing is worked out for them until somebody looks. */
export class ExchangeHistory {
  readonly #exchanges = new Map<string, FinishedExchange>();
  #bytes = 0;

  add(finished: FinishedExchange): void {
    this.#exchanges.set(finished.exchange.requestId, finished);
    this.#bytes += sizeOf(finished);
    for (const [id, oldest] of this.#exchanges) {
      if (this.#exchanges.size <= MAX_EXCHANGES && this.#bytes <= MAX_BYTES) return;
      this.#exchanges.delete(id);
      this.#bytes -= sizeOf(oldest);
    }
  }

  find(requestId: string): FinishedExchange | undefined {
    return this.#exchanges.get(requestId);
  }

  clear(): void {
    this.#exchanges.clear();
    this.#bytes = 0;
  }
}

function sizeOf({ exchange, response }: FinishedExchange): number {
  return exchange.request.body.length + Buffer.byteLength(response.body);
}
