/** LevelDB, or memory of the same shape: where tables and queues keep what the laptop must not forget. */
import { ClassicLevel } from 'classic-level';
import { MemoryLevel } from 'memory-level';

/** A range of keys; `undefined` ends are open. */
export interface KeyRange {
  readonly gt?: string | undefined;
  readonly gte?: string | undefined;
  readonly lt?: string | undefined;
  readonly lte?: string | undefined;
  readonly reverse?: boolean | undefined;
  /** -1: all. */
  readonly limit?: number | undefined;
}

/** Text keys in the order of their bytes, JSON values. */
export interface KeyValueStore {
  /** Synchronous: the value is nearly always in memory, and a hop to another thread costs more than the read. */
  getSync(key: string): unknown;
  put(key: string, value: unknown): Promise<void>;
  del(key: string): Promise<void>;
  values(range: KeyRange): ValueIterator;
  clear(range?: KeyRange): Promise<void>;
  close(): Promise<void>;
}

export interface ValueIterator {
  /** Up to `size` values; none at the end. */
  nextv(size: number): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/**
 * Opens a store. What a `put` has acknowledged is in the operating system's hands: it survives the end of this process,
 * however sudden (not the power cut that AWS guards against and a laptop need not).
 *
 * @param path The LevelDB folder, made when missing; `undefined`: memory, as long as the process lives.
 * @throws Error when another process has the folder open, or it cannot be read.
 */
export async function openKeyValueStore(path: string | undefined): Promise<KeyValueStore> {
  const options = { valueEncoding: 'json' } as const;
  const level =
    path === undefined
      ? new MemoryLevel<string, unknown>(options)
      : new ClassicLevel<string, unknown>(path, options);
  try {
    await level.open();
  } catch (error) {
    throw new Error(explain(path, error), { cause: error });
  }
  return level;
}

function explain(path: string | undefined, error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  const isLocked = cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
  return isLocked
    ? `${String(path)} is in use by another process: stop it, or choose another folder with --data`
    : `${String(path)} cannot be opened as LevelDB (${message}): choose another folder with --data, or delete this one`;
}

/** Every value of a range, read in portions; leaving the loop early closes the iterator. */
export async function* readValues(
  store: KeyValueStore,
  range: KeyRange,
): AsyncGenerator<unknown, void> {
  const iterator = store.values(range);
  try {
    for (;;) {
      const portion = await iterator.nextv(100);
      if (portion.length === 0) return;
      yield* portion;
    }
  } finally {
    await iterator.close();
  }
}

/** The keys that begin with these letters. Keys are ASCII. */
export function prefixRange(prefix: string): { readonly gte: string; readonly lt: string } {
  return { gte: prefix, lt: `${prefix}\u{7f}` };
}
