import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Access, type Quota, type Throttle } from '../access';
import { corsVariables } from '../cors';
import { DeadLetterQueue } from '../dead-letter-queue';
import { deploymentPackage } from '../deployment-package';
import { NodeFunction } from '../node-function';
import { redeploymentHash } from '../redeployment';
import type { FunctionSettings, RestApiDefinition, TableAccess } from '../rest-api-definition';
import {
  functionNames,
  functionOf,
  functionVariable,
  tableRows,
  type TableRow,
} from '../route-table';
import { Stage } from '../stage';
import { keepState, readState, type StateLocation } from '../state-backend';
import { Table } from '../table';
import { requireVersions } from '../versions';
import type { ApiStack } from './api-stack';

export interface StageStackProps {
  readonly projectName: string;
  readonly stageName: string;
  readonly region: string;
  readonly state: StateLocation;
  readonly tags: Readonly<Record<string, string>>;
  readonly definition: RestApiDefinition;
  /** The stack whose API this is a stage of; its snapshot decides when there is a new deployment. */
  readonly apiStack: ApiStack;
  /** Where the built functions are, and where Terraform will run. */
  readonly packages: { readonly zips: string; readonly stackFolder: string };
  readonly settings: StageSettings;
}

/** What may differ from stage to stage. */
export interface StageSettings {
  /** For all callers together. */
  readonly throttle: Throttle;
  /** For each API key. */
  readonly keyThrottle: Throttle;
  /** For each API key. */
  readonly keyQuota: Quota;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly executionLogLevel: 'OFF' | 'ERROR' | 'INFO';
  readonly logRetentionDays: number;
  /** Whether the table survives a mistake. */
  readonly protected: boolean;
  /** Origins whose pages may call the stage; `*` for every one. */
  readonly corsOrigins: readonly string[];
  /** Runtime of the functions: `nodejs22.x`. */
  readonly runtime: string;
  /** Stage variables of the stage's own, for what handlers branch on. */
  readonly variables: Readonly<Record<string, string>>;
  /** Added to a function's environment, by function name. */
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * All that one stage has of its own: its snapshot and variables, functions with roles, table, queue, key, plan and
 * logs. Nothing of it can reach another stage's.
 */
export class StageStack extends TerraformStack {
  readonly #props: StageStackProps;
  readonly #table: Table | undefined;
  readonly #deadLetterQueue: DeadLetterQueue;
  readonly #functions: ReadonlyMap<string, NodeFunction>;

  constructor(scope: Construct, id: string, props: StageStackProps) {
    super(scope, id);
    this.#props = props;
    keepState(this, id, props.state);
    requireVersions(this);
    new AwsProvider(this, 'aws', {
      region: props.region,
      defaultTags: [{ tags: { ...props.tags, stage: props.stageName } }],
    });
    const name = `${props.projectName}-${props.stageName}`;
    const api = readState(this, props.apiStack.stackName, props.state);
    const restApiId = api.getString('rest_api_id');
    const { table } = props.definition;
    this.#table =
      table === undefined
        ? undefined
        : new Table(this, table, {
            name: `${name}-${table}`,
            protected: props.settings.protected,
          });
    this.#deadLetterQueue = new DeadLetterQueue(this, 'dead-letters', {
      name: `${name}-dead-letters`,
    });
    this.#functions = new Map(
      functionNames(props.definition).map((one) => [one, this.#function(one)]),
    );
    const stage = this.#stage(restApiId);
    const access = new Access(this, 'access', {
      name,
      restApiId,
      stageName: stage.name,
      throttle: props.settings.keyThrottle,
      quota: props.settings.keyQuota,
    });
    this.#permissions(api.getString('execution_arn'), () => api.getString('authorizer_id'));
    this.#outputs({ invoke_url: stage.invokeUrl, api_key_id: access.apiKeyId });
  }

  #function(name: string): NodeFunction {
    const { projectName, stageName, settings, definition, packages } = this.#props;
    const { table, environment, ...own }: FunctionSettings = definition.functions?.[name] ?? {};
    return new NodeFunction(this, `${name}-function`, {
      functionName: `${projectName}-${stageName}-${name}`,
      code: deploymentPackage(name, packages),
      runtime: settings.runtime,
      logRetentionDays: settings.logRetentionDays,
      logLevel: settings.logLevel,
      deadLetterQueue: this.#deadLetterQueue,
      ...own,
      ...this.#tableOf(name, table ?? 'none'),
      environment: {
        STAGE: stageName,
        LOG_LEVEL: settings.logLevel,
        ...(table === undefined || table === 'none' ? {} : { TABLE_NAME: this.#table?.name ?? '' }),
        ...environment,
        ...settings.environment[name],
      },
    });
  }

  #tableOf(name: string, access: TableAccess) {
    if (access === 'none') return {};
    if (this.#table === undefined) {
      throw new Error(
        `api.ts: function "${name}" has table access "${access}" and the definition names no table: add table: '...'`,
      );
    }
    return { table: { table: this.#table, access } };
  }

  #stage(restApiId: string): Stage {
    const { projectName, stageName, settings, apiStack } = this.#props;
    return new Stage(this, 'stage', {
      restApiId,
      apiName: projectName,
      stageName,
      redeploymentHash: redeploymentHash(apiStack),
      variables: {
        ...this.#tableVariable(),
        logLevel: settings.logLevel,
        ...settings.variables,
        ...corsVariables(settings.corsOrigins),
        ...Object.fromEntries(
          [...this.#functions].map(([name, one]) => [functionVariable(name), one.liveName]),
        ),
      },
      throttle: settings.throttle,
      logRetentionDays: settings.logRetentionDays,
      executionLogLevel: settings.executionLogLevel,
    });
  }

  #tableVariable(): Record<string, string> {
    const { table } = this.#props.definition;
    return table === undefined || this.#table === undefined
      ? {}
      : { [`${table}Table`]: this.#table.name };
  }

  /** Each function lets in the methods of this stage that call it, one by one, and nothing else. */
  #permissions(executionArn: string, authorizerId: () => string): void {
    const { definition, stageName } = this.#props;
    for (const row of tableRows(definition)) {
      const called = this.#functions.get(functionOf(row.route.integration) ?? '');
      called?.allowInvocation(`permission ${row.key}`, methodArn(executionArn, stageName, row));
    }
    if (definition.authorizer === undefined) return;
    const authorizer = this.#functions.get(definition.authorizer.function);
    authorizer?.allowInvocation(
      'permission authorizer',
      `${executionArn}/authorizers/${authorizerId()}`,
    );
  }

  #outputs(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) {
      new TerraformOutput(this, name, { value }).overrideLogicalId(name);
    }
  }
}

/** The ARN by which API Gateway introduces itself; a path parameter may hold anything. */
function methodArn(
  executionArn: string,
  stageName: string,
  { httpMethod, path }: TableRow,
): string {
  const verb = httpMethod === 'ANY' ? '*' : httpMethod;
  return `${executionArn}/${stageName}/${verb}${path.replace(/\{[^}]+\}/g, '*')}`;
}
