/** LevelDB, or memory of the same shape: where tables and queues keep what the laptop must not forget. */
import { mkdirSync } from 'node:fs';
import { ClassicLevel } from 'classic-level';
import { MemoryLevel } from 'memory-level';
import { membersOf } from '../record';

/** A range of keys; an end that is left out is open. */
export interface KeyRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  /** Default: all. */
  readonly limit?: number;
}

/** `undefined` removes the key. */
export interface KeyWrite {
  readonly key: string;
  readonly value: unknown;
}

/** JSON text by key; `undefined`: removed. */
type Group = ReadonlyMap<string, string | undefined>;

/** What LevelDB and its likeness in memory have in common, as far as it matters here. */
interface Level {
  getSync(key: string): string | undefined;
  batch(
    writes: ({ type: 'put'; key: string; value: string } | { type: 'del'; key: string })[],
  ): Promise<void>;
  iterator(range: KeyRange): {
    nextv(size: number): Promise<[string, string][]>;
    close(): Promise<void>;
  };
  clear(range: KeyRange): Promise<void>;
  close(): Promise<void>;
}

const NO_WRITES: Group = new Map();
const PORTION = 100;

/**
 * Opens a store. What `write` has acknowledged is in the operating system's hands: it survives the end of this process,
 * however sudden (not the power cut that AWS guards against and a laptop need not).
 *
 * @param path The LevelDB folder, made when missing; `undefined`: memory, as long as the process lives.
 * @throws Error when another process has the folder open, or it cannot be read.
 */
export async function openKeyValueStore(path: string | undefined): Promise<KeyValueStore> {
  const level =
    path === undefined
      ? new MemoryLevel<string, string>()
      : new ClassicLevel<string, string>(path, { createIfMissing: true });
  try {
    // LevelDB writes files that others may read: its folder keeps them out.
    if (path !== undefined) mkdirSync(path, { recursive: true, mode: 0o700 });
    await level.open();
  } catch (error) {
    throw new Error(explain(path, error), { cause: error });
  }
  return new KeyValueStore(level);
}

/**
 * Text keys in the order of their bytes, JSON values.
 *
 * A write is seen by `get` at once, and acknowledged when it is stored. Writes made while LevelDB is busy are stored
 * together, in their order: a thousand concurrent ones cost a few trips to disk, and two to one key never overtake each
 * other.
 */
export class KeyValueStore {
  readonly #level: Level;
  #waiting = new Map<string, string | undefined>();
  #waitingStored: Promise<void> | undefined;
  #storing: Group = NO_WRITES;
  #stored: Promise<void> = Promise.resolve();

  constructor(level: Level) {
    this.#level = level;
  }

  /** Synchronous: the value is nearly always in memory, and a hop to another thread costs more than the read. */
  get(key: string): unknown {
    for (const group of [this.#waiting, this.#storing]) {
      if (group.has(key)) return parse(group.get(key));
    }
    return parse(this.#level.getSync(key));
  }

  /** All or none of them are stored when this resolves, also across `kill -9`. */
  async write(writes: readonly KeyWrite[]): Promise<void> {
    if (writes.length === 0) return;
    for (const { key, value } of writes) {
      this.#waiting.set(key, value === undefined ? undefined : JSON.stringify(value));
    }
    this.#waitingStored ??= this.#storeWaiting();
    await this.#waitingStored;
  }

  /** Resolves when every write up to now is stored. */
  async settled(): Promise<void> {
    await (this.#waitingStored ?? this.#stored);
  }

  /** The values that are stored, read in portions; leaving the loop early ends the reading. */
  async *values(range: KeyRange): AsyncGenerator<unknown, void> {
    for await (const [, value] of this.entries(range)) yield value;
  }

  /** As `values`, with the keys. */
  async *entries(range: KeyRange): AsyncGenerator<readonly [string, unknown], void> {
    const iterator = this.#level.iterator(range);
    try {
      for (;;) {
        const portion = await iterator.nextv(PORTION);
        if (portion.length === 0) return;
        for (const [key, value] of portion) yield [key, parse(value)];
      }
    } finally {
      await iterator.close();
    }
  }

  /** Removes every key of a range, or all. */
  async clear(range: KeyRange = {}): Promise<void> {
    await this.settled();
    await this.#level.clear(range);
  }

  async close(): Promise<void> {
    await this.settled().catch(() => undefined); // Its writer has been told.
    await this.#level.close();
  }

  async #storeWaiting(): Promise<void> {
    await this.#stored;
    const group = this.#waiting;
    this.#waiting = new Map();
    this.#waitingStored = undefined;
    this.#storing = group;
    const stored = this.#store(group);
    this.#stored = stored.catch(() => undefined); // Those who wrote get the error; those after them go on.
    await stored;
  }

  async #store(group: Group): Promise<void> {
    try {
      await this.#level.batch(
        [...group].map(([key, value]) =>
          value === undefined ? { type: 'del', key } : { type: 'put', key, value },
        ),
      );
    } finally {
      this.#storing = NO_WRITES;
    }
  }
}

/** The keys that begin with these letters. Keys are ASCII. */
export function prefixRange(prefix: string): { readonly gte: string; readonly lt: string } {
  return { gte: prefix, lt: `${prefix}\u{7f}` };
}

function parse(value: string | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(value);
}

function explain(path: string | undefined, error: unknown): string {
  // LevelDB's own error stands in the cause. Errors are objects here: they may come from another realm.
  const { code, message = String(error) } = membersOf(membersOf(error)['cause'] ?? error);
  return code === 'LEVEL_LOCKED'
    ? `${String(path)} is in use by another process: stop it, or choose another folder with --data`
    : `${String(path)} cannot be opened as LevelDB (${String(message)}): choose another folder with --data, or delete this one`;
}
