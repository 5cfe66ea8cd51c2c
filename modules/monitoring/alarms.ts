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
        .filter(({ kind }) => kind === row.of)
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
      ...watched(row, subject),
      alarmActions: actions,
      okActions: actions,
    }).arn;
  }
}

function watched(row: AlarmRow, subject: Subject): Partial<CloudwatchMetricAlarmConfig> {
  const [only, ...others] = row.metrics;
  if (only === undefined || others.length > 0) return { metricQuery: sumOf(row, subject) };
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

function sumOf({ metrics, statistic }: AlarmRow, subject: Subject) {
  return [
    { id: 'sum', expression: 'SUM(METRICS())', label: 'sum', returnData: true },
    ...metrics.map((metric, index) => ({
      id: `m${index + 1}`,
      returnData: false,
      metric: {
        namespace: subject.namespace,
        metricName: metric.metricName,
        dimensions: dimensionsOf(subject, metric),
        period: PERIOD_SECONDS,
        stat: statistic,
      },
    })),
  ];
}

function dimensionsOf(subject: Subject, metric: AlarmMetric): Record<string, string> {
  return { ...subject.dimensions, ...metric.dimensions };
}
