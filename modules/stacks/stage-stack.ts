import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack, type TerraformRemoteState } from 'cdktf';
import type { Construct } from 'constructs';
import { Access } from '../access';
import { currentAccount, type Account } from '../account';
import { DeadLetterQueue } from '../dead-letter-queue';
import { readDefinition } from '../definition-checks';
import { deploymentPackage, type PackageLocation } from '../deployment-package';
import { DomainName } from '../edge/domain-name';
import { alarmsUseKey, KmsKey, logsUseKey, useKeyThrough } from '../kms-key';
import {
  Notifications,
  NOTIFIER,
  readParameter,
  webhookParameter,
} from '../monitoring/notifications';
import { StageMonitoring } from '../monitoring/stage-monitoring';
import { NodeFunction, type NodeFunctionProps } from '../node-function';
import { permissionSources } from '../permission-sources';
import { boundRoles } from '../permissions-boundary';
import type { FunctionSettings, RestApiDefinition, TableAccess } from '../rest-api-definition';
import { routeScopesFile } from '../route-scopes';
import { functionNames, functionOf, tableRows } from '../route-table';
import { snapshotCheck } from '../snapshot-check';
import { Stage } from '../stage';
import { checkSettings, readSettings } from '../stage-checks';
import type { StageSettings } from '../stage-settings';
import { stageVariables } from '../stage-variables';
import { keepState, readState, type StateLocation } from '../state-backend';
import { Table, tableOperations } from '../table';
import { requireVersions } from '../versions';
import { deployedSnapshot, NO_SNAPSHOT, type ApiStack } from './api-stack';

export interface StageStackProps {
  readonly projectName: string;
  readonly stageName: string;
  readonly region: string;
  /** The only account that Terraform may work on. @default - whichever the credentials are of */
  readonly accountId?: string | undefined;
  readonly state: StateLocation;
  readonly tags: Readonly<Record<string, string>>;
  readonly definition: RestApiDefinition;
  /** The stack whose API this is a stage of; its snapshot decides when there is a new deployment. */
  readonly apiStack: ApiStack;
  readonly packages: PackageLocation;
  readonly settings: StageSettings;
}

/**
 * All that one stage has of its own: its snapshot and variables, functions with roles, table, queue, key, plan and
 * logs. Nothing of it can reach another stage's.
 */
export class StageStack extends TerraformStack {
  readonly #props: StageStackProps;
  /** Starts the name of everything that the stage has: `gatehouse-dev`. */
  readonly #name: string;
  readonly #kmsKeyArn: string | undefined;
  readonly #table: Table | undefined;
  readonly #deadLetterQueue: DeadLetterQueue;
  readonly #functions: ReadonlyMap<string, NodeFunction>;
  #account: Account | undefined;

