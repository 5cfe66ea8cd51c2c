/** What of a stage costs something, read from the Terraform JSON that would be applied. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, listOf, memberOf } from '../pipeline/json';

export interface StageParts {
  /** Short name to memory in MB. */
  readonly functions: Readonly<Record<string, number>>;
  /** Metrics that its alarms look at. */
  readonly alarmMetrics: number;
  /** Metrics that exist for this stage alone: filters of logs, and API Gateway's per method. */
  readonly customMetrics: number;
  readonly dashboards: number;
  readonly kmsKeys: number;
  readonly hasBackups: boolean;
  readonly isTraced: boolean;
  readonly executionLogLevel: 'OFF' | 'ERROR' | 'INFO';
  readonly logRetentionDays: number;
}

type Resource = Readonly<Record<string, unknown>>;

/** Count, 4XXError, 5XXError, Latency, IntegrationLatency. */
const METRICS_PER_METHOD = 5;
const LEVELS = ['OFF', 'ERROR', 'INFO'] as const;

/**
 * Counts.
 *
 * @param app A finished `cdktf.out`.
 * @param prefix What the names of the stage begin with: `gatehouse-dev`.
 * @throws Error when the stacks are not there.
 */
export function readStageParts(
  app: string,
  { project, stage }: { project: string; stage: string },
): StageParts {
  const api = readStack(app, `${project}-api`);
  const own = readStack(app, `${project}-${stage}`);
  const prefix = `${project}-${stage}-`;
  const settings = own('aws_api_gateway_method_settings').map((one) => memberOf(one, 'settings'));
  const withMetrics = settings.some((one) => memberOf(one, 'metrics_enabled') === true);
  const methods = withMetrics ? api('aws_api_gateway_method').length : 0;
  const filters = own('aws_cloudwatch_log_metric_filter').length;
  const level = LEVELS.find((one) =>
    settings.some((setting) => memberOf(setting, 'logging_level') === one),
  );
  return {
    functions: Object.fromEntries(
      own('aws_lambda_function').map(({ function_name, memory_size }) => [
        String(function_name).replace(prefix, ''),
        numberOf(memory_size, 128),
      ]),
    ),
    alarmMetrics: own('aws_cloudwatch_metric_alarm').map(metricsOf).reduce(sum, 0),
    customMetrics: filters + methods * METRICS_PER_METHOD,
    dashboards: own('aws_cloudwatch_dashboard').length,
    kmsKeys: own('aws_kms_key').length,
    hasBackups: own('aws_dynamodb_table').some(
      (one) => memberOf(one, 'point_in_time_recovery', 'enabled') === true,
    ),
    isTraced: own('aws_api_gateway_stage').some((one) => one['xray_tracing_enabled'] === true),
    executionLogLevel: level ?? 'OFF',
    logRetentionDays: Math.max(
      0,
      ...own('aws_cloudwatch_log_group').map((one) => numberOf(one['retention_in_days'], 0)),
    ),
  };
}

/** An alarm on an expression costs as much as the metrics in it. */
function metricsOf(alarm: Resource): number {
  const queries = listOf(alarm['metric_query']).filter((one) => isRecord(memberOf(one, 'metric')));
  return Math.max(1, queries.length);
}

function readStack(app: string, name: string): (type: string) => readonly Resource[] {
  const file = join(app, 'stacks', name, 'cdk.tf.json');
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return (type) => {
    const resources = memberOf(json, 'resource', type);
    return isRecord(resources) ? Object.values(resources).filter(isRecord) : [];
  };
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function sum(one: number, other: number): number {
  return one + other;
}
