/** When each alarm goes off: at the value or over it. */
export interface AlarmThresholds {
  /** Share of the requests that are answered with 5XX, 0 to 1. */
  readonly serverErrorRate: number;
  /** Requests in five minutes below which that share says nothing. */
  readonly serverErrorLeastRequests: number;
  /** Share of the requests that are answered with 4XX, 0 to 1. */
  readonly clientErrorRate: number;
  /** Requests in five minutes below which that share says nothing. */
  readonly clientErrorLeastRequests: number;
  /** Milliseconds that the slowest hundredth of the requests takes. */
  readonly latencyP99Ms: number;
  /** Milliseconds of it that the integration takes. */
  readonly integrationLatencyP99Ms: number;
  /** Failed invocations of one function in five minutes. */
  readonly functionErrors: number;
  /** Invocations of one function in five minutes that had no execution environment to run in. */
  readonly functionThrottles: number;
  /** Share of a function's timeout that its slowest invocation takes, 0 to 1. */
  readonly durationShareOfTimeout: number;
  /** Execution environments of one function that are busy at once. */
  readonly concurrentExecutions: number;
  /** Seconds that an asynchronous event waits before its function gets it. */
  readonly eventAgeSeconds: number;
  /** Throttled reads and writes in five minutes. */
  readonly tableThrottles: number;
  /** Failures of DynamoDB's own in five minutes. */
  readonly tableSystemErrors: number;
  /** Messages in the dead-letter queue. */
  readonly deadLetters: number;
  /** Requests in five minutes whose authorizer failed, and did not just refuse. */
  readonly authorizerErrors: number;
  /** Requests in five minutes that were refused because the key's quota is spent. */
  readonly quotaExceeded: number;
}

const SHARES: readonly (keyof AlarmThresholds)[] = [
  'serverErrorRate',
  'clientErrorRate',
  'durationShareOfTimeout',
];

/**
 * @throws Error in one line when a threshold is one that an alarm could never reach, or would always be over.
 */
export function checkThresholds(stageName: string, thresholds: AlarmThresholds): void {
  for (const [name, value] of Object.entries(thresholds)) {
    const isShare = SHARES.some((one) => one === name);
    if (value > 0 && Number.isFinite(value) && (!isShare || value <= 1)) continue;
    throw new Error(
      `stage "${stageName}": alarm threshold ${name} = ${value}: must be ${isShare ? 'a share over 0, up to 1' : 'a number over 0'}; change it in config.ts`,
    );
  }
}
