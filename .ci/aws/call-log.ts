/** Every call in its order, a line of JSON each: what a lane asserts an order on, and rights are counted from. */
import { appendFileSync } from 'node:fs';
import type { Demand } from './rights/demand';

export interface LoggedCall {
  /** From 1; in the order in which calls came. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `administrator`, or the ARN of the session or user. */
  readonly caller: string;
  readonly service: string;
  /** `CreateDeployment`; method and path of what the proxy does not know. */
  readonly operation: string;
  readonly path: string;
  readonly status: number;
  /** What the caller had to be allowed. */
  readonly demands: readonly Demand[];
  readonly refused?: { readonly by: 'pace' | 'rights' | 'state'; readonly message: string };
}

export interface CallLog {
  next(): number;
  write(call: LoggedCall): void;
  /** @param after Only what came after the call of this number. */
  read(after: number): readonly LoggedCall[];
}

/** @param file Where the lines are appended as well. */
export function createCallLog(file?: string): CallLog {
  const calls: LoggedCall[] = [];
  let number = 0;
  return {
    next() {
      number += 1;
      return number;
    },
    write(call) {
      calls.push(call);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(call)}\n`);
    },
    read: (after) =>
      calls.filter((call) => call.number > after).sort((a, b) => a.number - b.number),
  };
}
