/**
 * Event invocations: accepted at once, run when they can, retried, and never gone without a trace.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
 */
import type { Clock } from '../../clock';
import type { InvocationRequest } from '../invocation';
import { LambdaServiceError, type InvocationResult } from '../invoker';
import {
  deadLetter,
  errorMessageOf,
  invocationRecord,
  type DestinationMessage,
  type EventResponse,
  type FinishedEvent,
} from './destinations';

export interface AsynchronousOptions {
  /** One attempt. */
  readonly run: (request: InvocationRequest) => Promise<InvocationResult>;
  readonly deliver: (arn: string, message: DestinationMessage) => Promise<void>;
  /** Told of an event that could not be kept anywhere. */
  readonly warn: (line: string) => void;
  readonly clock: Clock;
  /** Milliseconds before the first, the second retry. */
  readonly retryDelaysMs: readonly number[];
}

/** How long a throttled event waits before it is tried again; it does not count as an attempt. */
const THROTTLE_DELAY_MS = 1000;

export class AsynchronousInvocations {
  readonly #options: AsynchronousOptions;
  readonly #events = new Set<Promise<void>>();
  readonly #sleeping = new Set<() => void>();
  #stopping = false;

  constructor(options: AsynchronousOptions) {
    this.#options = options;
  }

  accept(request: InvocationRequest): void {
    const event = this.#process(request)
      .catch((error: unknown) => {
        this.#options.warn(`${describe(request)} was lost: ${textOf(error)}`);
      })
      .finally(() => this.#events.delete(event));
    this.#events.add(event);
  }

  /** Resolves when no event is queued, running or waiting for a retry. */
  async idle(): Promise<void> {
    while (this.#events.size > 0) await Promise.all(this.#events);
  }

  /** No more retries: what waits for one goes where failed events go. Resolves when every event has ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const wake of this.#sleeping) wake();
    await this.idle();
  }

  async #process(request: InvocationRequest): Promise<void> {
    const finished = await this.#attemptUntilDone(request);
    const { onSuccess, onFailure, deadLetterArn } = request.target.definition.asynchronous;
    if (finished.condition === 'Success') {
      if (onSuccess !== undefined) await this.#record(onSuccess, finished);
      return;
    }
    if (deadLetterArn !== undefined)
      await this.#options.deliver(deadLetterArn, deadLetter(finished));
    if (onFailure !== undefined) await this.#record(onFailure, finished);
    if (deadLetterArn === undefined && onFailure === undefined) {
      this.#options.warn(
        `${describe(request)} failed (${finished.condition}, ${finished.attempts} attempts: ${errorMessageOf(finished)}) and was dropped: the function has no dead_letter_config and no on_failure destination`,
      );
    }
  }

  async #record(arn: string, finished: FinishedEvent): Promise<void> {
    await this.#options.deliver(arn, invocationRecord(finished, this.#options.clock()));
  }

  async #attemptUntilDone(request: InvocationRequest): Promise<FinishedEvent> {
    const { asynchronous } = request.target.definition;
    const receivedAt = this.#options.clock();
    let response: EventResponse | undefined;
    let attempts = 0;
    for (;;) {
      const ended = (condition: FinishedEvent['condition']): FinishedEvent =>
        finish(request, { condition, attempts, response });
      const age = this.#options.clock() - receivedAt;
      if (age > asynchronous.maximumEventAgeSeconds * 1000) return ended('EventAgeExceeded');
      const attempt = await this.#attempt(request);
      if (attempt !== 'throttled') {
        attempts += 1;
        response = attempt;
        if (response.functionError === undefined) return ended('Success');
        if (attempts > asynchronous.maximumRetryAttempts) return ended('RetriesExhausted');
      }
      await this.#sleep(attempt === 'throttled' ? THROTTLE_DELAY_MS : this.#retryDelayMs(attempts));
      if (this.#stopping) return ended('RetriesExhausted');
    }
  }

  async #attempt(request: InvocationRequest): Promise<EventResponse | 'throttled'> {
    try {
      const { executedVersion, functionError, payload } = await this.#options.run(request);
      return { executedVersion, functionError, payload };
    } catch (error) {
      if (!(error instanceof LambdaServiceError)) throw error;
      if (error.code === 'TooManyRequestsException') return 'throttled';
      // The function is gone or the runtime is stopping: no retry of this one would end otherwise.
      const payload = JSON.stringify({ errorType: error.code, errorMessage: error.message });
      return { executedVersion: request.target.version, functionError: 'Unhandled', payload };
    }
  }

  #retryDelayMs(attempts: number): number {
    const delays = this.#options.retryDelaysMs;
    return delays[Math.min(attempts, delays.length) - 1] ?? 0;
  }

  async #sleep(milliseconds: number): Promise<void> {
    if (this.#stopping) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleeping.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.#sleeping.add(wake);
    });
  }
}

function finish(
  { requestId, payload, target }: InvocationRequest,
  end: Pick<FinishedEvent, 'condition' | 'attempts' | 'response'>,
): FinishedEvent {
  const functionArn = `${target.definition.arn}:${target.qualifier ?? '$LATEST'}`;
  return { requestId, requestPayload: payload, functionArn, ...end };
}

function describe({ requestId, target }: InvocationRequest): string {
  return `${target.definition.name}: event ${requestId}`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
