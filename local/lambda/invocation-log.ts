/** The log lines of one invocation, in order: the platform's start, the function's own, the platform's end. */
import type { LogEvent } from '../logs/log-sink';
import type { ExecutionEnvironment } from './execution-environment';

/** What `LogType=Tail` answers at most. */
const TAIL_BYTES = 4096;
/** Lines kept for the tail while an invocation runs. */
const MAX_KEPT = 1000;

export class InvocationLog {
  readonly #environment: ExecutionEnvironment;
  #pending: LogEvent[];
  #kept: LogEvent[];

  /**
   * @param before what was logged to this environment's stream already, and belongs into the tail.
   * @param start the platform's first lines, written with whatever comes next.
   */
  constructor(environment: ExecutionEnvironment, before: LogEvent[], start: LogEvent[]) {
    this.#environment = environment;
    this.#pending = start;
    this.#kept = before;
  }

  /** Writes what the function has logged so far. */
  drain(): void {
    const events = this.#environment.takeLogs();
    if (events.length > 0) this.#write(events);
  }

  finish(end: LogEvent[]): void {
    const events = this.#environment.takeLogs();
    events.push(...end);
    this.#write(events);
  }

  /** The last 4 KB. */
  tail(): string {
    const text = Buffer.from(this.#kept.map(({ message }) => `${message}\n`).join(''));
    return text.subarray(Math.max(0, text.length - TAIL_BYTES)).toString();
  }

  #write(events: LogEvent[]): void {
    const all = this.#pending.length === 0 ? events : [...this.#pending, ...events];
    this.#pending = [];
    this.#environment.log(all);
    this.#kept = this.#kept.length === 0 ? all : [...this.#kept, ...all].slice(-MAX_KEPT);
  }
}

/** Shows the lines of invocations that take long while they run. */
export class LiveLogs {
  readonly #running = new Set<InvocationLog>();
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(everyMs = 250) {
    this.#everyMs = everyMs;
  }

  add(log: InvocationLog): void {
    this.#running.add(log);
    this.#timer ??= setInterval(() => {
      this.#drain();
    }, this.#everyMs).unref();
  }

  delete(log: InvocationLog): void {
    this.#running.delete(log);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #drain(): void {
    if (this.#running.size === 0) this.stop();
    for (const log of this.#running) log.drain();
  }
}
