/** Deletes what has expired: items by their time to live, and the tokens of old transactions. */
import type { Clock } from '../clock';
import { membersOf } from '../record';
import type { KeyValueStore } from '../storage/key-value-store';
import { expiredRange, hasExpired } from './expiry-index';
import { OperationStore, type OperationStoreOptions } from './operation-store';
import { ITEM_WRITES, performAtOnce } from './operations';
import type { Table, Tables } from './tables';
import { forgetToken, oldTokens } from './transactions/request-token';

export interface SweeperOptions {
  readonly store: KeyValueStore;
  readonly tables: () => Tables;
  readonly clock: Clock;
  readonly intervalMs: number;
}

/** Entries of the expiry index that one pass takes up, so that it does not hold up the calls. */
const PORTION = 500;

/**
 * AWS deletes an expired item within a few days, and until then a reader must expect to see it. Here it goes within a
 * second: whoever develops against the laptop wants to see today that the TTL attribute is right, and code that relies
 * on the delay is code that breaks on AWS as well. What AWS would never delete (no number, a number more than five years
 * ago) stays here, too.
 */
export class Sweeper {
  readonly #options: SweeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#wait();
  }

  /** Resolves when nothing of it is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#sweeping;
  }

  #wait(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      // A pass that fails (a disk that is full) is made again; the calls themselves tell of the disk.
      this.#sweeping = this.#sweep()
        .catch(() => undefined)
        .then(() => {
          this.#wait();
        });
    }, this.#options.intervalMs);
    this.#timer.unref();
  }

  async #sweep(): Promise<void> {
    const { store, clock } = this.#options;
    const now = clock();
    for (const table of this.#options.tables().values()) await this.#sweepTable(table, now / 1000);
    for await (const entry of store.values({ ...oldTokens(now), limit: PORTION })) {
      await store.write(forgetToken(entry, (key) => store.get(key)));
    }
  }

  /** @param now Seconds since the epoch. */
  async #sweepTable({ definition, description }: Table, now: number): Promise<void> {
    const { name, ttlAttribute } = definition;
    const { store, tables } = this.#options;
    if (ttlAttribute === undefined) return;
    for await (const key of store.values({ ...expiredRange(name, now), limit: PORTION })) {
      const item = membersOf(store.get(String(key))); // It may have been written anew since.
      if (!hasExpired(item, ttlAttribute, now)) continue;
      const keys = description.KeySchema.map(({ AttributeName }) => AttributeName);
      const Key = Object.fromEntries(keys.map((attribute) => [attribute, item[attribute]]));
      const options: OperationStoreOptions = { store, tables: tables(), fail: ignore };
      const operation = new OperationStore(options);
      performAtOnce(ITEM_WRITES.DeleteItem.action, { TableName: name, Key }, operation);
      await store.write(operation.writes);
    }
  }
}

/** Only readers of streams fail out of sight, and a delete is none. */
function ignore(): void {
  return undefined;
}
