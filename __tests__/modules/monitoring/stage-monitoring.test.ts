import { api } from '../../../api';
import { everythingConfigured } from '../../helpers/everything-configured';
import { synthesize, type Synthesized } from '../../helpers/synth';
import { members, text, type Arguments, type Template } from '../../helpers/template';

const FUNCTIONS = ['authorizer', 'faq', 'hello', 'items', 'loopback', 'notifier'];
const TOPIC_TYPES = ['aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription'];
const ALARM = 'aws_cloudwatch_metric_alarm';

describe('monitoring of a stage', () => {
  let app: Synthesized;
  let everything: Synthesized;

  beforeAll(() => {
    app = synthesize();
    everything = synthesize(everythingConfigured('there are no keys here'));
  });

  afterAll(() => {
    app.remove();
    everything.remove();
  });

  function alarmsOf(template: Template): Readonly<Record<string, Arguments>> {
    return Object.fromEntries(
      Object.values(template.resources(ALARM)).map((one) => [text(one['alarm_name']), one]),
    );
  }

  function alarmOf(template: Template, name: string): Arguments {
    return template.find(ALARM, { alarm_name: name });
  }

  it('alarms in prod on everything that can go wrong', () => {
    const perFunction = ['errors', 'throttles', 'duration', 'concurrency', 'event-age'];
    expect(Object.keys(alarmsOf(app.prod)).sort()).toEqual(
      [
        'api-4xx-rate',
        'api-5xx-rate',
        'api-authorizer-errors',
        'api-integration-latency-p99',
        'api-latency-p99',
        'api-quota-exceeded',
        'dead-letters-depth',
        'table-system-errors',
        'table-throttles',
        ...FUNCTIONS.flatMap((name) => perFunction.map((id) => `${name}-${id}`)).filter(
          (id) => id !== 'authorizer-errors',
        ),
      ]
        .map((id) => `gatehouse-prod-${id}`)
        .sort(),
    );
  });

  it('makes neither alarm nor topic, notifier nor key in dev by default', () => {
    for (const type of [ALARM, ...TOPIC_TYPES, 'aws_kms_key', 'aws_cloudwatch_log_metric_filter']) {
      expect(app.dev.addresses(type)).toEqual([]);
    }
    expect(app.dev.text).not.toContain('notifier');
  });

  it('makes the same alarms in dev when it is asked to', () => {
    const inDev = Object.keys(alarmsOf(everything.dev));
    const inProd = Object.keys(alarmsOf(everything.prod));
    expect(inDev.map((name) => name.replace('-dev-', '-prod-'))).toEqual(inProd);
  });

  it('makes none of it in prod when alarms are off', () => {
    const { stages } = everythingConfigured('there are no keys here');
    const { alarms, notifications, ...prod } = stages.prod;
    expect(alarms).toBeDefined();
    expect(notifications).toBe(true);
    const quiet = synthesize({ stages: { ...stages, prod } });
    expect(quiet.prod.addresses(ALARM)).toEqual([]);
    expect(quiet.prod.addresses('aws_sns_topic')).toEqual([]);
    quiet.remove();
  });

  it('tells of every alarm and every recovery', () => {
    const topic = `\${${app.prod.addresses('aws_sns_topic').join()}.arn}`;
    for (const alarm of Object.values(alarmsOf(app.prod))) {
      expect(alarm['alarm_actions']).toEqual([topic]);
      expect(alarm['ok_actions']).toEqual([topic]);
    }
  });

  it('says in every description what to do, in a length that CloudWatch takes', () => {
    for (const alarm of Object.values(alarmsOf(app.prod))) {
      const description = text(alarm['alarm_description']);
      expect(description.length).toBeGreaterThan(40);
      expect(description.length).toBeLessThanOrEqual(1024);
      expect(description).not.toMatch(/[{}]/);
      expect(alarm['treat_missing_data']).toBe('notBreaching');
    }
  });

  it.each([
    ['api-5xx-rate', { threshold: 0.01, evaluation_periods: 1 }],
    ['api-latency-p99', { metric_name: 'Latency', extended_statistic: 'p99', threshold: 3000 }],
    ['items-duration', { metric_name: 'Duration', statistic: 'Maximum', threshold: 8000 }],
    ['faq-duration', { metric_name: 'Duration', statistic: 'Maximum', threshold: 2400 }],
    ['items-event-age', { metric_name: 'AsyncEventAge', threshold: 300_000 }],
    [
      'api-quota-exceeded',
      { namespace: 'gatehouse-prod', metric_name: 'QuotaExceeded', threshold: 1 },
    ],
    [
      'dead-letters-depth',
      {
        namespace: 'AWS/SQS',
        dimensions: { QueueName: 'gatehouse-prod-dead-letters' },
        threshold: 1,
      },
    ],
    [
      'items-errors',
      { namespace: 'AWS/Lambda', dimensions: { FunctionName: 'gatehouse-prod-items' } },
    ],
  ])('watches %s', (name, expected) => {
    const alarm = alarmOf(app.prod, `gatehouse-prod-${name}`);
    expect(app.prod.resolved(alarm)).toMatchObject(expected);
  });

  it.each([
    ['api-5xx-rate', '5XXError', 5],
    ['api-4xx-rate', '4XXError', 20],
  ])('takes the share of %s for one when there are requests enough', (name, metricName, least) => {
    const { metric_query: queries } = alarmOf(app.prod, `gatehouse-prod-${name}`);
    const [stage = ''] = app.prod.addresses('aws_api_gateway_stage');
    const dimensions = { ApiName: 'gatehouse', Stage: `\${${stage}.stage_name}` };
    expect(Object.values(members(queries))).toEqual([
      expect.objectContaining({
        expression: `IF(requests >= ${least}, rate, 0)`,
        return_data: true,
      }),
      expect.objectContaining({
        id: 'rate',
        metric: expect.objectContaining({ metric_name: metricName, stat: 'Average', dimensions }),
      }),
      expect.objectContaining({
        id: 'requests',
        metric: expect.objectContaining({ metric_name: 'Count', stat: 'SampleCount', dimensions }),
      }),
    ]);
  });

  it('watches only metrics of the stage itself', () => {
    const alarms = Object.values(alarmsOf(app.prod));
    const dimensions = JSON.stringify(
      app.prod.resolved(alarms.map((one) => [one['dimensions'], one['metric_query']])),
    );
    expect(dimensions).toContain('gatehouse-prod-items');
    expect(dimensions).not.toContain('gatehouse-dev');
    expect(dimensions).not.toContain('"Stage":"dev"');
  });

  it('adds up the failures of every operation that a role may ask the table for', () => {
    const { metric_query: queries } = alarmOf(app.prod, 'gatehouse-prod-table-system-errors');
    const granted = JSON.stringify(app.prod.resources('aws_iam_role_policy'));
    const operations = Object.values(members(queries)).flatMap((query) => {
      const { dimensions } = members(members(query)['metric']);
      return dimensions === undefined ? [] : [text(members(dimensions)['Operation'])];
    });
    const grantedOperations = new Set(
      [...granted.matchAll(/dynamodb:(\w+)/g)].map(([, operation = '']) => operation),
    );
    expect(new Set(operations)).toEqual(grantedOperations);
  });

  it('counts lines of logs that API Gateway has no metric for', () => {
    const filters = app.prod.resources('aws_cloudwatch_log_metric_filter');
    expect(Object.values(filters).map(({ pattern }) => pattern)).toEqual([
      '{ ($.errorType = "AUTHORIZER_FAILURE") || ($.errorType = "AUTHORIZER_CONFIGURATION_ERROR") }',
      '{ ($.errorType = "QUOTA_EXCEEDED") }',
      '{ $.message.event = "authorizer-failed" }',
    ]);
    // CloudWatch Logs takes no filter on a group that is not there yet.
    for (const { log_group_name: group } of Object.values(filters)) {
      expect(group).toMatch(/^\$\{aws_cloudwatch_log_group\.[\w-]+\.name\}$/);
      expect([
        '/aws/apigateway/gatehouse/prod/access',
        '/aws/lambda/gatehouse-prod-authorizer',
      ]).toContain(app.prod.resolved(group));
    }
  });

  it.each([
    ['a share over 1', { serverErrorRate: 5 }, /serverErrorRate = 5: must be a share over 0/],
    ['zero', { functionErrors: 0 }, /functionErrors = 0: must be a number over 0/],
    ['no number', { latencyP99Ms: Number.NaN }, /latencyP99Ms is NaN/],
  ])('rejects a threshold that is %s', (_, changed, expected) => {
    const { stages } = everythingConfigured('there are no keys here');
    const alarms = stages.prod.alarms && { ...stages.prod.alarms, ...changed };
    expect(() =>
      synthesize({ stages: { ...stages, prod: { ...stages.prod, ...(alarms && { alarms }) } } }),
    ).toThrow(expected);
  });

  it('shows each stage on a dashboard of its own', () => {
    const dashboard = app.dev.find('aws_cloudwatch_dashboard');
    const body = text(app.dev.resolved(dashboard['dashboard_body']));
    expect(dashboard['dashboard_name']).toBe('gatehouse-dev');
    for (const part of [
      'Requests',
      'Errors',
      'Latency',
      'Function durations',
      'Cold starts',
      'Table capacity',
      'API key',
    ]) {
      expect(body).toContain(part);
    }
    for (const name of ['authorizer', 'faq', 'hello', 'items', 'loopback']) {
      expect(body).toContain(`gatehouse-dev-${name}`);
    }
    expect(body).not.toContain('prod');
  });

  it('lays the widgets out without overlap, on 24 columns', () => {
    const body: unknown = JSON.parse(
      text(app.prod.find('aws_cloudwatch_dashboard')['dashboard_body']),
    );
    const widgets = Object.values(members(members(body)['widgets'])).map(members);
    const places = widgets.map(({ x, y }) => `${String(x)},${String(y)}`);
    expect(new Set(places).size).toBe(widgets.length);
    for (const { x, width } of widgets) expect(Number(x) + Number(width)).toBeLessThanOrEqual(24);
  });

  it('saves the queries that the alarms speak of', () => {
    const names = Object.values(app.prod.resources('aws_cloudwatch_query_definition')).map((one) =>
      text(one['name']),
    );
    const spoken = Object.values(alarmsOf(app.prod)).flatMap((one) =>
      [...text(one['alarm_description']).matchAll(/saved query "([^"]+)"/g)].map(
        ([, name]) => name,
      ),
    );
    expect(spoken.length).toBeGreaterThan(0);
    for (const name of spoken) expect(names).toContain(`gatehouse-prod/${name ?? ''}`);
  });

  it('asks for one request in the access log and in the log of every function', () => {
    const query = app.dev.find('aws_cloudwatch_query_definition', {
      name: 'gatehouse-dev/one request',
    });
    expect(Object.values(members(query['log_group_names']))).toHaveLength(
      1 + Object.keys(api.functions).length,
    );
  });
});
