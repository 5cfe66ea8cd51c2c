/** The loop of an execution environment: freeze until the next invocation, run it, answer, freeze again. */
import { getHeapStatistics } from 'node:v8';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { createContext, type Completion } from './context';
import { RuntimeFailure, toRuntimeError } from './errors';
import type { FunctionLog } from './log-patch';
import type { InvokeMessage, RuntimeMessage } from './protocol';
import type { Handler } from './user-function';

const NO_ANSWER =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

export class Runtime {
  readonly #handler: Handler;
  readonly #port: MessagePort;
  readonly #log: FunctionLog;
  readonly #thaw: Int32Array;
  /** What to do when the event loop runs dry in the middle of an invocation. */
  #whenIdle: (() => void) | undefined;

  constructor(handler: Handler, parts: { port: MessagePort; log: FunctionLog; thaw: Int32Array }) {
    this.#handler = handler;
    this.#port = parts.port;
    this.#log = parts.log;
    this.#thaw = parts.thaw;
  }

  start(): void {
    process.on('beforeExit', () => {
      this.#whenIdle?.();
    });
    this.#send({ type: 'ready', usedBytes: usedBytes() });
    this.#awaitInvocation();
  }

  /** Ends the environment: the error is the answer of the invocation under way. */
  crash(title: string, thrown: unknown, exitCode: number): never {
    this.#log.logError(title, thrown);
    this.#log.flush();
    this.#send({ type: 'crash', error: toRuntimeError(thrown), usedBytes: usedBytes() });
    process.exit(exitCode);
  }

  #send(message: RuntimeMessage): void {
    this.#port.postMessage(message);
  }

  #awaitInvocation(): void {
    setImmediate(() => {
      // Blocks the thread, so that timers and sockets left behind stand still between invocations, as on AWS.
      Atomics.wait(this.#thaw, 0, 0);
      Atomics.store(this.#thaw, 0, 0);
      const received: { message: InvokeMessage } | undefined = receiveMessageOnPort(this.#port);
      // The event loop gets a turn first, to see which sockets were closed meanwhile.
      if (received)
        setImmediate(() => {
          this.#invoke(received.message);
        });
      else this.#awaitInvocation();
    });
  }

  #invoke(message: InvokeMessage): void {
    let event: unknown;
    try {
      event = JSON.parse(message.payload);
    } catch (error) {
      this.#send({ type: 'invalid-payload', reason: error instanceof Error ? error.message : '' });
      this.#awaitInvocation();
      return;
    }
    this.#log.requestId = message.requestId;
    process.env['_X_AMZN_TRACE_ID'] = message.traceId;
    this.#callHandler(event, message);
  }

  #callHandler(event: unknown, message: InvokeMessage): void {
    const completion = this.#completion();
    this.#whenIdle = () => {
      if (this.#handler.constructor.name === 'AsyncFunction') {
        completion.fail(new RuntimeFailure('NodeJsExit', NO_ANSWER));
      } else {
        completion.succeed(null);
      }
    };
    try {
      const { context, callback } = createContext(message, completion);
      const result = this.#handler(event, context, callback);
      if (isThenable(result)) result.then(completion.succeed, completion.fail);
    } catch (error) {
      completion.fail(error);
    }
  }

  #completion(): Completion {
    let finished = false;
    const once =
      <T>(end: (value: T) => void) =>
      (value: T): void => {
        if (finished) return;
        finished = true;
        this.#whenIdle = undefined;
        end(value);
      };
    return {
      succeed: once((result: unknown) => {
        this.#respond(result);
      }),
      fail: once((error: unknown) => {
        this.#fail(error ?? 'handled');
      }),
      succeedWhenIdle: once((result: unknown) => {
        this.#whenIdle = () => {
          this.#whenIdle = undefined;
          this.#respond(result);
        };
      }),
    };
  }

  #respond(result: unknown): void {
    let payload: string;
    try {
      payload = toJson(result);
    } catch {
      this.#fail(new Error('Unable to stringify response body'));
      return;
    }
    this.#log.flush();
    this.#send({ type: 'response', payload, usedBytes: usedBytes() });
    this.#awaitInvocation();
  }

  #fail(error: unknown): void {
    this.#log.logError('Invoke Error', error);
    this.#log.flush();
    this.#send({ type: 'error', error: toRuntimeError(error), usedBytes: usedBytes() });
    this.#awaitInvocation();
  }
}

/** `null` for what JSON has no word for: `undefined`, a function, a symbol. */
function toJson(result: unknown): string {
  const text: unknown = JSON.stringify(result);
  return typeof text === 'string' ? text : 'null';
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

/** This environment's own: the process holds all of them. */
function usedBytes(): number {
  const heap = getHeapStatistics();
  return heap.total_physical_size + heap.external_memory;
}
