/** The widgets of a dashboard, in CloudWatch's own form: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */

import { limitOf } from '../quotas';
import { inParts } from './in-parts';

export interface DashboardWidget {
  readonly type: 'metric' | 'log' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a dashboard is about. */
export interface DashboardSubject {
  readonly region: string;
  readonly apiName: string;
  readonly stageName: string;
  /** Short name to the function's own. */
  readonly functions: Readonly<Record<string, string>>;
  readonly tableName?: string | undefined;
  readonly accessLogGroup: string;
  readonly functionLogGroups: readonly string[];
  /** @default - no alarms on it */
  readonly alarmArns?: readonly string[];
}

type Content = Pick<DashboardWidget, 'type' | 'properties'>;
/** Namespace, metric, dimensions, options: one line of a graph. */
type Line = readonly unknown[];

const COLUMNS = 24;
const WIDTH = 8;
const HEIGHT = 6;

/** Every widget in its place, three to a row. */
export function dashboardWidgets(subject: DashboardSubject): DashboardWidget[] {
  const perRow = COLUMNS / WIDTH;
  return contents(subject).map((content, index) => ({
    ...content,
    x: (index % perRow) * WIDTH,
    y: Math.floor(index / perRow) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
  }));
}

function contents(subject: DashboardSubject): Content[] {
  return [
    ...apiGraphs(subject),
    ...functionGraphs(subject),
    ...tableGraphs(subject),
    keyUsage(subject),
    ...alarmStates(subject),
  ];
}

function apiGraphs(subject: DashboardSubject): Content[] {
  const of = (metric: string, options: Readonly<Record<string, unknown>>): Line => [
    'AWS/ApiGateway',
    metric,
    'ApiName',
    subject.apiName,
    'Stage',
    subject.stageName,
    options,
  ];
  const percentiles = ['p50', 'p90', 'p99'];
  return [
    graph(subject, 'Requests', [of('Count', { stat: 'Sum' })]),
    graph(subject, 'Errors, share of the requests', [
      of('4XXError', { stat: 'Average', label: '4XX' }),
      of('5XXError', { stat: 'Average', label: '5XX' }),
    ]),
    graph(subject, 'Latency, ms', [
      ...percentiles.map((stat) => of('Latency', { stat, label: stat })),
      of('IntegrationLatency', { stat: 'p99', label: 'p99 of the integration' }),
    ]),
  ];
}

function functionGraphs(subject: DashboardSubject): Content[] {
  const lines = (metric: string, stat: string): Line[] =>
    Object.entries(subject.functions).map(([label, name]) => [
      'AWS/Lambda',
      metric,
      'FunctionName',
      name,
      { stat, label },
    ]);
  return [
    graph(subject, 'Function durations, p99, ms', lines('Duration', 'p99')),
    graph(subject, 'Function errors', lines('Errors', 'Sum')),
    ...inParts(subject.functionLogGroups, limitOf('log-groups-per-query')).map(({ name, part }) =>
      logs(subject, `Cold starts${name}`, {
        groups: part,
        query:
          'filter type = "platform.report" and ispresent(record.metrics.initDurationMs) | stats count(*) as coldStarts, max(record.metrics.initDurationMs) as slowestMs by bin(1h)',
        view: 'bar',
      }),
    ),
  ];
}

function tableGraphs(subject: DashboardSubject): Content[] {
  const { tableName } = subject;
  if (tableName === undefined) return [];
  const of = (metric: string): Line => [
    'AWS/DynamoDB',
    metric,
    'TableName',
    tableName,
    { stat: 'Sum' },
  ];
  return [
    graph(subject, 'Table capacity', [
      of('ConsumedReadCapacityUnits'),
      of('ConsumedWriteCapacityUnits'),
      of('ReadThrottleEvents'),
      of('WriteThrottleEvents'),
    ]),
  ];
}

function keyUsage(subject: DashboardSubject): Content {
  return logs(subject, 'Requests by API key', {
    groups: [subject.accessLogGroup],
    query:
      'filter ispresent(apiKeyId) and apiKeyId != "-" | stats count(*) as requests by apiKeyId | sort requests desc',
    view: 'table',
  });
}

function alarmStates({ alarmArns = [] }: DashboardSubject): Content[] {
  return inParts(alarmArns, limitOf('alarms-per-widget')).map(({ name, part }) => ({
    type: 'alarm',
    properties: { title: `Alarms${name}`, alarms: part },
  }));
}

function graph({ region }: DashboardSubject, title: string, metrics: readonly Line[]): Content {
  return {
    type: 'metric',
    properties: {
      title,
      region,
      metrics,
      view: 'timeSeries',
      period: 300,
      yAxis: { left: { min: 0 } },
    },
  };
}

function logs(
  { region }: DashboardSubject,
  title: string,
  { groups, query, view }: { groups: readonly string[]; query: string; view: 'bar' | 'table' },
): Content {
  const sources = groups.map((group) => `SOURCE '${group}'`).join(' | ');
  return { type: 'log', properties: { title, region, view, query: `${sources} | ${query}` } };
}
