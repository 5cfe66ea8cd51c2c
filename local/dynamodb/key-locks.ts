/** One writer at a time per key, in the order of their coming. */
export class KeyLocks {
  /** A key that is here is held; those who wait for it stand in its queue. */
  readonly #queues = new Map<string, (() => void)[]>();

  /** Calls `enter` when the key is free. Call what it is given, once or more, to leave. */
  lock(key: string, enter: (leave: () => void) => void): void {
    const start = () => {
      let held = true;
      enter(() => {
        if (held) this.#next(key);
        held = false;
      });
    };
    const queue = this.#queues.get(key);
    if (queue === undefined) {
      this.#queues.set(key, []);
      start();
    } else {
      queue.push(start);
    }
  }

  /** Runs a task with the key held. */
  async run(key: string, task: () => Promise<void>): Promise<void> {
    const leave = await new Promise<() => void>((resolve) => {
      this.lock(key, resolve);
    });
    try {
      await task();
    } finally {
      leave();
    }
  }

  #next(key: string): void {
    const start = this.#queues.get(key)?.shift();
    if (start === undefined) this.#queues.delete(key);
    else start();
  }
}
