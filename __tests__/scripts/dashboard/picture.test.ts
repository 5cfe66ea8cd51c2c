import { countLines } from '../../../scripts/dashboard/picture';

let next = 0;
const line = (label: string, message: unknown, timestamp = 0) => {
  next += 1;
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return { label, id: String(next), timestamp, message: text };
};
const request = (more: Readonly<Record<string, string>> = {}, timestamp = 0) =>
  line(
    'access',
    { httpMethod: 'GET', resourcePath: '/faq', status: '200', apiKeyId: '-', ...more },
    timestamp,
  );
const report = (label: string, metrics: Readonly<Record<string, number>>, status = 'success') =>
  line(label, { type: 'platform.report', record: { status, metrics } });

it('tells errors of callers from errors of ours', () => {
  const statuses = ['200', '201', '404', '429', '500', '503'];
  const { requests, clientErrors, serverErrors } = countLines(
    statuses.map((status, at) => request({ status }, at)),
    [],
  );
  expect([requests, clientErrors, serverErrors]).toEqual([
    [0, 1, 2, 3, 4, 5],
    [2, 3],
    [4, 5],
  ]);
});

it('measures latencies, and none where there was no integration', () => {
  const lines = ['10', '20', '30', '1000'].map((responseLatency) =>
    request({ responseLatency, integrationLatency: '-' }),
  );
  const { latency, integrationLatency } = countLines(lines, []);
  expect(latency).toEqual({ p50: 20, p90: 1000, p99: 1000 });
  expect(integrationLatency).toEqual({ p50: undefined, p90: undefined, p99: undefined });
});

it('counts routes and keys, most used first', () => {
  const { routes, keys } = countLines(
    [
      request({ resourcePath: '-', status: '403' }),
      request({ apiKeyId: 'seldom' }),
      request({ apiKeyId: 'often', responseLatency: '7' }),
      request({ apiKeyId: 'often' }),
    ],
    [],
  );
  expect(routes).toEqual([
    { route: 'GET /faq', requests: 3, errors: 0, p99: 7 },
    { route: 'GET (no such route)', requests: 1, errors: 1, p99: undefined },
  ]);
  expect(keys).toEqual([
    { id: 'often', requests: 2 },
    { id: 'seldom', requests: 1 },
  ]);
});

it('counts what Lambda reports of each function, and nothing else in its log', () => {
  const lines = [
    report('items', {
      durationMs: 5,
      billedDurationMs: 205,
      maxMemoryUsedMB: 60,
      initDurationMs: 200,
    }),
    report('items', { durationMs: 7, billedDurationMs: 7, maxMemoryUsedMB: 70 }, 'timeout'),
    report('faq', { durationMs: 1 }),
    line('items', { level: 'INFO', message: { event: 'item-stored' } }),
    line('items', 'no JSON'),
  ];
  const { functions } = countLines(lines, ['items', 'hello']);
  expect(functions).toEqual([
    {
      name: 'items',
      invocations: 2,
      errors: 1,
      duration: { p50: 5, p90: 7, p99: 7 },
      billedMs: 106,
      coldStarts: 1,
      slowestColdStart: 200,
      maxMemoryUsed: 70,
    },
    expect.objectContaining({ name: 'hello', invocations: 0, coldStarts: 0 }),
  ]);
});
