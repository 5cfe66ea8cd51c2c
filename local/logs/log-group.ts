/** One log group: its events in memory, bounded, and the streams they belong to. */
import type { LogGroupDefinition } from '../application';
import { EventBuffer, weigh } from './event-buffer';
import type { LogFile } from './log-file';
import { compareEvents, type StoredEvent } from './stored-event';

export interface LogGroupOptions {
  readonly name: string;
  readonly creationTime: number;
  /** `undefined`: in memory only. */
  readonly file: LogFile | undefined;
  /** Of message text in memory; the oldest events go first. */
  readonly maxBytes: number;
  /** `undefined`: a group that nothing declares, made by the first line written to it. */
  readonly definition: LogGroupDefinition | undefined;
  /** Told once when the disk refuses, and again only after it has worked meanwhile. */
  readonly warn: (line: string) => void;
}

export interface LogStreamSummary {
  readonly name: string;
  readonly creationTime: number;
  readonly firstEventTimestamp: number;
  readonly lastEventTimestamp: number;
  readonly lastIngestionTime: number;
  readonly storedBytes: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export class LogGroup {
  readonly name: string;
  readonly creationTime: number;
  definition: LogGroupDefinition | undefined;
  readonly #file: LogFile | undefined;
  readonly #events: EventBuffer;
  #unsaved: StoredEvent[] = [];
  #saving: Promise<void>;
  #warned = false;
  readonly #warn: (line: string) => void;

  constructor(options: LogGroupOptions) {
    this.name = options.name;
    this.creationTime = options.creationTime;
    this.definition = options.definition;
    this.#file = options.file;
    this.#events = new EventBuffer(options.maxBytes);
    this.#warn = options.warn;
    this.#saving = this.#onDisk(() => this.#load());
  }

  get storedBytes(): number {
    return this.#events.weight;
  }

  append(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.#events.push(event);
      if (this.#file !== undefined) this.#unsaved.push(event);
    }
  }

  /** Everything that retention has left, in order. */
  async read(now: number): Promise<readonly StoredEvent[]> {
    await this.#saving;
    const since = this.#retainedSince(now);
    const events = this.#events.read().filter(({ timestamp }) => timestamp >= since);
    return events.sort(compareEvents);
  }

  async streams(now: number): Promise<LogStreamSummary[]> {
    const streams = new Map<string, StoredEvent[]>();
    for (const event of await this.read(now)) {
      const events = streams.get(event.logStream);
      if (events === undefined) streams.set(event.logStream, [event]);
      else events.push(event);
    }
    return [...streams].map(([name, events]) => summarize(name, events));
  }

  async clear(): Promise<void> {
    this.#events.clear();
    this.#unsaved = [];
    this.#saving = this.#saving.then(() => this.#onDisk(async () => this.#file?.clear()));
    await this.#saving;
  }

  /** Writes to disk what is not there yet; one batch at a time. */
  flush(): Promise<void> {
    const events = this.#unsaved;
    if (this.#file === undefined || events.length === 0) return this.#saving;
    const file = this.#file;
    this.#unsaved = [];
    this.#saving = this.#saving.then(() => this.#onDisk(() => file.append(events)));
    return this.#saving;
  }

  /** A disk that is full or read-only costs the lines on it, not the runtime: they stay in memory. */
  async #onDisk(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#warned = false;
    } catch (error) {
      if (this.#warned) return;
      this.#warned = true;
      const reason = error instanceof Error ? error.message : String(error);
      this.#warn(`log group ${this.name} is kept in memory only: ${reason}`);
    }
  }

  async #load(): Promise<void> {
    if (this.#file === undefined) return;
    const history = await this.#file.load(this.#retainedSince(this.creationTime));
    const since = this.#events.read();
    this.#events.clear();
    for (const event of [...history, ...since]) this.#events.push(event);
  }

  #retainedSince(now: number): number {
    const days = this.definition?.retentionDays;
    return days === undefined ? 0 : now - days * DAY_MS;
  }
}

function summarize(name: string, events: readonly StoredEvent[]): LogStreamSummary {
  const first = events[0];
  const last = events.at(-1);
  return {
    name,
    creationTime: first?.ingestionTime ?? 0,
    firstEventTimestamp: first?.timestamp ?? 0,
    lastEventTimestamp: last?.timestamp ?? 0,
    lastIngestionTime: last?.ingestionTime ?? 0,
    storedBytes: events.reduce((sum, event) => sum + weigh(event), 0),
  };
}
