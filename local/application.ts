/**
 * Everything the runtime serves, in the words of the services: types only.
 *
 * `terraform/` makes it from a `cdktf.out` (or a plan), the rest of `local/` reads it. A reload makes a new one.
 */
import type { RestApi } from './rest-api';

export interface Application {
  /** Twelve digits; the laptop has no account, so it is always `000000000000` unless the JSON names one. */
  readonly accountId: string;
  readonly region: string;
  readonly restApis: readonly RestApi[];
  readonly functions: readonly FunctionDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly logGroups: readonly LogGroupDefinition[];
  readonly queues: readonly QueueDefinition[];
  /** For the console: each stack with its resources and what they refer to. */
  readonly stacks: readonly StackSummary[];
}

export interface FunctionDefinition {
  readonly address: string;
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  /** Absolute path of the zip. */
  readonly zipPath: string;
  /** `index.handler`. */
  readonly handler: string;
  /** `nodejs22.x`. */
  readonly runtime: string;
  readonly architecture: 'arm64' | 'x86_64';
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Environments at once; `undefined`: the runtime's own limit. 0: every invocation is throttled, as on AWS. */
  readonly reservedConcurrency: number | undefined;
  /** `publish = true`: there is a version `1`. */
  readonly published: boolean;
  /** Alias name to the version it points to. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly logGroup: string;
  /** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-logs.html */
  readonly logging: LoggingConfiguration;
  readonly role: RoleDefinition | undefined;
  readonly permissions: readonly PermissionDefinition[];
  /** Asynchronous invocation. */
  readonly asynchronous: AsynchronousInvocation;
  readonly tracing: 'Active' | 'PassThrough';
}

/** `logging_config`: the levels filter JSON logs alone, as on AWS. */
export interface LoggingConfiguration {
  readonly format: 'Text' | 'JSON';
  readonly applicationLevel: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
  readonly systemLevel: 'DEBUG' | 'INFO' | 'WARN';
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html */
export interface AsynchronousInvocation {
  /** 0 to 2. */
  readonly maximumRetryAttempts: number;
  /** Seconds, 60 to 21 600. */
  readonly maximumEventAgeSeconds: number;
  /** ARNs of a queue or a function; `undefined`: none. */
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
  readonly deadLetterArn: string | undefined;
}

/** A statement of a function's resource-based policy (`aws_lambda_permission`). */
export interface PermissionDefinition {
  readonly address: string;
  readonly action: string;
  readonly principal: string;
  /** With `*` and `?` as wildcards; `undefined`: any source. */
  readonly sourceArn: string | undefined;
  /** Alias or version the statement hangs on; `undefined`: the unqualified function. */
  readonly qualifier: string | undefined;
}

export interface RoleDefinition {
  readonly address: string;
  readonly name: string;
  readonly arn: string;
  /** Every policy attached or inline, JSON text with the references resolved. */
  readonly policies: readonly string[];
  /** ARNs of AWS-managed policies, whose text Terraform does not hold. */
  readonly managedPolicyArns: readonly string[];
}

export interface TableDefinition {
  readonly address: string;
  readonly name: string;
  readonly arn: string;
  readonly hashKey: string;
  readonly rangeKey: string | undefined;
  readonly attributes: Readonly<Record<string, 'S' | 'N' | 'B'>>;
  readonly globalSecondaryIndexes: readonly IndexDefinition[];
  readonly localSecondaryIndexes: readonly IndexDefinition[];
  /** Name of the attribute with the expiry in epoch seconds; `undefined`: no TTL. */
  readonly ttlAttribute: string | undefined;
  /** `deletion_protection_enabled`: the table may not be replaced by another one. */
  readonly deletionProtection: boolean;
}

export interface IndexDefinition {
  readonly name: string;
  readonly hashKey: string | undefined;
  readonly rangeKey: string | undefined;
  readonly projectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly nonKeyAttributes: readonly string[];
}

export interface LogGroupDefinition {
  readonly address: string;
  readonly name: string;
  readonly arn: string;
  /** Days; `undefined`: kept for ever. */
  readonly retentionDays: number | undefined;
}

export interface QueueDefinition {
  readonly address: string;
  readonly name: string;
  readonly arn: string;
  readonly url: string;
}

export interface StackSummary {
  readonly name: string;
  readonly resources: readonly {
    readonly address: string;
    readonly type: string;
    /** Addresses in this or (`stack:address`) another stack. */
    readonly references: readonly string[];
  }[];
}
