import type { Clock } from '../clock';

export interface IntakeOptions {
  /** What is kept of each second; the rest of it is left out. */
  readonly perSecond: number;
  /** Told, at most once a second, how many were left out. Default: nobody is. */
  readonly onSkipped?: (count: number) => void;
  /** Default: the system clock. */
  readonly clock?: Clock;
}

/**
 * Keeps a load test from filling the memory with what no page could show: the tail of a thousand rows is the work of a
 * tenth of a second then, and to keep each of them costs the requests a fifth of their time.
 */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #clock: Clock;
  #second = 0;
  #count = 0;
  #skipped = 0;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /** Counts one more; false: it is to be left out. */
  admits(): boolean {
    const second = Math.floor(this.#clock() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#count = 0;
    }
    this.#count += 1;
    if (this.#count <= this.#options.perSecond) return true;
    this.#skip();
    return false;
  }

  #skip(): void {
    const { onSkipped } = this.#options;
    if (onSkipped === undefined) return;
    this.#skipped += 1;
    if (this.#skipped > 1) return;
    setTimeout(() => {
      onSkipped(this.#skipped);
      this.#skipped = 0;
    }, 1000).unref();
  }
}
