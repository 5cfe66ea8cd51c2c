import { Construct } from 'constructs';
import type { Stage } from '../stage';
import type { StageSettings } from '../stage-settings';
import { AccessLogMetrics } from './access-log-metrics';
import type { Subject } from './alarm-table';
import { Alarms } from './alarms';
import { AuthorizerMetrics } from './authorizer-metrics';
import { Dashboard } from './dashboard';
import { QueryDefinitions } from './query-definitions';

export interface StageMonitoringProps {
  readonly region: string;
  /** Starts the names of what is made: `gatehouse-prod`. */
  readonly name: string;
  readonly apiName: string;
  readonly stage: Pick<Stage, 'name' | 'accessLogGroup'>;
  /** By short name. */
  readonly functions: ReadonlyMap<string, MonitoredFunction>;
  /** Which of them is the API's Lambda authorizer. @default - none */
  readonly authorizer?: string | undefined;
  /** @default - none */
  readonly tableName?: string | undefined;
  /** What functions may ask of it: `GetItem`. @default - nothing */
  readonly tableOperations?: readonly string[] | undefined;
  readonly deadLetterQueueName: string;
  readonly settings: Pick<StageSettings, 'alarms' | 'dashboard'>;
  /** Hears of alarms. @default - nobody */
  readonly topicArn?: string | undefined;
}

/** What monitoring needs to know of a function. */
export interface MonitoredFunction {
  readonly name: string;
  readonly logGroupName: string;
  readonly timeoutSeconds: number;
}

/** What watches a stage: alarms, a dashboard and saved queries, as its settings ask for them. */
export class StageMonitoring extends Construct {
  constructor(scope: Construct, id: string, props: StageMonitoringProps) {
    super(scope, id);
    const alarms = this.#alarms(props);
    if (props.settings.dashboard === true) this.#dashboard(props, alarms);
  }

  #alarms(props: StageMonitoringProps): Alarms | undefined {
    const { alarms } = props.settings;
    if (alarms === undefined) return undefined;
    new AccessLogMetrics(this, 'access-log-metrics', {
      namespace: props.name,
      logGroupName: props.stage.accessLogGroup,
    });
    const authorizer = props.functions.get(props.authorizer ?? '');
    if (authorizer !== undefined) {
      new AuthorizerMetrics(this, 'authorizer-metrics', {
        namespace: props.name,
        logGroupName: authorizer.logGroupName,
      });
    }
    return new Alarms(this, 'alarms', {
      name: props.name,
      thresholds: alarms,
      subjects: subjects(props),
      topicArn: props.topicArn,
    });
  }

  #dashboard(props: StageMonitoringProps, alarms: Alarms | undefined): void {
    const functions = [...props.functions];
    const common = {
      accessLogGroup: props.stage.accessLogGroup,
      functionLogGroups: functions.map(([, { logGroupName }]) => logGroupName),
    };
    new Dashboard(this, 'dashboard', {
      ...common,
      name: props.name,
      region: props.region,
      apiName: props.apiName,
      stageName: props.stage.name,
      functions: Object.fromEntries(functions.map(([short, { name }]) => [short, name])),
      tableName: props.tableName,
      alarmArns: alarms?.arns ?? [],
    });
    new QueryDefinitions(this, 'queries', { ...common, folder: props.name });
  }
}

/** Everything of the stage that alarms may watch. */
function subjects(props: StageMonitoringProps): Subject[] {
  const { apiName, stage, functions, tableName, deadLetterQueueName } = props;
  return [
    {
      kind: 'api',
      name: 'api',
      namespace: 'AWS/ApiGateway',
      dimensions: { ApiName: apiName, Stage: stage.name },
    },
    { kind: 'access-log', name: 'api', namespace: props.name, dimensions: {} },
    ...[...functions].map(([short, { name, timeoutSeconds }]) => ({
      kind: 'function' as const,
      name: short,
      namespace: 'AWS/Lambda',
      dimensions: { FunctionName: name },
      timeoutSeconds,
      isAuthorizer: short === props.authorizer,
    })),
    ...(tableName === undefined
      ? []
      : [
          {
            kind: 'table' as const,
            name: 'table',
            namespace: 'AWS/DynamoDB',
            dimensions: { TableName: tableName },
            operations: props.tableOperations ?? [],
          },
        ]),
    {
      kind: 'queue',
      name: 'dead-letters',
      namespace: 'AWS/SQS',
      dimensions: { QueueName: deadLetterQueueName },
    },
  ];
}
