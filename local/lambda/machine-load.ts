import { cpus, type CpuInfo } from 'node:os';

/** Tells whether the machine has anything left for one more execution environment. */
export interface MachineLoad {
  /** Whether the processors were busy nearly all the time since the last question. */
  isFull(): boolean;
}

/** What a processor did, in milliseconds. */
type Processor = Pick<CpuInfo, 'times'>;

/** Of all processors together, in milliseconds. */
interface Times {
  readonly idle: number;
  readonly total: number;
}

/** Of the processors' time. */
const FULL = 0.9;
/** Milliseconds of processor time that a reading needs to mean anything: the system counts in hundredths of a second. */
const LEAST_READING_MS = 40;

/**
 * Watches the processors, from now on.
 *
 * @param read What each did since the machine started; default: this machine's.
 */
export function createMachineLoad(read: () => readonly Processor[] = cpus): MachineLoad {
  const readTimes = (): Times => sum(read());
  let last = readTimes();
  let full = false;
  return {
    isFull() {
      const now = readTimes();
      const total = now.total - last.total;
      if (total >= LEAST_READING_MS) {
        full = 1 - (now.idle - last.idle) / total > FULL;
        last = now;
      }
      return full;
    },
  };
}

function sum(processors: readonly Processor[]): Times {
  const times = processors.map((each) => each.times);
  const idle = times.reduce((all, one) => all + one.idle, 0);
  const busy = times.reduce((all, one) => all + one.user + one.nice + one.sys + one.irq, 0);
  return { idle, total: idle + busy };
}
