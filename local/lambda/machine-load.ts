import { cpus } from 'node:os';

/** Tells whether the machine has anything left for one more execution environment. */
export interface MachineLoad {
  /** Whether the processors were busy nearly all the time since the last question. */
  isFull(): boolean;
}

/** Of the processors' time. */
const FULL = 0.9;
/** Milliseconds of processor time that a reading needs to mean anything: the system counts in hundredths of a second. */
const LEAST_READING_MS = 40;

export function createMachineLoad(): MachineLoad {
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

function readTimes(): { readonly idle: number; readonly total: number } {
  const times = cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, one) => sum + one.idle, 0);
  const busy = times.reduce((sum, one) => sum + one.user + one.nice + one.sys + one.irq, 0);
  return { idle, total: idle + busy };
}
