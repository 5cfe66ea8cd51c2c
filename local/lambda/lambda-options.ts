/** What the Lambda service needs to run, and what it can do. */
import type { FunctionDefinition, RoleDefinition } from '../application';
import type { Clock } from '../clock';
import type { LogSink } from '../logs/log-sink';
import type { DestinationMessage } from './asynchronous/destinations';
import type { Credentials } from './environment-variables';
import type { FunctionInvoker } from './invoker';
import type { MachineLoad } from './machine-load';

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
   * Environments per function and version. Default: 64. The first few (one per processor, at least 2) start as soon as
   * they are asked for, the others one by one while invocations wait for longer than 50 ms and the machine is not full;
   * those that still wait are queued, not refused.
   */
  readonly maxEnvironments?: number;
  /** Watches the machine, for each function. Default: this one's processors and event loop. */
  readonly watchMachine?: () => MachineLoad;
  /** After how many milliseconds an unused environment ends. Default: 5 minutes. */
  readonly idleTimeoutMs?: number;
  /** Milliseconds before the retries of an event. Default: 1 s, 2 s; AWS waits 1 and 2 minutes. */
  readonly retryDelaysMs?: readonly number[];
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
