/** What dynalite calls a store: made for one call, over what all of them share. */
import { prefixRange, type KeyValueStore, type KeyWrite } from '../storage/key-value-store';
import { withoutAncestor } from './attribute-names';
import { tableNotFound } from './dynamodb-error';
import { expiryWrites } from './expiry-index';
import type { Tables } from './tables';
import { ValueStream } from './value-stream';

type Callback = (error: unknown, value?: unknown) => void;

/** A range as dynalite gives it, within a partition. */
interface PartitionRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
}

export interface OperationStoreOptions {
  readonly store: KeyValueStore;
  readonly tables: Tables;
  /** Told when dynalite throws where nobody else would catch it. */
  readonly fail: (error: unknown) => void;
}

/** Bytes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const MAX_ITEM_BYTES = 409_600;

/**
 * Reads see what is stored and what this call has written; its writes wait in `writes`, for the caller to store all of
 * them at once or none. So an item and its index entries are never apart.
 */
export class OperationStore {
  readonly options = { maxItemSize: MAX_ITEM_BYTES };
  readonly #options: OperationStoreOptions;
  readonly #writes = new Map<string, unknown>();

  constructor(options: OperationStoreOptions) {
    this.#options = options;
  }

  get writes(): readonly KeyWrite[] {
    return Array.from(this.#writes, ([key, value]) => ({ key, value }));
  }

  /** Called as `(name, answer)` or `(name, false, answer)`. */
  getTable(name: string, ...rest: readonly [boolean, Callback] | readonly [Callback]): void {
    const answer = rest.length === 1 ? rest[0] : rest[1];
    const table = this.#options.tables.get(name);
    if (table === undefined) answer(tableNotFound(name, rest.length === 2));
    else answer(null, table.description);
  }

  getItemDb(tableName: string): Partition {
    const ttlAttribute = this.#options.tables.get(tableName)?.definition.ttlAttribute;
    const prefix = itemPrefix(tableName);
    if (ttlAttribute === undefined) return this.#partition(prefix);
    return this.#partition(prefix, (key, after) => {
      const before = this.read(key);
      this.write(expiryWrites({ tableName, ttlAttribute, key, before, after }));
    });
  }

  getIndexDb(type: string, tableName: string, indexName: string): Partition {
    return this.#partition(indexPrefix(type, tableName, indexName));
  }

  read(key: string): unknown {
    return this.#writes.has(key) ? this.#writes.get(key) : this.#options.store.get(key);
  }

  write(writes: Iterable<KeyWrite>): void {
    for (const { key, value } of writes) this.#writes.set(key, value);
  }

  #partition(prefix: string, changing?: (key: string, after: unknown) => void): Partition {
    const { store, fail } = this.#options;
    return new Partition({ calls: this, prefix, store, fail, changing });
  }
}

interface PartitionOptions {
  readonly calls: OperationStore;
  readonly prefix: string;
  readonly store: KeyValueStore;
  readonly fail: (error: unknown) => void;
  /** Called before a value changes. */
  readonly changing: ((key: string, after: unknown) => void) | undefined;
}

/** The items of a table, or the entries of an index: the keys with one prefix. */
class Partition {
  readonly #options: PartitionOptions;

  constructor(options: PartitionOptions) {
    this.#options = options;
  }

  get(key: string, answer: Callback): void {
    answer(null, withoutAncestor(this.#options.calls.read(this.#options.prefix + key)));
  }

  put(key: string, value: unknown, answer: Callback): void {
    this.#write(key, value);
    answer(null);
  }

  del(key: string, answer: Callback): void {
    this.#write(key, undefined);
    answer(null);
  }

  /** A call writes in one go (`performAtOnce`), so nobody can come between. */
  lock(_key: string, enter: (release: (answer: Callback) => Callback) => void): void {
    enter((answer) => answer);
  }

  createValueStream(range: PartitionRange): ValueStream {
    const { store, prefix, fail } = this.#options;
    const { gt, gte = '', lt, lte, reverse = false, limit = -1 } = range;
    const from = gt === undefined ? { gte: prefix + gte } : { gt: prefix + gt };
    const to = lt === undefined ? prefixRange(prefix) : { lt: prefix + lt };
    const end = lte === undefined ? { lt: to.lt } : { lte: prefix + lte };
    return new ValueStream(store.values({ ...from, ...end, reverse, limit }), { fail });
  }

  #write(key: string, value: unknown): void {
    const { calls, prefix, changing } = this.#options;
    changing?.(prefix + key, value);
    calls.write([{ key: prefix + key, value }]);
  }
}

/** Table and index names have no `~`. */
export function itemPrefix(tableName: string): string {
  return `item~${tableName}~`;
}

/** @param type `local` or `global`, in any case. */
export function indexPrefix(type: string, tableName: string, indexName: string): string {
  return `${indexesPrefix(tableName)}${type.toLowerCase()}~${indexName}~`;
}

/** Of every index of a table. */
export function indexesPrefix(tableName: string): string {
  return `index~${tableName}~`;
}
