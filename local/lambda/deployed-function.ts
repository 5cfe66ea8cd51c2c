/** A function as deployed: one definition, one zip, and a pool of execution environments per version. */
import { availableParallelism } from 'node:os';
import type { FunctionDefinition } from '../application';
import type { DeploymentPackage } from './code/deployment-package';
import { EnvironmentPool } from './environment-pool';
import { environmentVariables } from './environment-variables';
import { ExecutionEnvironment } from './execution-environment';
import type { LambdaOptions } from './lambda-options';
import { createMachineLoad } from './machine-load';
import { createPlatformLog, type PlatformLog } from './report';

const DEFAULT_MAX_ENVIRONMENTS = 64;
const LEAST_EAGER_ENVIRONMENTS = 2;

export interface DeployedFunctionParts {
  readonly definition: FunctionDefinition;
  readonly code: DeploymentPackage;
  readonly options: LambdaOptions;
  /** `runtime/` as one script. */
  readonly workerSource: Promise<string>;
}

export class DeployedFunction {
  readonly definition: FunctionDefinition;
  readonly platformLog: PlatformLog;
  /** Invocations that have a place, or wait for one. */
  running = 0;
  readonly #parts: DeployedFunctionParts;
  readonly #pools = new Map<string, EnvironmentPool>();

  constructor(parts: DeployedFunctionParts) {
    this.definition = parts.definition;
    this.platformLog = createPlatformLog(parts.definition.logging);
    this.#parts = parts;
  }

  /** True when a reload brings nothing new for this function. */
  isSame(definition: FunctionDefinition, code: DeploymentPackage): boolean {
    return (
      code.sha256 === this.#parts.code.sha256 &&
      JSON.stringify(definition) === JSON.stringify(this.definition)
    );
  }

  pool(version: string): EnvironmentPool {
    const existing = this.#pools.get(version);
    if (existing !== undefined) return existing;
    const {
      clock = Date.now,
      maxEnvironments = DEFAULT_MAX_ENVIRONMENTS,
      watchMachine = createMachineLoad,
    } = this.#parts.options;
    const eager = Math.max(LEAST_EAGER_ENVIRONMENTS, availableParallelism());
    const pool = new EnvironmentPool({
      create: (logStream) => this.#startEnvironment(version, logStream),
      version,
      platformLog: this.platformLog,
      clock,
      timeoutMs: this.definition.timeoutSeconds * 1000,
      eagerEnvironments: Math.min(maxEnvironments, eager),
      maxEnvironments,
      machine: watchMachine(),
    });
    this.#pools.set(version, pool);
    return pool;
  }

  /** Ends the environments that have been idle since before this time. */
  reap(before: number): void {
    for (const pool of this.#pools.values()) pool.reap(before);
  }

  /** Resolves when the last running invocation has ended. */
  async retire(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.retire()));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.stop()));
  }

  async #startEnvironment(version: string, logStream: string): Promise<ExecutionEnvironment> {
    const { definition, code, options } = this.#parts;
    const { endpoint, credentialsFor, logs, region } = options;
    const workerSource = await this.#parts.workerSource;
    const { taskRoot } = code;
    const variables = environmentVariables(definition, {
      version,
      region,
      taskRoot,
      logStream,
      endpoint: endpoint(),
      credentials: credentialsFor(definition.role),
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
}
