/** What an estimate takes for granted where nothing was measured. */

export interface Workload {
  /** Requests to the API per month. */
  readonly requests: number;
  /** Invocations per request of the API, by function. */
  readonly invocationsPerRequest: Readonly<Record<string, number>>;
  /** Billed milliseconds of an invocation, on average, by function. */
  readonly billedMs: Readonly<Record<string, number>>;
}

/**
 * Of a hundred requests: 40 store, 40 read (one in ten of those with a token that the authorizer's cache does not know),
 * 10 ask, 5 greet, 5 echo.
 */
export const INVOCATIONS_PER_REQUEST = {
  items: 0.8,
  authorizer: 0.04,
  faq: 0.1,
  hello: 0.05,
  loopback: 0.05,
} as const satisfies Record<string, number>;

/** Billed milliseconds where none were measured. */
export const BILLED_MS: Readonly<Record<string, number>> = { items: 15, authorizer: 10 };
export const BILLED_MS_OF_OTHERS = 3;

export const PER_REQUEST = {
  /** Share of the requests that store, and that read. */
  writes: 0.4,
  reads: 0.4,
  /** An item of up to 1 KB: a unit. Its read is consistent: up to 4 KB, a unit. */
  writeUnits: 1,
  readUnits: 1,
  itemBytes: 1024,
  /** Bytes in the access log, and in the logs of functions (start, report, a line of ours). */
  accessLogBytes: 600,
  functionLogBytes: 1100,
  /** Of the execution log, by its level. */
  executionLogBytes: { OFF: 0, ERROR: 0, INFO: 2500 },
  /** What X-Ray's default rule takes: the first of a second, and this share of the rest. */
  traced: 0.05,
  responseBytes: 1024,
} as const;