  /** @throws Error with a line for everything that is wrong with the definition, or with the settings. */
  constructor(scope: Construct, id: string, unchecked: StageStackProps) {
    super(scope, id);
    const props = {
      ...unchecked,
      definition: readDefinition(unchecked.definition),
      settings: readSettings(unchecked.stageName, unchecked.settings),
    };
    checkSettings(props);
    this.#props = props;
    const { permissionsBoundaryArn } = props.settings;
    if (permissionsBoundaryArn !== undefined) boundRoles(this, permissionsBoundaryArn);
    keepState(this, id, props.state);
    requireVersions(this);
    new AwsProvider(this, 'aws', {
      region: props.region,
      ...(props.accountId === undefined ? {} : { allowedAccountIds: [props.accountId] }),
      defaultTags: [{ tags: { ...props.tags, stage: props.stageName } }],
    });
    this.#name = `${props.projectName}-${props.stageName}`;
    const api = readState(this, props.apiStack.stackName, {
      location: props.state,
      defaults: NO_SNAPSHOT,
    });
    const restApiId = api.getString('rest_api_id');
    this.#kmsKeyArn = this.#kmsKey(restApiId);
    this.#table = this.#ownTable();
    this.#deadLetterQueue = new DeadLetterQueue(this, 'dead-letters', {
      name: `${this.#name}-dead-letters`,
    });
    this.#functions = new Map(
      functionNames(props.definition).map((one) => [one, this.#function(one)]),
    );
    this.#permissions(api.getString('execution_arn'), () => api.getString('authorizer_id'));
    const stage = this.#stage(restApiId, api);
    const access = new Access(this, 'access', {
      name: this.#name,
      restApiId,
      stage,
      throttle: props.settings.keyThrottle,
      quota: props.settings.keyQuota,
    });
    this.#outputs({ invoke_url: stage.invokeUrl, api_key_id: access.apiKeyId });
    this.#domain(restApiId, stage);
    this.#monitoring(stage);
  }

  #function(name: string): NodeFunction {
    const { definition, settings } = this.#props;
    const { table, environment, ...own }: FunctionSettings = definition.functions?.[name] ?? {};
    const isGrantedTable = table !== undefined && table !== 'none';
    return this.#nodeFunction(name, {
      ...own,
      ...this.#codeOf(name),
      ...this.#tableOf(name, table ?? 'none'),
      grants:
        isGrantedTable && this.#kmsKeyArn !== undefined
          ? [useKeyThrough(this.#kmsKeyArn, 'dynamodb', this.#props)]
          : [],
      environment: {
        ...(isGrantedTable ? { TABLE_NAME: this.#table?.name ?? '' } : {}),
        ...environment,
        ...settings.environment[name],
      },
    });
  }

  /** The authorizer learns from a file in its zip which scope opens which methods: the environment takes 4 kB. */
  #codeOf(name: string): Pick<NodeFunctionProps, 'code'> {
    const { definition, packages } = this.#props;
    const files = name === definition.authorizer?.function ? routeScopesFile(definition) : {};
    return { code: deploymentPackage(name, packages, files) };
  }

  /** A function of the stage, with what every function of it has. */
  #nodeFunction(
    name: string,
    own: Partial<NodeFunctionProps> & Pick<NodeFunctionProps, 'code'>,
  ): NodeFunction {
    const { stageName, settings } = this.#props;
    const reservedConcurrency = settings.reservedConcurrency?.[name];
    return new NodeFunction(this, `${name}-function`, {
      account: this.#ownAccount(),
      functionName: `${this.#name}-${name}`,
      runtime: settings.runtime,
      logRetentionDays: settings.logRetentionDays,
      logLevel: settings.logLevel,
      deadLetterQueue: this.#deadLetterQueue,
      kmsKeyArn: this.#kmsKeyArn,
      ...own,
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
      environment: { STAGE: stageName, LOG_LEVEL: settings.logLevel, ...own.environment },
    });
  }

  /** The key of everything in the stage that takes one; `undefined`: each service uses its own. */
  #kmsKey(restApiId: string): string | undefined {
    const { projectName, stageName, settings } = this.#props;
    if (settings.kmsKey !== 'own') return settings.kmsKey?.arn;
    const account = this.#ownAccount();
    return new KmsKey(this, 'key', {
      account,
      name: this.#name,
      description: `Table, logs and topic of ${this.#name}`,
      users: [
        alarmsUseKey(account),
        logsUseKey(account, [
          `/aws/lambda/${this.#name}-*`,
          `/aws/apigateway/${projectName}/${stageName}/*`,
          `API-Gateway-Execution-Logs_${restApiId}/${stageName}`,
        ]),
      ],
    }).arn;
  }

  #ownAccount(): Account {
    this.#account ??= currentAccount(this, this.#props.region);
    return this.#account;
  }

  #ownTable(): Table | undefined {
    const { definition, settings } = this.#props;
    const { table } = definition;
    if (table === undefined) return undefined;
    return new Table(this, table, {
      name: this.#tableName(table),
      protected: settings.protected,
      kmsKeyArn: this.#kmsKeyArn,
    });
  }

  /** As text, so that what AWS refuses of it can be told at synthesis. */
  #tableName(table: string): string {
    return `${this.#name}-${table}`;
  }

  #domain(restApiId: string, stage: Stage): void {
    const { domain } = this.#props.settings;
    if (domain === undefined) return;
    const { url } = new DomainName(this, 'domain', {
      ...domain,
      restApiId,
      stage,
    });
    this.#outputs({ domain_url: url });
  }

  #monitoring(stage: Stage): void {
    const { region, projectName, settings } = this.#props;
    const notifier = settings.notifications === true ? this.#notifier() : undefined;
    new StageMonitoring(this, 'monitoring', {
      region,
      name: this.#name,
      apiName: projectName,
      stage,
      authorizer: this.#props.definition.authorizer?.function,
      functions: new Map([
        ...this.#functions,
        ...(notifier === undefined ? [] : [[NOTIFIER, notifier] as const]),
      ]),
      tableName: this.#table?.name,
      tableOperations: tableOperations(this.#props.definition.functions ?? {}),
      deadLetterQueueName: this.#deadLetterQueue.name,
      settings,
      topicArn: notifier && this.#notifications(notifier),
    });
  }

  #notifications(notifier: NodeFunction): string {
    const { topicArn } = new Notifications(this, 'notifications', {
      account: this.#ownAccount(),
      name: this.#name,
      notifier,
      kmsKeyArn: this.#kmsKeyArn,
    });
    this.#outputs({ alarm_topic_arn: topicArn });
    return topicArn;
  }

  #notifier(): NodeFunction {
    const { projectName, stageName } = this.#props;
    const parameter = webhookParameter(projectName, stageName);
    return this.#nodeFunction(NOTIFIER, {
      ...this.#codeOf(NOTIFIER),
      description: 'Carries alarms to Slack.',
      memoryMiB: 128,
      timeoutSeconds: 30,
      grants: [
        readParameter(this.#ownAccount(), parameter),
        ...(this.#kmsKeyArn === undefined
          ? []
          : [useKeyThrough(this.#kmsKeyArn, 'ssm', this.#props)]),
      ],
      environment: { WEBHOOK_PARAMETER: parameter },
    });
  }

  #tableOf(name: string, access: TableAccess) {
    if (access === 'none') return {};
    if (this.#table === undefined) {
      throw new Error(`function "${name}" has table access "${access}", and there is no table`);
    }
    return { table: { table: this.#table, access } };
  }

  #stage(restApiId: string, api: TerraformRemoteState): Stage {
    const { projectName, stageName, settings, apiStack, definition } = this.#props;
    const { snapshot } = apiStack;
    const { table } = definition;
    return new Stage(this, 'stage', {
      restApiId,
      apiName: projectName,
      stageName,
      snapshot,
      snapshotCheck: snapshotCheck(this, {
        apiStackName: apiStack.stackName,
        wanted: snapshot,
        deployed: deployedSnapshot(api),
      }),
      backends: [
        ...(this.#table === undefined ? [] : [this.#table.resource]),
        ...[...this.#functions.values()].flatMap(({ callable }) => callable),
      ],
      variables: stageVariables({
        settings,
        table: table === undefined ? undefined : { name: table, fullName: this.#tableName(table) },
        functions: this.#functions,
      }),
      throttle: settings.throttle,
      ...(settings.methodThrottles === undefined
        ? {}
        : { methodThrottles: settings.methodThrottles }),
      logRetentionDays: settings.logRetentionDays,
      executionLogLevel: settings.executionLogLevel,
      detailedMetrics: settings.detailedMetrics,
      kmsKeyArn: this.#kmsKeyArn,
      webAclArn: settings.webAclArn,
    });
  }

  /** Each function lets in the methods of this stage that call it, and nothing of any other stage. */
  #permissions(executionArn: string, authorizerId: () => string): void {
    const { definition, stageName } = this.#props;
    const rows = tableRows(definition);
    for (const [name, called] of this.#functions) {
      const own = rows.filter(({ route }) => functionOf(route.integration) === name);
      for (const { id, source } of permissionSources(own)) {
        called.allowInvocation(id, `${executionArn}/${stageName}/${source}`);
      }
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
