/** One invocation from the environment's lease to the answer: the log around it, the error shapes, the limits. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { EnvironmentPool, InitReport, Lease } from './environment-pool';
import type { ExecutionEnvironment, InvocationOutcome } from './execution-environment';
import type { InvocationTarget } from './functions';
import { InvocationLog, type LiveLogs } from './invocation-log';
import { LambdaServiceError, type InvocationResult } from './invoker';
import type { PlatformLog } from './report';
import type { RuntimeError } from './runtime/protocol';

export interface InvocationRequest {
  readonly target: InvocationTarget;
  readonly requestId: string;
  readonly payload: string;
  readonly traceId: string;
  readonly clientContext: string | undefined;
}

export interface InvocationParts {
  readonly pool: EnvironmentPool;
  readonly platformLog: PlatformLog;
  readonly liveLogs: LiveLogs;
  readonly clock: Clock;
}

/** 6 MB and what AWS allows for around it: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_RESPONSE_BYTES = 6_291_556;

/**
 * Runs a function.
 *
 * @throws LambdaServiceError `InvalidRequestContentException` when the payload is no JSON.
 */
export async function runInvocation(
  request: InvocationRequest,
  parts: InvocationParts,
): Promise<InvocationResult> {
  const { pool } = parts;
  const lease = pool.takeWarm() ?? (await pool.acquire());
  try {
    return await runIn(lease, request, parts);
  } finally {
    pool.release(lease.environment);
  }
}

async function runIn(
  { environment, init }: Lease,
  request: InvocationRequest,
  { platformLog, liveLogs, clock }: InvocationParts,
): Promise<InvocationResult> {
  const { requestId, target } = request;
  const start = platformLog.start({ requestId, version: target.version }, clock());
  const log = new InvocationLog(environment, init?.logs ?? [], start);
  environment.onLogsFull = () => {
    log.drain();
  };
  liveLogs.add(log);
  const startedAt = performance.now();
  const outcome = await outcomeOf(environment, init, request);
  const durationMs = performance.now() - startedAt + (init?.spentMs ?? 0);
  liveLogs.delete(log);
  if (outcome.kind === 'invalid-payload') throw invalidPayload(outcome.reason);
  const answer = answerOf(outcome, request);
  const { timeoutSeconds, memoryMiB, tracing } = target.definition;
  log.finish(
    platformLog.end(
      {
        requestId,
        durationMs: outcome.kind === 'timeout' ? timeoutSeconds * 1000 : durationMs,
        memoryMiB,
        usedBytes: environment.usedBytes,
        initDurationMs: initDurationOf(init),
        status: statusOf(outcome, answer),
        crash: crashOf(outcome, init),
        timeoutSeconds,
        traceId: tracing === 'Active' ? request.traceId : undefined,
      },
      clock(),
    ),
  );
  return new Result({ answer, log, requestId, version: target.version, durationMs, init });
}

async function outcomeOf(
  environment: ExecutionEnvironment,
  init: InitReport | undefined,
  { target, requestId, payload, traceId, clientContext }: InvocationRequest,
): Promise<InvocationOutcome> {
  if (init !== undefined && init.outcome.kind !== 'ready') return init.outcome;
  const timeoutMs = target.definition.timeoutSeconds * 1000 - (init?.spentMs ?? 0);
  return environment.invoke(
    {
      requestId,
      deadlineMs: Date.now() + timeoutMs,
      invokedFunctionArn: target.invokedFunctionArn,
      payload,
      traceId,
      clientContext,
    },
    timeoutMs,
  );
}

interface Answer {
  readonly payload: string;
  readonly functionError: 'Unhandled' | undefined;
}

function answerOf(
  outcome: Exclude<InvocationOutcome, { kind: 'invalid-payload' }>,
  { requestId, target }: InvocationRequest,
): Answer {
  switch (outcome.kind) {
    case 'response':
      return isTooLarge(outcome.payload)
        ? failure({ errorType: 'Function.ResponseSizeTooLarge', errorMessage: TOO_LARGE })
        : { payload: outcome.payload, functionError: undefined };
    case 'error':
    case 'crash':
      return failure(outcome.error);
    case 'exit': {
      const { errorType, message } = outcome.reason;
      return failure({ errorType, errorMessage: `RequestId: ${requestId} Error: ${message}` });
    }
    case 'timeout': {
      const seconds = target.definition.timeoutSeconds.toFixed(2);
      const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
      return failure({ errorType: 'Sandbox.Timedout', errorMessage });
    }
  }
}

const TOO_LARGE = `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;

function failure(error: RuntimeError): Answer {
  return { payload: JSON.stringify(error), functionError: 'Unhandled' };
}

/** A UTF-16 unit is three bytes of UTF-8 at most: short text needs no counting. */
function isTooLarge(payload: string): boolean {
  return payload.length * 3 > MAX_RESPONSE_BYTES && Buffer.byteLength(payload) > MAX_RESPONSE_BYTES;
}

function statusOf(outcome: InvocationOutcome, answer: Answer) {
  if (outcome.kind === 'timeout') return 'timeout';
  return answer.functionError === undefined ? 'success' : 'error';
}

/** An init that ran within the invocation, because the first took too long, is part of its duration. */
function initDurationOf(init: InitReport | undefined): number | undefined {
  return init?.outcome.kind === 'ready' && init.spentMs === 0 ? init.durationMs : undefined;
}

/** The error type of an invocation that the handler did not answer itself. */
function crashOf(outcome: InvocationOutcome, init: InitReport | undefined): string | undefined {
  if (outcome.kind === 'exit') return outcome.reason.errorType;
  if (outcome.kind === 'crash') return outcome.error.errorType;
  return outcome.kind === 'error' && init?.outcome.kind === 'error'
    ? outcome.error.errorType
    : undefined;
}

/** As the service words it. */
export function invalidPayload(reason: string): LambdaServiceError {
  return new LambdaServiceError(
    'InvalidRequestContentException',
    `Could not parse request body into json: Could not parse payload into json: ${reason}`,
  );
}

/** `Root=1-<seconds>-<96 bits>;Parent=<64 bits>;Sampled=0`: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
export function newTraceId(tracing: 'Active' | 'PassThrough'): string {
  const random = (randomUUID() + randomUUID()).replaceAll('-', '');
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  const sampled = tracing === 'Active' ? 1 : 0;
  return `Root=1-${seconds}-${random.slice(0, 24)};Parent=${random.slice(24, 40)};Sampled=${sampled}`;
}

interface ResultParts {
  readonly answer: Answer;
  readonly log: InvocationLog;
  readonly requestId: string;
  readonly version: string;
  readonly durationMs: number;
  readonly init: InitReport | undefined;
}

class Result implements InvocationResult {
  readonly statusCode = 200;
  readonly requestId: string;
  readonly payload: string;
  readonly functionError: 'Unhandled' | undefined;
  readonly executedVersion: string;
  readonly durationMs: number;
  readonly initDurationMs: number | undefined;
  readonly #log: InvocationLog;

  constructor({ answer, log, requestId, version, durationMs, init }: ResultParts) {
    this.requestId = requestId;
    this.payload = answer.payload;
    this.functionError = answer.functionError;
    this.executedVersion = version;
    this.durationMs = durationMs;
    this.initDurationMs = initDurationOf(init);
    this.#log = log;
  }

  /** Made when asked for: few callers do. */
  get logTail(): string {
    return this.#log.tail();
  }
}
