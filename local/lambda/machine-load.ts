import { cpus, type CpuInfo } from 'node:os';
import { performance } from 'node:perf_hooks';

/** Tells whether the machine has anything left for one more execution environment. */
export interface MachineLoad {
  /** Whether the processors, or the thread of the runtime itself, were busy nearly all the time since the last question. */
  isFull(): boolean;
}

/** What a processor did, in milliseconds. */
type Processor = Pick<CpuInfo, 'times'>;

/** Of all processors together, in milliseconds. */
interface Times {
  readonly count: number;
  readonly idle: number;
  readonly total: number;
}

/** Of the processors' time, and of the thread's. */
const FULL = 0.9;
/** How long this thread has waited for events, and worked, in milliseconds. */
type LoopTimes = ReturnType<typeof performance.eventLoopUtilization>;
/** Milliseconds of processor time that a reading needs to mean anything: the system counts in hundredths of a second. */
const LEAST_READING_MS = 40;
/** Milliseconds by the clock after which a reading tells of a time that has nothing to do with now. */
const STALE_MS = 500;

/**
 * Watches the processors and this thread, from now on: where either is full, what waits for an environment waits for it
 * in vain.
 *
 * @param read What each processor did since the machine started; default: this machine's.
 * @param readLoop The same of this thread's event loop.
 */
export function createMachineLoad(
  read: () => readonly Processor[] = cpus,
  readLoop: () => LoopTimes = () => performance.eventLoopUtilization(),
): MachineLoad {
  let last = { processors: sum(read()), loop: readLoop() };
  let full = false;
  return {
    isFull() {
      const now = { processors: sum(read()), loop: readLoop() };
      const total = now.processors.total - last.processors.total;
      if (total < LEAST_READING_MS) return full;
      const busy = 1 - (now.processors.idle - last.processors.idle) / total;
      full =
        // Nobody has asked for long: until somebody asks again, in a moment, there is no telling.
        total > STALE_MS * now.processors.count ||
        busy > FULL ||
        performance.eventLoopUtilization(now.loop, last.loop).utilization > FULL;
      last = now;
      return full;
    },
  };
}

function sum(processors: readonly Processor[]): Times {
  const times = processors.map((each) => each.times);
  const idle = times.reduce((all, one) => all + one.idle, 0);
  const busy = times.reduce((all, one) => all + one.user + one.nice + one.sys + one.irq, 0);
  return { count: processors.length, idle, total: idle + busy };
}
