/** The Lambda service of the local runtime: functions, their execution environments, and every way to invoke them. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { FunctionDefinition, RoleDefinition } from '../application';
import type { Clock } from '../clock';
import type { LogSink } from '../logs/log-sink';
import { AsynchronousInvocations } from './asynchronous-invocation';
import { DeploymentPackages, type DeploymentPackage } from './deployment-package';
import type { DestinationMessage } from './destinations';
import { EnvironmentPool } from './environment-pool';
import { environmentVariables, type Credentials } from './environment-variables';
import { ExecutionEnvironment } from './execution-environment';
import { resolveTarget } from './functions';
import { newTraceId, runInvocation, type InvocationRequest } from './invocation';
import { LiveLogs } from './invocation-log';
import {
  LambdaServiceError,
  type FunctionInvoker,
  type Invocation,
  type InvocationResult,
} from './invoker';
import { checkPermission } from './permission';
import { createPlatformLog, type PlatformLog } from './report';
import { buildWorkerSource } from './worker-source';

export type { DestinationMessage, MessageAttribute } from './destinations';
export type { Credentials } from './environment-variables';

export interface LambdaOptions {
  readonly functions: readonly FunctionDefinition[];
  readonly accountId: string;
  readonly region: string;
  readonly logs: LogSink;
  /** Given to functions as `AWS_ENDPOINT_URL`; asked for when an environment starts. */
  readonly endpoint: () => string;
  /** The credentials of a function's role, by which the endpoint knows who calls. */
  readonly credentialsFor: (role: RoleDefinition | undefined) => Credentials;
  /** Puts a message into a queue. A function as destination is invoked by Lambda itself. */
  readonly deliver: (arn: string, message: DestinationMessage) => Promise<void>;
  /** Default: the system clock. */
  readonly clock?: Clock;
  /** Request ids. Default: random UUIDs. */
  readonly random?: () => string;
  /**
   * Environments per function and version. Default: 64. The first few (twice the cores, at least 4) start as soon as they
   * are asked for, the others one by one while invocations wait for longer than 50 ms; those that still wait are
   * queued, not refused.
   */
  readonly maxEnvironments?: number;
  /** After how many milliseconds an unused environment ends. Default: 5 minutes. */
  readonly idleTimeoutMs?: number;
  /** Milliseconds before the retries of an event. Default: 1 s, 2 s; AWS waits 1 and 2 minutes. */
  readonly retryDelaysMs?: readonly number[];
  /** By function name: variables that win over those of the Terraform JSON. */
  readonly environmentOverrides?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Told of events that end nowhere. Default: standard error. */
  readonly warn?: (line: string) => void;
}

export interface LambdaService extends FunctionInvoker {
  functions(): readonly FunctionDefinition[];
  /**
   * Puts these functions in place of the ones before. One whose definition and zip are the same keeps its warm
   * environments; of the others, running invocations finish where they are, and the next one gets the new code.
   *
   * @throws Error naming the zip that is missing; then nothing has changed.
   */
  reload(functions: readonly FunctionDefinition[]): void;
  /** Resolves when no asynchronous event is left. */
  idle(): Promise<void>;
  /**
   * Ends everything. Events that wait for a retry go to the dead-letter queue or the failure destination, and to `warn`
   * when there is neither.
   */
  stop(): Promise<void>;
}

/** Milliseconds. */
const DEFAULT_RETRY_DELAYS = [1000, 2000];
const DEFAULT_IDLE_TIMEOUT = 5 * 60_000;
const DEFAULT_MAX_ENVIRONMENTS = 64;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_PAYLOAD_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 };

/** Starts the service; execution environments start with the first invocations. */
export function createLambda(options: LambdaOptions): LambdaService {
  return new Lambda(options);
}

/** A function as deployed: one definition, one zip. */
interface DeployedFunction {
  readonly definition: FunctionDefinition;
  readonly code: DeploymentPackage;
  readonly platformLog: PlatformLog;
  readonly pools: Map<string, EnvironmentPool>;
  running: number;
}

class Lambda implements LambdaService {
  readonly #options: LambdaOptions;
  readonly #clock: Clock;
  readonly #random: () => string;
  readonly #packages = new DeploymentPackages();
  readonly #workerSource: Promise<string>;
  readonly #liveLogs = new LiveLogs();
  readonly #events: AsynchronousInvocations;
  readonly #reaper: NodeJS.Timeout;
  readonly #retired = new Set<EnvironmentPool>();
  #definitions = new Map<string, FunctionDefinition>();
  #deployed = new Map<string, DeployedFunction>();

