import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { estimate, total, type CostItem } from '../../../scripts/cost/estimate';
import { parseCostOptions } from '../../../scripts/cost/options';
import { PRICES } from '../../../scripts/cost/prices';
import { render } from '../../../scripts/cost/render';
import { readStageParts, type StageParts } from '../../../scripts/cost/stage-parts';
import { assumedWorkload, measuredWorkload } from '../../../scripts/cost/workload';

const PARTS: StageParts = {
  functions: { items: 256, faq: 128, notifier: 256 },
  alarmMetrics: 10,
  customMetrics: 5,
  dashboards: 1,
  kmsKeys: 1,
  hasBackups: false,
  isTraced: true,
  executionLogLevel: 'ERROR',
  logRetentionDays: 30,
};

const costOf = (items: readonly CostItem[], name: string) =>
  items.find((item) => item.name === name)?.cost;

describe('an estimate', () => {
  it('has costs that nobody need call for', () => {
    const { fixed, variable } = estimate(PARTS, assumedWorkload(0));
    expect(total(fixed)).toBeCloseTo(10 * 0.1 + 5 * 0.3 + 3 + 1);
    expect(total(variable)).toBe(0);
  });

  it('grows with the requests, by the same for each', () => {
    const [one, ten] = [1e6, 1e7].map((requests) =>
      total(estimate(PARTS, assumedWorkload(requests)).variable),
    );
    expect(ten).toBeCloseTo(10 * (one ?? NaN));
  });

  it('prices Lambda by requests and by the memory that is held for a time', () => {
    const workload = {
      requests: 1e6,
      invocationsPerRequest: { items: 1 },
      billedMs: { items: 100 },
    };
    const { variable } = estimate(PARTS, workload);
    expect(costOf(variable, 'Lambda items')).toBeCloseTo(0.2 + 1e6 * 0.1 * 0.25 * 0.0000133334);
    expect(costOf(variable, 'Lambda notifier')).toBeUndefined();
    expect(costOf(variable, 'API Gateway')).toBeCloseTo(3.5);
  });

  test.each([
    ['traces', { isTraced: false }, 'X-Ray'],
    ['backups', { hasBackups: true }, 'items kept'],
    ['a chatty execution log', { executionLogLevel: 'INFO' }, 'logs'],
    ['longer kept logs', { logRetentionDays: 365 }, 'logs'],
  ] as const)('knows of %s', (_, change, name) => {
    const workload = assumedWorkload(1e6);
    const before = costOf(estimate(PARTS, workload).variable, name);
    const after = costOf(estimate({ ...PARTS, ...change }, workload).variable, name);
    expect(after).not.toBe(before);
  });

  it('is printed with the date of its prices', () => {
    const text = render('prod', 1e6, estimate(PARTS, assumedWorkload(1e6)));
    expect(text).toContain(`us-east-1 as of ${PRICES.asOf}`);
    expect(text).toMatch(/per million requests +\d+\.\d\d\n/);
  });
});

describe('files', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatehouse-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('of Terraform tell what a stage consists of', () => {
    const write = (stack: string, resource: object) => {
      mkdirSync(join(folder, 'stacks', stack), { recursive: true });
      writeFileSync(join(folder, 'stacks', stack, 'cdk.tf.json'), JSON.stringify({ resource }));
    };
    write('shop-api', { aws_api_gateway_method: { a: {}, b: {} } });
    write('shop-dev', {
      aws_api_gateway_method_settings: {
        a: { settings: { metrics_enabled: true, logging_level: 'INFO' } },
      },
      aws_cloudwatch_log_metric_filter: { a: {} },
      aws_lambda_function: { a: { function_name: 'shop-dev-cart', memory_size: 512 } },
      aws_cloudwatch_metric_alarm: {
        simple: { metric_name: 'Errors' },
        ratio: { metric_query: [{ expression: 'a/b' }, { metric: {} }, { metric: {} }] },
      },
      aws_cloudwatch_log_group: { a: { retention_in_days: 14 } },
      aws_api_gateway_stage: { a: { xray_tracing_enabled: true } },
    });
    expect(readStageParts(folder, { project: 'shop', stage: 'dev' })).toEqual({
      functions: { cart: 512 },
      alarmMetrics: 3,
      customMetrics: 2 * 5 + 1,
      dashboards: 0,
      kmsKeys: 0,
      hasBackups: false,
      isTraced: true,
      executionLogLevel: 'INFO',
      logRetentionDays: 14,
    });
  });

  it('of measurements replace mix and durations', () => {
    const file = join(folder, 'measured.json');
    const functions = [{ name: 'items', invocations: 3, billedMs: 12.5 }];
    writeFileSync(file, JSON.stringify({ requests: [1, 2, 3, 4], functions }));
    expect(measuredWorkload(file, 10)).toEqual({
      requests: 10,
      invocationsPerRequest: { items: 0.75 },
      billedMs: { items: 12.5 },
    });
  });

  test.each([
    ['no JSON', 'hello', /--measured takes what dashboard --json printed/],
    ['no requests', '{"requests":[],"functions":[{}]}', /tells of no request/],
    ['something else', '[]', /tells of no request/],
  ])('with %s are refused', (_, text, message) => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    expect(() => measuredWorkload(file, 10)).toThrow(message);
  });
});

it('reads the command line', () => {
  expect(parseCostOptions(['prod', '--requests', '5000', '--json'])).toEqual({
    stages: ['prod'],
    requests: 5000,
    app: undefined,
    measured: undefined,
    json: true,
  });
  expect(parseCostOptions([])?.stages).toEqual(['dev', 'prod']);
  expect(parseCostOptions(['-h'])).toBeUndefined();
});

test.each([
  [['--requests', 'many'], /--requests takes/],
  [['--requests', '-1'], /--requests/],
  [['test'], /there is no stage "test"/],
])('%j is refused', (argv, message) => {
  expect(() => parseCostOptions(argv)).toThrow(message);
});

it('carries the date of its prices', () => {
  expect(PRICES.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
});
