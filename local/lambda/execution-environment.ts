/**
 * One execution environment: a worker thread with the function in it, for one invocation at a time.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from '../application';
import type { LogEvent, LogSink } from '../logs/log-sink';
import { createLogBuffer, LogReader } from './runtime/log-buffer';
import type {
  InvokeMessage,
  RuntimeError,
  RuntimeMessage,
  RuntimeSettings,
} from './runtime/protocol';

/** How init ended; after anything but `ready` the environment is dead. */
export type InitOutcome =
  | { readonly kind: 'ready' }
  | { readonly kind: 'error'; readonly error: RuntimeError }
  | { readonly kind: 'exit'; readonly reason: ExitReason }
  | { readonly kind: 'timeout' };

/** How an invocation ended; after `crash`, `exit` and `timeout` the environment is dead. */
export type InvocationOutcome =
  | { readonly kind: 'response'; readonly payload: string }
  | { readonly kind: 'error'; readonly error: RuntimeError }
  | { readonly kind: 'crash'; readonly error: RuntimeError }
  | { readonly kind: 'invalid-payload'; readonly reason: string }
  | { readonly kind: 'exit'; readonly reason: ExitReason }
  | { readonly kind: 'timeout' };

export interface ExitReason {
  readonly errorType: 'Runtime.ExitError' | 'Runtime.OutOfMemory';
  /** As AWS words it, behind `RequestId: … Error: `. */
  readonly message: string;
}

export interface EnvironmentOptions {
  readonly definition: FunctionDefinition;
  readonly taskRoot: string;
  readonly logStream: string;
  readonly variables: Readonly<Record<string, string>>;
  /** `runtime/` as one script. */
  readonly workerSource: string;
  readonly logs: LogSink;
}

/** How long an answer waits for the thread of a killed environment: a thread in a system call does not end at once. */
const KILL_GRACE_MS = 250;

/** A small young generation keeps a process with many environments small, at no cost that a bench could show. */
function resourceLimits(memoryMiB: number) {
  const maxYoungGenerationSizeMb = Math.min(48, Math.max(8, memoryMiB >> 4));
  return { maxOldGenerationSizeMb: memoryMiB, maxYoungGenerationSizeMb };
}

export class ExecutionEnvironment {
  readonly logStream: string;
  /** Where the pool keeps the time since which this environment is idle, milliseconds. */
  idleSince = 0;
  /** Told when the function cannot go on logging until its lines are taken. */
  onLogsFull: () => void = () => undefined;
  readonly #definition: FunctionDefinition;
  readonly #logs: LogSink;
  readonly #worker: Worker;
  readonly #reader: LogReader;
  readonly #thaw: Int32Array;
  readonly #exited: Promise<void>;
  #alive = true;
  #usedBytes = 0;
  #outOfMemory = false;
  #onMessage: (message: RuntimeMessage) => void = () => undefined;
  #onExit: (reason: ExitReason) => void = () => undefined;

