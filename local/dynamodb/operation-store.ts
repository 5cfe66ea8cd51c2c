/** What dynalite calls a store: made for one operation, over what all of them share. */
import { Readable } from 'node:stream';
import {
  prefixRange,
  readValues,
  type KeyRange,
  type KeyValueStore,
} from '../storage/key-value-store';
import { tableNotFound } from './dynamodb-error';
import type { KeyLocks } from './key-locks';
import type { TableDescription } from './table-description';

type Callback = (error: unknown, value?: unknown) => void;

export interface OperationParts {
  readonly store: KeyValueStore;
  readonly locks: KeyLocks;
  readonly tables: ReadonlyMap<string, TableDescription>;
  /** Told when dynalite throws in a callback, where nobody else would catch it. */
  readonly fail: (error: unknown) => void;
}

/** Bytes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const MAX_ITEM_BYTES = 409_600;

export class OperationStore {
  readonly options = { maxItemSize: MAX_ITEM_BYTES };
  readonly #parts: OperationParts;
  readonly #held = new Set<() => void>();

  constructor(parts: OperationParts) {
    this.#parts = parts;
  }

  /** Called as `(name, answer)` or `(name, false, answer)`. */
  getTable(name: string, ...rest: readonly [boolean, Callback] | readonly [Callback]): void {
    const answer = rest.length === 1 ? rest[0] : rest[1];
    const table = this.#parts.tables.get(name);
    if (table === undefined) answer(tableNotFound(name, rest.length === 2));
    else answer(null, table);
  }

  getItemDb(tableName: string): Partition {
    return this.#partition(itemPrefix(tableName));
  }

  getIndexDb(type: string, tableName: string, indexName: string): Partition {
    return this.#partition(indexPrefix(type, tableName, indexName));
  }

  /** Lets go of the locks of an operation that broke off. */
  release(): void {
    for (const leave of this.#held) leave();
  }

  #partition(prefix: string): Partition {
    return new Partition({ ...this.#parts, prefix, held: this.#held });
  }
}

interface PartitionParts extends OperationParts {
  readonly prefix: string;
  readonly held: Set<() => void>;
}

/** The items of a table, or the entries of an index: the keys with one prefix. */
class Partition {
  readonly #parts: PartitionParts;

  constructor(parts: PartitionParts) {
    this.#parts = parts;
  }

  get(key: string, answer: Callback): void {
    this.#guard(answer)(null, this.#parts.store.getSync(this.#parts.prefix + key));
  }

  put(key: string, value: unknown, answer: Callback): void {
    this.#settle(this.#parts.store.put(this.#parts.prefix + key, value), answer);
  }

  del(key: string, answer: Callback): void {
    this.#settle(this.#parts.store.del(this.#parts.prefix + key), answer);
  }

  /** `enter` gets a function that wraps an answer so that it lets go of the key first. */
  lock(key: string, enter: (release: (answer: Callback) => Callback) => void): void {
    const { locks, prefix, held } = this.#parts;
    locks.lock(prefix + key, (leave) => {
      held.add(leave);
      const release = (answer: Callback): Callback => {
        return (...args) => {
          held.delete(leave);
          leave();
          answer(...args);
        };
      };
      this.#guard(() => {
        enter(release);
      })(null);
    });
  }

  createValueStream(range: KeyRange): Readable {
    const { store, prefix } = this.#parts;
    const all = prefixRange(prefix);
    const { gt, gte, lt, lte, reverse = false, limit = -1 } = range;
    const from = gt === undefined ? { gte: prefix + (gte ?? '') } : { gt: prefix + gt };
    const to =
      lte === undefined ? { lt: lt === undefined ? all.lt : prefix + lt } : { lte: prefix + lte };
    return Readable.from(readValues(store, { ...from, ...to, reverse, limit }));
  }

  #settle(work: Promise<void>, answer: Callback): void {
    const guarded = this.#guard(answer);
    work.then(() => {
      guarded(null);
    }, guarded);
  }

  #guard(answer: Callback): Callback {
    return (...args) => {
      try {
        answer(...args);
      } catch (error) {
        this.#parts.fail(error);
      }
    };
  }
}

/** Table and index names have no `~`. */
export function itemPrefix(tableName: string): string {
  return `item-${tableName}~`;
}

/** @param type `local` or `global`, in any case. */
export function indexPrefix(type: string, tableName: string, indexName: string): string {
  return `index-${type.toLowerCase()}~${tableName}~${indexName}~`;
}
