import { readFileSync } from 'node:fs';
import { isRecord, listOf, memberOf, textOf } from '../pipeline/json';
import {
  BILLED_MS,
  BILLED_MS_OF_OTHERS,
  INVOCATIONS_PER_REQUEST,
  type Workload,
} from './assumptions';

/** The mix of requests and the durations that are assumed. */
export function assumedWorkload(requests: number): Workload {
  const names = Object.keys(INVOCATIONS_PER_REQUEST);
  return {
    requests,
    invocationsPerRequest: INVOCATIONS_PER_REQUEST,
    billedMs: Object.fromEntries(
      names.map((name) => [name, BILLED_MS[name] ?? BILLED_MS_OF_OTHERS]),
    ),
  };
}

/**
 * The mix and the durations of a stage's own logs.
 *
 * @param file What `npm run dashboard -- <stage> --json` printed.
 * @throws Error in one line when it is not that, or tells of no request.
 */
export function measuredWorkload(file: string, requests: number): Workload {
  const picture = parse(file);
  const measured = listOf(memberOf(picture, 'requests')).length;
  const functions = listOf(memberOf(picture, 'functions')).filter(isRecord);
  if (measured === 0 || functions.length === 0) {
    throw new Error(
      `${file} tells of no request: npm run -s dashboard -- dev --json > ${file}, after some traffic`,
    );
  }
  const figures = functions.map(({ name, invocations, billedMs }) => ({
    name: textOf(name),
    perRequest: numberOf(invocations) / measured,
    billedMs: numberOf(billedMs),
  }));
  return {
    requests,
    invocationsPerRequest: Object.fromEntries(figures.map((one) => [one.name, one.perRequest])),
    billedMs: Object.fromEntries(figures.map((one) => [one.name, one.billedMs])),
  };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`--measured takes what dashboard --json printed; ${file} cannot be read`, {
      cause: error,
    });
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
