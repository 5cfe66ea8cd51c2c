/** Numbers by name, for what must be counted across restarts. */
export interface CounterStore {
  /** 0 for one that was never written. */
  read(key: string): number;
  write(key: string, value: number): void;
  clear(): void;
}

/** Counters that live as long as the process. */
export function createMemoryCounterStore(): CounterStore {
  const counters = new Map<string, number>();
  return {
    read: (key) => counters.get(key) ?? 0,
    write: (key, value) => {
      counters.set(key, value);
    },
    clear: () => {
      counters.clear();
    },
  };
}
