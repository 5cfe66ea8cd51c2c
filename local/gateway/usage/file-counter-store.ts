import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CounterStore } from './counter-store';

/** Counters in a JSON file. */
export interface FileCounterStore extends CounterStore {
  /** Writes what has changed, at once; to be awaited before the process ends. */
  flush(): Promise<void>;
}

/** A file that holds no counters; the message says how to mend it. */
export class CounterFileError extends Error {
  override readonly name = 'CounterFileError';
}

/** How long changes are gathered at most: what a `kill -9` can lose. */
const WRITE_INTERVAL_MS = 250;

export interface FileCounterStoreOptions {
  /** The folder is made when it does not exist. */
  readonly path: string;
  /** Told when the file could not be written in the background; the change stays and is written with the next. */
  readonly onError: (error: Error) => void;
}

/**
 * Opens the counters in a file, which need not exist. The file is replaced as a whole, so that it is never half
 * written.
 *
 * @throws CounterFileError when the file is there and holds something else.
 */
export function openFileCounterStore(options: FileCounterStoreOptions): FileCounterStore {
  const { path } = options;
  const counters = new Map(readCounters(path));
  let dirty = false;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    if (!dirty) return;
    dirty = false;
    try {
      await replaceFile(path, `${JSON.stringify(Object.fromEntries(counters))}\n`);
    } catch (error) {
      dirty = true;
      throw error;
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // One after another; a failure of the last is its own caller's.
    writing = writing.catch(() => undefined).then(write);
    return writing;
  };
  const changed = (): void => {
    dirty = true;
    timer ??= setTimeout(() => {
      flush().catch((error: unknown) => {
        options.onError(error instanceof Error ? error : new Error(String(error)));
      });
    }, WRITE_INTERVAL_MS).unref();
  };

  return {
    read: (key) => counters.get(key) ?? 0,
    write: (key, value) => {
      counters.set(key, value);
      changed();
    },
    clear: () => {
      counters.clear();
      changed();
    },
    flush,
  };
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
}

function readCounters(path: string): readonly (readonly [string, number])[] {
  if (!existsSync(path)) return [];
  const entries = entriesOf(readFileSync(path, 'utf8'));
  const counters = entries?.flatMap(([key, value]) =>
    typeof value === 'number' ? [[key, value] as const] : [],
  );
  if (counters === undefined || counters.length !== entries?.length) {
    throw new CounterFileError(
      `${path} does not hold the counters of usage plans; delete it to begin to count anew.`,
    );
  }
  return counters;
}

function entriesOf(text: string): readonly (readonly [string, unknown])[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.entries(value);
  } catch {
    return undefined;
  }
}