  /** Starts the thread; `init` waits until the function is loaded. */
  constructor(options: EnvironmentOptions) {
    const { definition, taskRoot, logStream } = options;
    this.logStream = logStream;
    this.#definition = definition;
    this.#logs = options.logs;
    const thaw = new SharedArrayBuffer(4);
    const logs = createLogBuffer();
    this.#thaw = new Int32Array(thaw);
    this.#reader = new LogReader(logs);
    const { handler, logging, runtime } = definition;
    const nodeMajor = Number.parseInt(runtime.replace('nodejs', ''), 10);
    this.#worker = new Worker(options.workerSource, {
      eval: true,
      name: definition.name,
      workerData: { taskRoot, handler, nodeMajor, logging, thaw, logs } satisfies RuntimeSettings,
      env: options.variables,
      // Not the laptop's: it runs with a TypeScript loader, which would triple the time to start.
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: resourceLimits(definition.memoryMiB),
    });
    this.#exited = this.#watch();
  }

  /** False once the thread is gone, or about to go. */
  get alive(): boolean {
    return this.#alive;
  }

  /** The most memory seen in use after an invocation. */
  get usedBytes(): number {
    return this.#usedBytes;
  }

  async init(limitMs: number): Promise<InitOutcome> {
    const outcome = await new Promise<InitOutcome>((resolve) => {
      const timer = setTimeout(resolve, limitMs, { kind: 'timeout' });
      const end = (ended: InitOutcome) => {
        clearTimeout(timer);
        resolve(ended);
      };
      this.#onMessage = (message) => {
        if (message.type === 'ready') {
          this.#usedBytes = message.usedBytes;
          end({ kind: 'ready' });
        }
        if (message.type === 'init-error') end({ kind: 'error', error: message.error });
      };
      this.#onExit = (reason) => {
        end({ kind: 'exit', reason });
      };
    });
    if (outcome.kind === 'ready') this.#worker.unref();
    else await this.kill();
    return outcome;
  }

  async invoke(message: InvokeMessage, timeoutMs: number): Promise<InvocationOutcome> {
    const outcome = await new Promise<InvocationOutcome>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs, { kind: 'timeout' });
      this.#onMessage = (answer) => {
        const ended = this.#outcomeOf(answer);
        if (ended === undefined) return;
        clearTimeout(timer);
        resolve(ended);
      };
      this.#onExit = (reason) => {
        clearTimeout(timer);
        resolve({ kind: 'exit', reason });
      };
      this.#worker.postMessage(message);
      Atomics.store(this.#thaw, 0, 1);
      Atomics.notify(this.#thaw, 0);
    });
    if (outcome.kind === 'timeout' || outcome.kind === 'crash') await this.kill();
    return outcome;
  }

  /** What the function has written since the last call. */
  takeLogs(): LogEvent[] {
    return this.#reader.read();
  }

  log(events: readonly LogEvent[]): void {
    if (events.length > 0) this.#logs.write(this.#definition.logGroup, this.logStream, events);
  }

  /** Ends the thread wherever it is, a busy loop included. */
  async kill(): Promise<void> {
    this.#alive = false;
    void this.#worker.terminate();
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, KILL_GRACE_MS);
    });
    await Promise.race([this.#exited, grace]);
    clearTimeout(timer);
  }

  #outcomeOf(message: RuntimeMessage): InvocationOutcome | undefined {
    switch (message.type) {
      case 'response':
        this.#usedBytes = Math.max(this.#usedBytes, message.usedBytes);
        return { kind: 'response', payload: message.payload };
      case 'error':
      case 'crash':
        this.#usedBytes = Math.max(this.#usedBytes, message.usedBytes);
        return { kind: message.type, error: message.error };
      case 'invalid-payload':
        return { kind: 'invalid-payload', reason: message.reason };
      case 'ready':
      case 'init-error':
      case 'logs':
        return undefined;
    }
  }

  #watch(): Promise<void> {
    const worker = this.#worker;
    // The streams are redirected inside; what still arrives has no line to go to.
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (message: RuntimeMessage) => {
      if (message.type === 'logs') this.onLogsFull();
      else this.#onMessage(message);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return;
      this.#outOfMemory = true;
      this.#usedBytes = this.#definition.memoryMiB << 20;
    });
    return new Promise((resolve) => {
      worker.on('exit', (code) => {
        this.#alive = false;
        this.#onExit(this.#exitReason(code));
        resolve();
      });
    });
  }

  #exitReason(code: number): ExitReason {
    if (this.#outOfMemory) {
      return {
        errorType: 'Runtime.OutOfMemory',
        message: 'Runtime exited with error: signal: killed',
      };
    }
    return {
      errorType: 'Runtime.ExitError',
      message:
        code === 0
          ? 'Runtime exited without providing a reason'
          : `Runtime exited with error: exit status ${code}`,
    };
  }
}
