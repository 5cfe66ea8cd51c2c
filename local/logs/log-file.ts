/**
 * A log group on disk: JSON lines, appended in batches. Past its limit the file becomes the older of two, so that a
 * group never takes more than twice the limit.
 */
import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StoredEvent } from './stored-event';

export class LogFile {
  readonly #path: string;
  readonly #olderPath: string;
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(directory: string, logGroup: string, maxBytes: number) {
    const name = encodeURIComponent(logGroup);
    this.#path = join(directory, `${name}.jsonl`);
    this.#olderPath = join(directory, `${name}.older.jsonl`);
    this.#maxBytes = maxBytes;
  }

  /**
   * What was there before; drops what is older than `since` from the disk as well.
   *
   * @param since milliseconds since the epoch.
   */
  async load(since: number): Promise<StoredEvent[]> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const older = await readIfAny(this.#olderPath);
    const text = await readIfAny(this.#path);
    this.#bytes = Buffer.byteLength(text);
    const all = [...parseLines(older), ...parseLines(text)];
    const kept = all.filter(({ timestamp }) => timestamp >= since);
    if (kept.length < all.length) await this.#rewrite(kept);
    return kept;
  }

  async append(events: readonly StoredEvent[]): Promise<void> {
    const text = toLines(events);
    if (this.#bytes > 0 && this.#bytes + text.length > this.#maxBytes) {
      await rename(this.#path, this.#olderPath);
      this.#bytes = 0;
    }
    await appendFile(this.#path, text, { mode: 0o600 });
    this.#bytes += Buffer.byteLength(text);
  }

  async clear(): Promise<void> {
    await this.#rewrite([]);
  }

  async #rewrite(events: readonly StoredEvent[]): Promise<void> {
    const text = toLines(events);
    const next = `${this.#path}.next`;
    await writeFile(next, text, { mode: 0o600 });
    await rename(next, this.#path);
    await rm(this.#olderPath, { force: true });
    this.#bytes = Buffer.byteLength(text);
  }
}

async function readIfAny(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

function toLines(events: readonly StoredEvent[]): string {
  return events
    .map(({ timestamp, ingestionTime, sequence, logStream, message }) => {
      return `${JSON.stringify([timestamp, ingestionTime, sequence, logStream, message])}\n`;
    })
    .join('');
}

/** A line that a kill has cut in half is left out. */
function parseLines(text: string): StoredEvent[] {
  return text.split('\n').flatMap((line) => parseLine(line) ?? []);
}

function parseLine(line: string): StoredEvent | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!Array.isArray(fields)) return undefined;
  const [timestamp, ingestionTime, sequence, logStream, message] = fields as unknown[];
  return typeof timestamp === 'number' &&
    typeof ingestionTime === 'number' &&
    typeof sequence === 'number' &&
    typeof logStream === 'string' &&
    typeof message === 'string'
    ? { timestamp, ingestionTime, sequence, logStream, message }
    : undefined;
}
