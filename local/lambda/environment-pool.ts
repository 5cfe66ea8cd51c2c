/** The execution environments of one version of one function: warm ones reused, new ones started as load asks for them. */
import type { Clock } from '../clock';
import type { LogEvent } from '../logs/log-sink';
import { randomText } from '../random-bytes';
import type { ExecutionEnvironment, InitOutcome } from './execution-environment';
import { LambdaServiceError } from './invoker';
import type { MachineLoad } from './machine-load';
import type { PlatformLog } from './report';

export interface PoolOptions {
  /** Makes an environment that writes to this log stream. */
  readonly create: (logStream: string) => Promise<ExecutionEnvironment>;
  readonly version: string;
  readonly platformLog: PlatformLog;
  readonly clock: Clock;
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Environments that are started at once; more only when an invocation has waited for `GROWTH_DELAY_MS`. */
  readonly eagerEnvironments: number;
  readonly maxEnvironments: number;
  readonly machine: MachineLoad;
}

/** An environment for one invocation. */
export interface Lease {
  readonly environment: ExecutionEnvironment;
  /** Of a cold start; `undefined` when the environment was warm. */
  readonly init: InitReport | undefined;
}

export interface InitReport {
  readonly outcome: InitOutcome;
  readonly durationMs: number;
  /** How much of the function's own timeout init has used up: AWS runs it again there when it takes over 10 s. */
  readonly spentMs: number;
  readonly logs: LogEvent[];
}

/** An invocation in the queue: woken with a lease, or with nothing and the right to start an environment. */
interface Waiter {
  readonly resume: (lease: Lease | undefined) => void;
  /** Milliseconds. */
  readonly since: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_LIMIT_MS = 10_000;
const GROWTH_DELAY_MS = 50;
/** On a full machine one more environment makes all slower; but what waits so long may wait for a function that sleeps. */
const PATIENCE_MS = 500;

export class EnvironmentPool {
  readonly #options: PoolOptions;
  readonly #environments = new Set<ExecutionEnvironment>();
  /** The one used last is at the end, and goes first: the others can be reaped. */
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #waiting: Waiter[] = [];
  /** Told when the last environment has ended. */
  readonly #onEmpty: (() => void)[] = [];
  #starting = 0;
  #state: 'open' | 'retired' | 'stopped' = 'open';
  #growth: NodeJS.Timeout | undefined;
  #lostPatienceAt = -Infinity;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** A warm environment at once, when there is one. */
  takeWarm(): Lease | undefined {
    for (;;) {
      const environment = this.#idle.pop();
      if (environment === undefined) return undefined;
      if (environment.alive) return { environment, init: undefined };
      this.#environments.delete(environment);
    }
  }

  /** Waits for an environment: a new one as long as there may be more, else the next that comes free. */
  async acquire(): Promise<Lease> {
    const warm = this.takeWarm();
    if (warm !== undefined) return warm;
    if (this.#size() < this.#options.eagerEnvironments) return this.#start();
    const freed = await new Promise<Lease | undefined>((resolve) => {
      this.#waiting.push({ resume: resolve, since: performance.now() });
      this.#grow(GROWTH_DELAY_MS);
    });
    return freed ?? this.#start();
  }

  /** Gives an environment back: to the next in the queue, to the idle ones, or to nobody. */
  release(environment: ExecutionEnvironment): void {
    if (this.#state !== 'open' || !environment.alive) {
      void this.#end(environment);
      // Whoever waited for it starts an environment of its own.
      this.#waiting.shift()?.resume(undefined);
      return;
    }
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next.resume({ environment, init: undefined });
      return;
    }
    environment.idleSince = this.#options.clock();
    this.#idle.push(environment);
  }

  /** Ends the environments that have been idle since before this time. */
  reap(before: number): void {
    while (this.#idle[0] !== undefined && this.#idle[0].idleSince < before) {
      void this.#end(this.#idle.shift());
    }
  }

