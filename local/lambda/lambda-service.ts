/** Functions by name, and the three ways to invoke them. */
import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '../application';
import type { Clock } from '../clock';
import { AsynchronousInvocations } from './asynchronous/asynchronous-invocation';
import type { DestinationMessage } from './asynchronous/destinations';
import { DeploymentPackages } from './code/deployment-package';
import { DeployedFunction } from './deployed-function';
import { resolveTarget, type InvocationTarget } from './functions';
import { invalidPayload, newTraceId, runInvocation, type InvocationRequest } from './invocation';
import { LiveLogs } from './invocation-log';
import { LambdaServiceError, type Invocation, type InvocationResult } from './invoker';
import type { LambdaOptions, LambdaService } from './lambda-options';
import { checkPermission } from './permission';
import { buildWorkerSource } from './worker-source';

/** Milliseconds. */
const DEFAULT_RETRY_DELAYS = [1000, 2000];
const DEFAULT_IDLE_TIMEOUT = 5 * 60_000;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_PAYLOAD_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 };

/** Sources name methods, of which there are few; a caller that makes them up must not fill the memory. */
const MAX_TARGETS = 1000;

export class Lambda implements LambdaService {
  readonly #options: LambdaOptions;
  readonly #clock: Clock;
  readonly #random: () => string;
  readonly #packages = new DeploymentPackages();
  readonly #workerSource: Promise<string>;
  readonly #liveLogs = new LiveLogs();
  readonly #events: AsynchronousInvocations;
  readonly #reaper: NodeJS.Timeout;
  /** Replaced by a reload, and not yet at their end. */
  readonly #retired = new Set<DeployedFunction>();
  #definitions = new Map<string, FunctionDefinition>();
  #deployed = new Map<string, DeployedFunction>();
  /** What callers have found and may invoke, by the words in which they asked. */
  readonly #targets = new Map<string, InvocationTarget>();

  constructor(options: LambdaOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#random = options.random ?? randomUUID;
    this.#workerSource = buildWorkerSource();
    // Reported by the first invocation, which awaits it.
    this.#workerSource.catch(() => undefined);
    this.#events = new AsynchronousInvocations({
      run: (request) => this.#run(request),
      deliver: (arn, message) => this.#deliver(arn, message),
      warn: options.warn ?? ((line) => process.stderr.write(`${line}\n`)),
      clock: this.#clock,
      retryDelaysMs: options.retryDelaysMs ?? DEFAULT_RETRY_DELAYS,
    });
    this.reload(options.functions);
    const idleTimeoutMs = options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT;
    this.#reaper = setInterval(() => {
      this.#reap(this.#clock() - idleTimeoutMs);
    }, idleTimeoutMs / 4).unref();
  }

  functions(): readonly FunctionDefinition[] {
    return [...this.#definitions.values()];
  }

  reload(functions: readonly FunctionDefinition[]): void {
    const before = this.#deployed;
    const deployed = new Map(
      functions.map((definition) => [definition.name, this.#deploy(definition)] as const),
    );
    this.#deployed = deployed;
    this.#definitions = new Map(functions.map((definition) => [definition.name, definition]));
    this.#targets.clear();
    const kept = new Set(deployed.values());
    for (const old of before.values()) {
      if (!kept.has(old)) this.#retire(old);
    }
  }

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    const target = this.#findTarget(invocation);
    checkPayloadSize(invocation);
    const request: InvocationRequest = {
      target,
      requestId: this.#random(),
      payload: invocation.payload === '' ? '{}' : invocation.payload,
      traceId: invocation.traceId ?? newTraceId(target.definition.tracing),
      clientContext: invocation.clientContext,
    };
    switch (invocation.invocationType) {
      case 'DryRun':
        return emptyResult(request, 204);
      case 'Event':
        checkJson(request.payload);
        this.#events.accept(request);
        return emptyResult(request, 202);
      case 'RequestResponse':
        return this.#run(request);
    }
  }

  idle(): Promise<void> {
    return this.#events.idle();
  }

  async stop(): Promise<void> {
    clearInterval(this.#reaper);
    const events = this.#events.stop();
    const functions = [...this.#deployed.values(), ...this.#retired];
    await Promise.all(functions.map((deployed) => deployed.stop()));
    await events;
    this.#liveLogs.stop();
    this.#packages.close();
  }

  async #run(request: InvocationRequest): Promise<InvocationResult> {
    const { definition, version, invokedFunctionArn } = request.target;
    const deployed = this.#deployed.get(definition.name);
    if (deployed === undefined) {
      throw new LambdaServiceError(
        'ResourceNotFoundException',
        `Function not found: ${invokedFunctionArn}`,
      );
    }
    const { reservedConcurrency = Infinity } = deployed.definition;
    if (deployed.running >= reservedConcurrency) {
      throw new LambdaServiceError('TooManyRequestsException', 'Rate Exceeded.');
    }
    deployed.running += 1;
    try {
      // An event may have waited over a reload.
      const target = { ...request.target, definition: deployed.definition };
      return await runInvocation(
        { ...request, target },
        {
          pool: deployed.pool(version),
          platformLog: deployed.platformLog,
          liveLogs: this.#liveLogs,
          clock: this.#clock,
        },
      );
    } finally {
      deployed.running -= 1;
    }
  }

  /** @throws LambdaServiceError when there is no such function, or the source may not invoke it. */
  #findTarget({ functionName, source }: Invocation): InvocationTarget {
    const words = JSON.stringify([functionName, source?.principal, source?.sourceArn]);
    const known = this.#targets.get(words);
    if (known !== undefined) return known;
    const target = resolveTarget(functionName, this.#definitions, this.#options);
    if (source !== undefined) checkPermission(target, source);
    if (this.#targets.size >= MAX_TARGETS) this.#targets.clear();
    this.#targets.set(words, target);
    return target;
  }

  #deploy(definition: FunctionDefinition): DeployedFunction {
    const code = this.#packages.open(definition.zipPath);
    const before = this.#deployed.get(definition.name);
    if (before?.isSame(definition, code)) return before;
    const workerSource = this.#workerSource;
    return new DeployedFunction({ definition, code, options: this.#options, workerSource });
  }

  #retire(deployed: DeployedFunction): void {
    this.#retired.add(deployed);
    void deployed.retire().finally(() => this.#retired.delete(deployed));
  }

  #reap(before: number): void {
    for (const deployed of this.#deployed.values()) deployed.reap(before);
  }

  async #deliver(arn: string, message: DestinationMessage): Promise<void> {
    if (arn.split(':')[2] !== 'lambda') return this.#options.deliver(arn, message);
    await this.invoke({
      functionName: arn,
      payload: message.body,
      invocationType: 'Event',
      source: undefined,
    });
  }
}

function checkPayloadSize({ payload, invocationType }: Invocation): void {
  const limit = MAX_PAYLOAD_BYTES[invocationType];
  if (payload.length * 3 <= limit) return;
  const size = Buffer.byteLength(payload);
  if (size <= limit) return;
  throw new LambdaServiceError(
    'RequestTooLargeException',
    `${size} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`,
  );
}

/** An event is refused before it is accepted; the runtime would find out too late. */
function checkJson(payload: string): void {
  try {
    JSON.parse(payload);
  } catch (error) {
    throw invalidPayload(error instanceof Error ? error.message : String(error));
  }
}

function emptyResult({ requestId, target }: InvocationRequest, statusCode: number) {
  return {
    statusCode,
    requestId,
    payload: '',
    functionError: undefined,
    executedVersion: target.version,
    logTail: '',
    durationMs: 0,
    initDurationMs: undefined,
  } satisfies InvocationResult;
}
