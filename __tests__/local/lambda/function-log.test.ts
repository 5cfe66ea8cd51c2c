import type { FunctionDefinition } from '../../../local/application';
import { Workbench, type Service } from './lambda-under-test';

const workbench = new Workbench();
afterAll(() => workbench.close());

const json = (more: Partial<FunctionDefinition['logging']> = {}): Partial<FunctionDefinition> => ({
  logging: { format: 'JSON', applicationLevel: 'INFO', systemLevel: 'INFO', ...more },
});
const parsed = ({ messages }: Service) =>
  messages().map((message): unknown => (message.startsWith('{') ? JSON.parse(message) : message));
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('in plain text', () => {
  test('the platform frames an invocation with START, END and REPORT', async () => {
    const service = await workbench.start(
      'console.log("loading"); exports.handler = async () => 1',
    );
    const { requestId } = await service.invoke({});
    await service.invoke({});
    const [init, loading, start, end, report, , , warm] = service.messages();
    expect(init).toMatch(/^INIT_START Runtime Version: nodejs:/);
    expect(loading).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z\tundefined\tINFO\tloading$/);
    expect(start).toBe(`START RequestId: ${requestId} Version: $LATEST`);
    expect(end).toBe(`END RequestId: ${requestId}`);
    expect(report).toMatch(
      /^REPORT RequestId: [0-9a-f-]+\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t$/,
    );
    expect(requestId).toMatch(ID);
    expect(warm).toMatch(/Max Memory Used: [1-9]\d* MB\t$/);
  });

  test('each console method writes one event with its level, however many lines it has', async () => {
    const service = await workbench.start(`exports.handler = async () => {
      console.trace('t'); console.debug('d'); console.log('a %s', 'b', { c: 1 });
      console.info('two\\nlines'); console.warn('w'); console.error(new Error('e'));
    }`);
    const { requestId } = await service.invoke({});
    const lines = service.messages().filter((message) => message.includes('\t'));
    const fields = lines.slice(0, -1).map((line) => line.split('\t').slice(1));
    expect(fields.slice(0, 5)).toEqual([
      [requestId, 'TRACE', 't'],
      [requestId, 'DEBUG', 'd'],
      [requestId, 'INFO', 'a b { c: 1 }'],
      [requestId, 'INFO', 'two\nlines'],
      [requestId, 'WARN', 'w'],
    ]);
    expect(fields[5]?.[2]).toMatch(/^Error: e\n {4}at /);
  });

  test('what goes to the standard streams stands there as it is, line by line', async () => {
    const service = await workbench.start(`const fs = require('fs'); exports.handler = async () => {
      process.stdout.write('one\\ntwo'); process.stdout.write(' halves\\n'); process.stderr.write('err\\n');
      fs.writeSync(1, 'by descriptor\\n');
      await new Promise((resolve) => fs.write(2, 'and by callback\\n', resolve));
      console.table([{ a: 1 }]); process.stdout.write('no line break');
    }`);
    await service.invoke({});
    const lines = service.messages().slice(2, -2);
    expect(lines.slice(0, 5)).toEqual([
      'one',
      'two halves',
      'err',
      'by descriptor',
      'and by callback',
    ]);
    expect(lines.at(-1)).toBe('no line break');
    expect(lines.some((line) => line.includes('│'))).toBe(true);
  });

  test('an error that ends an invocation is logged with its stack', async () => {
    const service = await workbench.start(
      'exports.handler = async () => { throw Object.assign(new TypeError("boom"), { code: "E1" }) }',
    );
    const { requestId } = await service.invoke({});
    const line = service.messages().find((message) => message.includes('Invoke Error')) ?? '';
    const [, id, level, title, error = ''] = line.split('\t');
    expect([id, level, title]).toEqual([requestId, 'ERROR', 'Invoke Error ']);
    expect(JSON.parse(error)).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'boom',
      code: 'E1',
      stack: expect.arrayContaining(['TypeError: boom']) as unknown,
    });
  });

  test('tracing adds the trace to REPORT', async () => {
    const service = await workbench.start('exports.handler = async () => 1', { tracing: 'Active' });
    await service.invoke(
      {},
      { traceId: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1' },
    );
    expect(service.messages().at(-1)).toMatch(
      /\t\nXRAY TraceId: 1-5759e988-bd862e3fe1be46a994272793\tSegmentId: 53995c3f42cd8ad8\tSampled: true\t$/,
    );
  });

  test('levels filter nothing, as on AWS', async () => {
    const service = await workbench.start(
      'exports.handler = async () => { console.debug("seen") }',
      {
        logging: { format: 'Text', applicationLevel: 'ERROR', systemLevel: 'WARN' },
      },
    );
    await service.invoke({});
    expect(service.messages()).toContainEqual(expect.stringMatching(/DEBUG\tseen$/));
    expect(service.messages()).toContainEqual(expect.stringMatching(/^START/));
  });
});