  /** Takes no more work: idle environments end now, busy ones after their invocation. Resolves when all have ended. */
  async retire(): Promise<void> {
    if (this.#state === 'open') this.#state = 'retired';
    for (const environment of this.#idle.splice(0)) void this.#end(environment);
    if (this.#environments.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty.push(resolve);
    });
  }

  /** Ends every environment, whatever it does, and turns those away that wait for one. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    clearTimeout(this.#growth);
    for (const { resume } of this.#waiting.splice(0)) resume(undefined);
    await Promise.all([...this.#environments].map((environment) => this.#end(environment)));
  }

  #size(): number {
    return this.#environments.size + this.#starting;
  }

  async #end(environment: ExecutionEnvironment | undefined): Promise<void> {
    if (environment === undefined) return;
    if (environment.alive) await environment.kill();
    this.#environments.delete(environment);
    if (this.#environments.size === 0) for (const resolve of this.#onEmpty.splice(0)) resolve();
  }

  /** Lets the queue have one more environment after each delay, so that slow functions get many and fast ones few. */
  #grow(delayMs: number): void {
    if (this.#growth !== undefined || this.#isWhole()) return;
    this.#growth = setTimeout(() => {
      this.#growth = undefined;
      const [first] = this.#waiting;
      if (first === undefined || this.#isWhole()) return;
      const waitedMs = performance.now() - first.since;
      if (this.#deserves(waitedMs)) this.#waiting.shift()?.resume(undefined);
      if (this.#waiting.length > 0) this.#grow(Math.max(5, GROWTH_DELAY_MS - waitedMs));
    }, delayMs);
  }

  #isWhole(): boolean {
    return this.#size() >= this.#options.maxEnvironments;
  }

  #deserves(waitedMs: number): boolean {
    if (waitedMs < GROWTH_DELAY_MS) return false;
    if (!this.#options.machine.isFull()) return true;
    // One at a time: a queue that has grown old on a full machine would else start as many as there may be.
    const now = performance.now();
    if (waitedMs < PATIENCE_MS || now - this.#lostPatienceAt < PATIENCE_MS) return false;
    this.#lostPatienceAt = now;
    return true;
  }

  async #start(): Promise<Lease> {
    const first = await this.#initialize(INIT_LIMIT_MS);
    if (first.init.outcome.kind !== 'timeout') return first;
    await this.#end(first.environment);
    const second = await this.#initialize(this.#options.timeoutMs);
    return { ...second, init: { ...second.init, spentMs: second.init.durationMs } };
  }

  async #initialize(limitMs: number): Promise<Lease & { readonly init: InitReport }> {
    const { clock, platformLog } = this.#options;
    const environment = await this.#create();
    const logs = platformLog.initStart(clock());
    environment.onLogsFull = () => {
      logs.push(...environment.takeLogs());
    };
    const startedAt = performance.now();
    const outcome = await environment.init(limitMs);
    const durationMs = performance.now() - startedAt;
    logs.push(...environment.takeLogs());
    if (outcome.kind !== 'ready') {
      logs.push(...platformLog.initFailed({ durationMs, ...failureOf(outcome) }, clock()));
    }
    environment.log(logs);
    return { environment, init: { outcome, durationMs, spentMs: 0, logs } };
  }

  async #create(): Promise<ExecutionEnvironment> {
    const { create, version, clock } = this.#options;
    this.#starting += 1;
    try {
      const environment = await create(logStreamName(version, clock()));
      if (this.#state === 'stopped') {
        await environment.kill();
        throw new LambdaServiceError('ServiceException', 'The local runtime is stopping.');
      }
      this.#environments.add(environment);
      return environment;
    } finally {
      this.#starting -= 1;
    }
  }
}

function failureOf(outcome: Exclude<InitOutcome, { kind: 'ready' }>) {
  switch (outcome.kind) {
    case 'timeout':
      return { status: 'timeout', errorType: undefined } as const;
    case 'error':
      return { status: 'error', errorType: outcome.error.errorType } as const;
    case 'exit':
      return { status: 'error', errorType: outcome.reason.errorType } as const;
  }
}

/** `2026/11/21/[$LATEST]0123456789abcdef0123456789abcdef`. */
function logStreamName(version: string, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomText(16, 'hex')}`;
}