  constructor(options: LambdaOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#random = options.random ?? randomUUID;
    this.#events = new AsynchronousInvocations({
      run: (request) => this.#run(request),
      deliver: (arn, message) => this.#deliver(arn, message),
      warn: options.warn ?? ((line) => process.stderr.write(`${line}\n`)),
      clock: this.#clock,
      retryDelaysMs: options.retryDelaysMs ?? DEFAULT_RETRY_DELAYS,
    });
    this.reload(options.functions);
    this.#workerSource = buildWorkerSource();
    // Reported by the first invocation, which awaits it.
    this.#workerSource.catch(() => undefined);
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
    const kept = new Set(deployed.values());
    for (const old of before.values()) {
      if (!kept.has(old)) this.#retire(old);
    }
  }

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    const target = resolveTarget(invocation.functionName, this.#definitions, this.#options);
    if (invocation.source !== undefined) checkPermission(target, invocation.source);
    checkPayloadSize(invocation);
    const request: InvocationRequest = {
      target,
      requestId: this.#random(),
      payload: invocation.payload,
      traceId: invocation.traceId ?? newTraceId(target.definition.tracing),
      clientContext: invocation.clientContext,
    };
    switch (invocation.invocationType) {
      case 'DryRun':
        return emptyResult(request, 204);
      case 'Event':
        this.#events.accept({ ...request, payload: parsedOnce(request.payload) });
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
    const pools = [...this.#deployed.values()].flatMap(({ pools }) => [...pools.values()]);
    const events = this.#events.stop();
    await Promise.all([...pools, ...this.#retired].map((pool) => pool.stop()));
    await events;
    this.#liveLogs.stop();
    this.#packages.close();
  }

  async #run(request: InvocationRequest): Promise<InvocationResult> {
    const { definition, version } = request.target;
    const deployed = this.#deployed.get(definition.name);
    if (deployed === undefined) {
      throw new LambdaServiceError(
        'ResourceNotFoundException',
        `Function not found: ${request.target.invokedFunctionArn}`,
      );
    }
    const { reservedConcurrency = Infinity } = deployed.definition;
    if (deployed.running >= reservedConcurrency) {
      throw new LambdaServiceError('TooManyRequestsException', 'Rate Exceeded.');
    }
    deployed.running += 1;
    try {
      return await runInvocation(request, {
        pool: this.#poolOf(deployed, version),
        platformLog: deployed.platformLog,
        liveLogs: this.#liveLogs,
        clock: this.#clock,
      });
    } finally {
      deployed.running -= 1;
    }
  }

  #deploy(definition: FunctionDefinition): DeployedFunction {
    const code = this.#packages.open(definition.zipPath);
    const before = this.#deployed.get(definition.name);
    if (before?.code.sha256 === code.sha256 && isSame(before.definition, definition)) return before;
    const platformLog = createPlatformLog(definition.logging);
    return { definition, code, platformLog, pools: new Map(), running: 0 };
  }

  #retire({ pools }: DeployedFunction): void {
    for (const pool of pools.values()) {
      this.#retired.add(pool);
      void pool.retire().finally(() => this.#retired.delete(pool));
    }
  }

  #poolOf(deployed: DeployedFunction, version: string): EnvironmentPool {
    const existing = deployed.pools.get(version);
    if (existing !== undefined) return existing;
    const maxEnvironments = this.#options.maxEnvironments ?? DEFAULT_MAX_ENVIRONMENTS;
    const pool = new EnvironmentPool({
      create: (logStream) => this.#startEnvironment(deployed, { version, logStream }),
      version,
      platformLog: deployed.platformLog,
      clock: this.#clock,
      timeoutMs: deployed.definition.timeoutSeconds * 1000,
      eagerEnvironments: Math.min(maxEnvironments, Math.max(4, 2 * availableParallelism())),
      maxEnvironments,
    });
    deployed.pools.set(version, pool);
    return pool;
  }

  async #startEnvironment(
    { definition, code }: DeployedFunction,
    { version, logStream }: { version: string; logStream: string },
  ): Promise<ExecutionEnvironment> {
    const { endpoint, credentialsFor, environmentOverrides, logs, region } = this.#options;
    const workerSource = await this.#workerSource;
    const { taskRoot } = code;
    const variables = environmentVariables(definition, {
      version,
      region,
      taskRoot,
      logStream,
      endpoint: endpoint(),
      credentials: credentialsFor(definition.role),
      overrides: environmentOverrides?.[definition.name] ?? {},
    });
    return new ExecutionEnvironment({
      definition,
      taskRoot,
      logStream,
      variables,
      workerSource,
      logs,
    });
  }

  #reap(before: number): void {
    for (const { pools } of this.#deployed.values()) {
      for (const pool of pools.values()) pool.reap(before);
    }
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

function isSame(before: FunctionDefinition, after: FunctionDefinition): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
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
function parsedOnce(payload: string): string {
  if (payload === '') return '{}';
  try {
    JSON.parse(payload);
    return payload;
  } catch (error) {
    throw new LambdaServiceError(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${error instanceof Error ? error.message : String(error)}`,
    );
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
