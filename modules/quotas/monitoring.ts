import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { CloudwatchQueryDefinition } from '@cdktf/provider-aws/lib/cloudwatch-query-definition';
import { bytesOf, stackOf, type Inventory } from './inventory';
import type { Measure, Quota } from './quota';

const CLOUDWATCH =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html';
const BODY =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html';
const QUERY =
  'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html';
const SPLIT = 'split what it shows, in dashboard-widgets.ts';

type Row = Omit<Quota, 'service' | 'adjustable'> & Partial<Pick<Quota, 'adjustable'>>;

const ROWS: readonly Row[] = [
  {
    id: 'alarms-per-widget',
    unit: 'alarms',
    per: 'a widget',
    limit: 100,
    source: BODY,
    proof: 'others',
    mend: SPLIT,
    met: 'never: the widgets are as many as the alarms need',
    measure: (made) => widgets(made, ({ properties }) => lengthOf(properties?.alarms)),
  },
  {
    id: 'metrics-per-widget',
    unit: 'metrics',
    per: 'a widget',
    limit: 500,
    source: CLOUDWATCH,
    proof: 'others',
    mend: SPLIT,
    met: 'never: a graph has a line per function',
    measure: (made) => widgets(made, ({ properties }) => lengthOf(properties?.metrics)),
  },
  {
    id: 'metrics-per-dashboard',
    unit: 'metrics',
    per: 'a dashboard',
    limit: 2500,
    source: CLOUDWATCH,
    proof: 'others',
    mend: SPLIT,
    met: 'never: two lines per function',
    measure: (made) =>
      dashboards(made, (all) =>
        all.reduce((sum, { properties }) => sum + lengthOf(properties?.metrics), 0),
      ),
  },
  {
    id: 'widgets-per-dashboard',
    unit: 'widgets',
    per: 'a dashboard',
    limit: 500,
    source: BODY,
    proof: 'others',
    mend: SPLIT,
    met: 'never: some twenty widgets at most',
    measure: (made) => dashboards(made, (all) => all.length),
  },
  {
    id: 'log-groups-per-query',
    unit: 'log groups',
    per: 'a query',
    limit: 50,
    source: QUERY,
    mend: 'split the query, in query-definitions.ts or dashboard-widgets.ts',
    met: 'never: over 49 functions queries and widgets come in parts',
    measure: (made) => [
      ...made.of(CloudwatchQueryDefinition).map((one) => ({
        where: `query ${one.nameInput ?? one.node.path}`,
        amount: lengthOf(one.logGroupNamesInput),
      })),
      ...widgets(made, ({ properties }) => sourcesIn(properties?.query)),
    ],
  },
  {
    id: 'query-text',
    unit: 'characters',
    per: 'the text of a saved query',
    limit: 10_000,
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html',
    mend: 'shorten it, in query-definitions.ts',
    met: 'never: the longest has 300',
    measure: (made) =>
      made.of(CloudwatchQueryDefinition).map((one) => ({
        where: `query ${one.nameInput ?? one.node.path}`,
        amount: bytesOf(one.queryStringInput ?? ''),
      })),
  },
  {
    id: 'alarms-per-region',
    unit: 'alarms',
    per: 'a Region',
    limit: 5000,
    adjustable: true,
    source: CLOUDWATCH,
    mend: 'switch alarms of a stage off (DEV_ALARMS=off)',
    met: 'never by one API: five per function and nine of the stage',
    measure: (made) => [{ where: 'all stages', amount: made.of(CloudwatchMetricAlarm).length }],
  },
];

/** Of CloudWatch and its Logs Insights. */
export const MONITORING: readonly Quota[] = ROWS.map((row) => ({
  service: 'CloudWatch',
  adjustable: false,
  ...row,
}));

interface Widget {
  readonly properties?: Readonly<Record<'alarms' | 'metrics' | 'query' | 'title', unknown>>;
}

function bodies(made: Inventory): { readonly where: string; readonly all: readonly Widget[] }[] {
  return made.of(CloudwatchDashboard).map((one) => {
    const body = JSON.parse(one.dashboardBodyInput ?? '{}') as { widgets?: readonly Widget[] };
    return { where: stackOf(one), all: body.widgets ?? [] };
  });
}

function dashboards(made: Inventory, count: (all: readonly Widget[]) => number): Measure[] {
  return bodies(made).map(({ where, all }) => ({
    where: `dashboard of ${where}`,
    amount: count(all),
  }));
}

function widgets(made: Inventory, count: (widget: Widget) => number): Measure[] {
  return bodies(made).flatMap(({ where, all }) =>
    all.map((widget) => ({
      where: `dashboard of ${where}, widget "${String(widget.properties?.title)}"`,
      amount: count(widget),
    })),
  );
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function sourcesIn(query: unknown): number {
  return typeof query === 'string' ? query.split("SOURCE '").length - 1 : 0;
}
