import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { ALARM_TABLE, type AlarmMetric, type AlarmRow, type Subject } from './alarm-table';
import { checkThresholds, type AlarmThresholds } from './alarm-thresholds';

export interface AlarmsProps {
  /** Starts the name of each alarm. */
  readonly name: string;
  readonly thresholds: AlarmThresholds;
  readonly subjects: readonly Subject[];
  /** Hears of alarms and recoveries. @default - nobody: they are seen in the console alone */
  readonly topicArn?: string | undefined;
}

const PERIOD_SECONDS = 300;

/**
 * The alarms of a table's rows, one for each thing that a row watches.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 *
 * @throws Error in one line when a threshold makes no sense.
 */
export class Alarms extends Construct {
  /** For a dashboard. */
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    checkThresholds(props.name, props.thresholds);
    this.arns = ALARM_TABLE.flatMap((row) =>
      props.subjects
        .filter((subject) => subject.kind === row.of && (row.isFor?.(subject) ?? true))
        .filter((subject) => metricsOf(row, subject).length > 0)
        .map((subject) => this.#alarm(row, subject, props)),
    );
  }

  #alarm(row: AlarmRow, subject: Subject, { name, thresholds, topicArn }: AlarmsProps): string {
    const actions = topicArn === undefined ? [] : [topicArn];
    const id = `${subject.name}-${row.id}`;
    return new CloudwatchMetricAlarm(this, id, {
      alarmName: `${name}-${id}`,
      alarmDescription: row.advice.replaceAll('{name}', subject.name),
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: row.threshold(thresholds, subject),
      evaluationPeriods: row.periods,
      // No traffic is no fault.
      treatMissingData: 'notBreaching',
      ...watched(row, subject, row.leastRequests?.(thresholds)),
      alarmActions: actions,
      okActions: actions,
    }).arn;
  }
}

function watched(
  row: AlarmRow,
  subject: Subject,
  leastRequests?: number,
): Partial<CloudwatchMetricAlarmConfig> {
  const [only, ...others] = metricsOf(row, subject);
  if (only === undefined || others.length > 0) return { metricQuery: sumOf(row, subject) };
  if (leastRequests !== undefined) {
    return {
      metricQuery: ofEnough(subject, { rate: only, statistic: row.statistic, leastRequests }),
    };
  }
  return {
    namespace: subject.namespace,
    metricName: only.metricName,
    dimensions: dimensionsOf(subject, only),
    period: PERIOD_SECONDS,
    // The slowest hundredth of ten requests is one request, which says nothing.
    ...(row.statistic === 'p99'
      ? { extendedStatistic: 'p99', evaluateLowSampleCountPercentiles: 'ignore' }
      : { statistic: row.statistic }),
  };
}

function metricsOf({ metrics }: AlarmRow, subject: Subject): readonly AlarmMetric[] {
  return typeof metrics === 'function' ? metrics(subject) : metrics;
}

function sumOf(row: AlarmRow, subject: Subject) {
  const { statistic } = row;
  return [
    { id: 'sum', expression: 'SUM(METRICS())', label: 'sum', returnData: true },
    ...metricsOf(row, subject).map((metric, index) =>
      query(subject, { id: `m${index + 1}`, metric, statistic }),
    ),
  ];
}

interface EnoughRequests {
  readonly rate: AlarmMetric;
  readonly statistic: string;
  readonly leastRequests: number;
}

/** A share of the requests, and 0 while there are too few. `Count` is of all requests: AWS counts its samples. */
function ofEnough(subject: Subject, { rate, statistic, leastRequests }: EnoughRequests) {
  return [
    {
      id: 'rateOfEnough',
      expression: `IF(requests >= ${leastRequests}, rate, 0)`,
      label: `${rate.metricName} of at least ${leastRequests} requests`,
      returnData: true,
    },
    query(subject, { id: 'rate', metric: rate, statistic }),
    query(subject, { id: 'requests', metric: { metricName: 'Count' }, statistic: 'SampleCount' }),
  ];
}

interface Query {
  readonly id: string;
  readonly metric: AlarmMetric;
  readonly statistic: string;
}

function query(subject: Subject, { id, metric, statistic }: Query) {
  return {
    id,
    returnData: false,
    metric: {
      namespace: subject.namespace,
      metricName: metric.metricName,
      dimensions: dimensionsOf(subject, metric),
      period: PERIOD_SECONDS,
      stat: statistic,
    },
  };
}

function dimensionsOf(subject: Subject, metric: AlarmMetric): Record<string, string> {
  return { ...subject.dimensions, ...metric.dimensions };
}