describe('in JSON', () => {
  test('the platform writes its events as records', async () => {
    const service = await workbench.start('exports.handler = async () => 1', {
      ...json(),
      tracing: 'Active',
    });
    const { requestId } = await service.invoke({}, { traceId: 'Root=1-a-b;Parent=c;Sampled=1' });
    expect(parsed(service)).toEqual([
      {
        time: expect.any(String) as unknown,
        type: 'platform.initStart',
        record: expect.objectContaining({ phase: 'init' }) as unknown,
      },
      {
        time: expect.any(String) as unknown,
        type: 'platform.start',
        record: { requestId, version: '$LATEST' },
      },
      {
        time: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
        type: 'platform.report',
        record: {
          requestId,
          status: 'success',
          metrics: {
            durationMs: expect.any(Number) as unknown,
            billedDurationMs: expect.any(Number) as unknown,
            memorySizeMB: 128,
            maxMemoryUsedMB: expect.any(Number) as unknown,
            initDurationMs: expect.any(Number) as unknown,
          },
          tracing: { spanId: 'c', type: 'X-Amzn-Trace-Id', value: 'Root=1-a-b;Parent=c;Sampled=1' },
        },
      },
    ]);
  });

  test('console lines carry timestamp, level and request id, errors their stack', async () => {
    const service = await workbench.start(
      'exports.handler = async () => { console.log({ a: 1 }); console.warn("n", 1); console.error(new TypeError("x")); console.error("while", new RangeError("y")) }',
      json(),
    );
    const { requestId } = await service.invoke({});
    const stackTrace = expect.arrayContaining([expect.stringMatching(/^ {4}at /)]) as unknown;
    const head = { timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as unknown, requestId };
    expect(parsed(service).slice(2, -1)).toEqual([
      { ...head, level: 'INFO', message: { a: 1 } },
      { ...head, level: 'WARN', message: 'n 1' },
      {
        ...head,
        level: 'ERROR',
        message: { errorType: 'TypeError', errorMessage: 'x', stackTrace },
      },
      {
        ...head,
        level: 'ERROR',
        message: expect.stringMatching(/^while RangeError: y/) as unknown,
        errorType: 'RangeError',
        errorMessage: 'y',
        stackTrace,
      },
    ]);
  });

  test('the levels filter application and platform lines', async () => {
    const service = await workbench.start(
      `exports.handler = async () => { console.info('no'); console.warn('yes'); console.log('no');
        process.stdout.write('{"level":"debug","m":"no"}\\n{"level":"error","m":"raw yes"}\\nplain no\\n') }`,
      json({ applicationLevel: 'WARN', systemLevel: 'WARN' }),
    );
    await service.invoke({});
    expect(parsed(service)).toEqual([
      expect.objectContaining({ message: 'yes' }),
      { level: 'error', m: 'raw yes' },
    ]);
  });

  test('a failure passes a WARN threshold, and DEBUG shows runtimeDone', async () => {
    const failing = await workbench.start(
      'exports.handler = async () => process.exit(1)',
      json({ systemLevel: 'WARN' }),
    );
    await failing.invoke({});
    expect(parsed(failing)).toEqual([
      expect.objectContaining({ type: 'platform.runtimeDone' }),
      expect.objectContaining({
        type: 'platform.report',
        record: expect.objectContaining({
          status: 'error',
          errorType: 'Runtime.ExitError',
        }) as unknown,
      }),
    ]);
    const verbose = await workbench.start(
      'exports.handler = async () => 1',
      json({ systemLevel: 'DEBUG' }),
    );
    await verbose.invoke({});
    expect(parsed(verbose)).toContainEqual(
      expect.objectContaining({ type: 'platform.runtimeDone' }),
    );
  });

  test('a circular message is printed all the same', async () => {
    const service = await workbench.start(
      'exports.handler = async () => { const a = {}; a.self = a; console.log(a) }',
      json(),
    );
    await service.invoke({});
    expect(parsed(service)).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('[Circular') as unknown }),
    );
  });
});

test('each environment has a log stream of its own, named after day and version', async () => {
  const service = await workbench.start(
    'exports.handler = async () => new Promise((resolve) => setTimeout(resolve, 20))',
    {},
    { clock: () => Date.UTC(2026, 10, 21) },
  );
  await Promise.all([service.invoke({}), service.invoke({})]);
  const streams = [...new Set(service.lines.map(({ logStream }) => logStream))];
  expect(streams).toHaveLength(2);
  for (const stream of streams) expect(stream).toMatch(/^2026\/11\/21\/\[\$LATEST\][0-9a-f]{32}$/);
});

test('the log tail is the last 4 KB of the invocation', async () => {
  const service = await workbench.start(
    'exports.handler = async (event) => { for (let i = 0; i < event.lines; i += 1) console.log("line", i) }',
  );
  const short = await service.invoke({ lines: 1 });
  expect(short.logTail).toMatch(/^INIT_START.*\nSTART.*\n.*line 0\nEND.*\nREPORT/);
  const { logTail } = await service.invoke({ lines: 1000 });
  expect(Buffer.byteLength(logTail)).toBe(4096);
  expect(logTail).toMatch(/line 999\nEND.*\nREPORT.*\n$/);
});

test('lines of a long invocation are there while it runs', async () => {
  const service = await workbench.start(
    'exports.handler = async () => { console.log("early"); await new Promise((resolve) => setTimeout(resolve, 4000)) }',
  );
  const running = service.invoke({});
  while (service.messages().length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(service.messages().slice(1)).toEqual([
    expect.stringMatching(/^START/),
    expect.stringMatching(/early$/),
  ]);
  await Promise.all([service.lambda.stop(), running]);
});

test('a flood of lines, and a line larger than the buffer, arrive whole and in order', async () => {
  const service = await workbench.start(
    `exports.handler = async () => { for (let i = 0; i < 20000; i += 1) process.stdout.write('line ' + i + ' ü\\n'); process.stdout.write('x'.repeat(300000) + '\\n') }`,
  );
  await service.invoke({});
  const lines = service.messages().slice(2, -2);
  expect(lines.slice(0, 20_000)).toEqual(Array.from({ length: 20_000 }, (_, i) => `line ${i} ü`));
  expect(lines.slice(20_000).join('')).toBe('x'.repeat(300_000));
});
