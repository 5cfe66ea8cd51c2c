import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Account } from './account';
import type { DeadLetterQueue } from './dead-letter-queue';
import { codeArguments, type DeploymentPackage } from './deployment-package';
import { LogGroup } from './log-group';
import type { Statement } from './policy';
import type { TableAccess } from './rest-api-definition';
import { suppress } from './suppression';
import { TABLE_ACTIONS, type Table } from './table';

/** The newest runtime that provider 5.100 knows. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export const NODE_RUNTIME = 'nodejs22.x';
/** The alias that everything calls; a deployment moves it, a rollback moves it back. */
export const LIVE_ALIAS = 'live';
const DEFAULT_TIMEOUT_SECONDS = 10;

export interface NodeFunctionProps {
  /** Whose functions may run as its role, and what the role's name ends with: IAM's names are the account's. */
  readonly account: Account;
  readonly functionName: string;
  readonly code: DeploymentPackage;
  readonly description?: string;
  /** @default NODE_RUNTIME */
  readonly runtime?: string;
  /** @default 256 */
  readonly memoryMiB?: number;
  /** @default 10 */
  readonly timeoutSeconds?: number;
  /** @default - none but Lambda's own */
  readonly environment?: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** Gets asynchronous events that failed every retry, as records that name function and cause. */
  readonly deadLetterQueue: DeadLetterQueue;
  /** @default - none: the role is granted no table */
  readonly table?: { readonly table: Table; readonly access: Exclude<TableAccess, 'none'> };
  /** @default - the account's unreserved pool */
  readonly reservedConcurrency?: number;
  /** What its role may do beside its log, queue, table and traces. @default - nothing */
  readonly grants?: readonly Statement[];
  /** The key of its log group. @default - CloudWatch Logs' own */
  readonly kmsKeyArn?: string | undefined;
}

/**
 * A function with a role, a log group and an alias of its own: every deployment publishes a version that is kept, and
 * the alias `live` points to the newest.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export class NodeFunction extends Construct {
  /** A reference: what names the function waits for it. */
  readonly name: string;
  /** What a stage variable holds to choose this function: `gatehouse-dev-items:live`. Text, so that it can be checked. */
  readonly liveName: string;
  readonly logGroupName: string;
  readonly timeoutSeconds: number;
  readonly #alias: LambdaAlias;
  readonly #permissions: LambdaPermission[] = [];

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    this.liveName = `${props.functionName}:${LIVE_ALIAS}`;
    this.timeoutSeconds = props.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
    const logGroup = new LogGroup(this, 'logs', {
      name: `/aws/lambda/${props.functionName}`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    this.logGroupName = logGroup.name;
    const role = this.#role(props);
    const policy = new IamRolePolicy(this, 'policy', {
      role: role.name,
      name: 'function',
      policy: JSON.stringify({ Version: '2012-10-17', Statement: statements(props, logGroup) }),
    });
    const resource = new LambdaFunction(this, 'Resource', {
      ...functionConfig(props),
      ...codeArguments(this, props.code),
      role: role.arn,
      loggingConfig: {
        logFormat: 'JSON',
        logGroup: logGroup.name,
        applicationLogLevel: props.logLevel,
        systemLogLevel: 'INFO',
      },
      // Without the policy the first invocation could neither log nor reach the table.
      dependsOn: [logGroup.resource, policy],
    });
    suppress(resource, {
      CKV_AWS_115:
        props.reservedConcurrency === undefined
          ? 'Held back by the throttle of stage and key; the setting reservedConcurrency takes environments from the pool that all functions share.'
          : undefined,
      CKV_AWS_116:
        'Its failed events go to the dead-letter queue as records of a failure destination, which tell function and cause; a dead_letter_config would put each there twice.',
      CKV_AWS_117:
        'Calls AWS and public addresses over TLS, with a role of its own: there is nothing in a VPC that it would reach.',
      CKV_AWS_173:
        'The environment holds names and public keys, no secret, and is encrypted with the own key of Lambda.',
      CKV_AWS_272:
        'A zip is what its reviewed plan says: source_code_hash holds its SHA-256, and every machine builds the same bytes.',
    });
    this.name = resource.functionName;
    this.#alias = new LambdaAlias(this, LIVE_ALIAS, {
      name: LIVE_ALIAS,
      functionName: resource.functionName,
      functionVersion: resource.version,
    });
    const asynchronous = {
      functionName: resource.functionName,
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 3600,
      // Not a dead_letter_config: its message does not tell which function it is for, and this one does.
      destinationConfig: { onFailure: { destination: props.deadLetterQueue.arn } },
    };
    new LambdaFunctionEventInvokeConfig(this, 'asynchronous', {
      ...asynchronous,
      qualifier: this.#alias.name,
    });
    // For whoever invokes the function by its name alone.
    new LambdaFunctionEventInvokeConfig(this, 'asynchronous-unqualified', asynchronous);
  }

  /** All that must be there before anybody is led to the function: its alias, and who may invoke that. */
  get callable(): readonly ITerraformDependable[] {
    return [this.#alias, ...this.#permissions];
  }

  get aliasArn(): string {
    return this.#alias.arn;
  }

  /**
   * Lets a service invoke the alias, from one source and no other.
   *
   * @param id Names the permission in a plan.
   * @param sourceArn The method's or authorizer's execution ARN, the topic's ARN.
   * @param principal Default: API Gateway.
   */
  allowInvocation(id: string, sourceArn: string, principal = 'apigateway.amazonaws.com'): void {
    const permission = new LambdaPermission(this, id, {
      action: 'lambda:InvokeFunction',
      functionName: this.#alias.functionName,
      qualifier: this.#alias.name,
      principal,
      sourceArn,
    });
    this.#permissions.push(permission);
  }

  #role(props: NodeFunctionProps): IamRole {
    return new IamRole(this, 'role', {
      name: `${props.functionName}-${props.account.region}`,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'lambda.amazonaws.com' },
            // Lambda works for every account; this is not a role for the functions of another.
            Condition: { StringEquals: { 'aws:SourceAccount': props.account.accountId } },
          },
        ],
      }),
    });
  }
}

function functionConfig(props: NodeFunctionProps) {
  return {
    functionName: props.functionName,
    ...(props.description === undefined ? {} : { description: props.description }),
    runtime: props.runtime ?? NODE_RUNTIME,
    handler: 'index.handler',
    architectures: ['arm64'],
    memorySize: props.memoryMiB ?? 256,
    timeout: props.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    publish: true,
    ...(props.environment === undefined ? {} : { environment: { variables: props.environment } }),
    tracingConfig: { mode: 'Active' },
    ...(props.reservedConcurrency === undefined
      ? {}
      : { reservedConcurrentExecutions: props.reservedConcurrency }),
  };
}

function statements(props: NodeFunctionProps, logGroup: LogGroup): Statement[] {
  const { table } = props;
  return [
    {
      Effect: 'Allow',
      // No CreateLogGroup: a group that Lambda made would have no retention.
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `${logGroup.arn}:*`,
    },
    { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: props.deadLetterQueue.arn },
    ...(table === undefined
      ? []
      : [
          {
            Effect: 'Allow' as const,
            Action: TABLE_ACTIONS[table.access],
            Resource: table.table.arn,
          },
        ]),
    ...(props.grants ?? []),
    {
      Effect: 'Allow',
      Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      // X-Ray has no resources to name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
      Resource: '*',
    },
  ];
}
