import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Workbench } from './lambda-under-test';

const workbench = new Workbench();
afterAll(() => workbench.close());

test('holds the variables that AWS documents, the function’s own, and nothing of the laptop', async () => {
  process.env['LAPTOP_SECRET'] = 'leaked';
  const { call } = await workbench.start('exports.handler = async () => process.env', {
    environment: { TABLE: 't', AWS_REGION: 'ignored' },
    logging: { format: 'JSON', applicationLevel: 'WARN', systemLevel: 'INFO' },
  });
  const variables = (await call({}, { functionName: 'f:live' })) as Record<string, string>;
  delete process.env['LAPTOP_SECRET'];
  expect(variables).toMatchObject({
    TABLE: 't',
    _HANDLER: 'index.handler',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_NAME: 'f',
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/f',
    AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(
      /^\d{4}\/\d\d\/\d\d\/\[1\][0-9a-f]{32}$/,
    ) as unknown,
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_LEVEL: 'WARN',
    AWS_ACCESS_KEY_ID: 'ASIALAPTOP',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:3000',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    _X_AMZN_TRACE_ID: expect.stringMatching(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
    ) as unknown,
  });
  const laptop = Object.keys(process.env).filter((name) => process.env[name] === variables[name]);
  expect(laptop.filter((name) => !['LANG', 'TZ'].includes(name))).toEqual([]);
  expect(variables).not.toHaveProperty('LAPTOP_SECRET');
});

test('shows the code its own folder as working folder, and another home than the laptop’s', async () => {
  const { call } = await workbench.start(
    'exports.handler = async () => [process.cwd() === process.env.LAMBDA_TASK_ROOT, process.cwd() === __dirname, require("os").homedir()]',
  );
  expect(await call({})).toEqual([true, true, '/home/sbx_user1051']);
});

test('gives the handler the whole context', async () => {
  const { invoke } = await workbench.start(
    'exports.handler = async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis(), functions: Object.keys(context).filter((key) => typeof context[key] === "function"), trace: process.env._X_AMZN_TRACE_ID })',
  );
  const { payload, requestId, executedVersion } = await invoke(
    {},
    {
      functionName: 'f:live',
      traceId: 'Root=1-67891233-abcdef012345678912345678;Sampled=1',
      clientContext: '{"custom":{"a":1}}',
    },
  );
  const { remaining, ...context } = JSON.parse(payload) as { remaining: number };
  expect(executedVersion).toBe('1');
  expect(context).toEqual({
    callbackWaitsForEmptyEventLoop: true,
    functionName: 'f',
    functionVersion: '1',
    memoryLimitInMB: '128',
    logGroupName: '/aws/lambda/f',
    logStreamName: expect.stringMatching(/\[1\][0-9a-f]{32}$/) as unknown,
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f:live',
    awsRequestId: requestId,
    clientContext: { custom: { a: 1 } },
    functions: ['succeed', 'fail', 'done', 'getRemainingTimeInMillis'],
    trace: 'Root=1-67891233-abcdef012345678912345678;Sampled=1',
  });
  expect(remaining).toBeGreaterThan(0);
  expect(remaining).toBeLessThanOrEqual(5000);
});

const WHO = `
  const id = Math.random();
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  exports.handler = async ({ ms = 0, file }) => {
    await wait(ms);
    while (file !== undefined && !require('node:fs').existsSync(file)) await wait(1);
    return id;
  };`;

const atRest = () => ({ isFull: () => false });

describe('execution environments', () => {
  test('are reused one invocation after the other, the warmest first', async () => {
    const { call } = await workbench.start(WHO, {}, { watchMachine: atRest });
    const told = join(workbench.folder, 'the-other-is-done');
    const last = call({ file: told });
    const first = await call({});
    writeFileSync(told, '');
    const second = await last;
    expect(first).not.toBe(second);
    expect([await call({}), await call({}), await call({})]).toEqual([second, second, second]);
  });

  test('are as many as invocations at once, and no more than the limit', async () => {
    const { call } = await workbench.start(WHO, {}, { maxEnvironments: 3, watchMachine: atRest });
    const ids = await Promise.all(Array.from({ length: 10 }, () => call({ ms: 20 })));
    expect(new Set(ids).size).toBe(3);
  });

  test('grow in number while invocations wait, so that a function can call itself', async () => {
    const workers = 12;
    const { call } = await workbench.start(WHO, {}, { watchMachine: atRest });
    const ids = await Promise.all(Array.from({ length: workers }, () => call({ ms: 1000 })));
    expect(new Set(ids).size).toBeGreaterThan(4);
  });

  test('grow by one in a while on a machine that is full', async () => {
    const watchMachine = () => ({ isFull: () => true });
    const { call } = await workbench.start(WHO, {}, { watchMachine });
    const eager = Math.max(2, availableParallelism());
    const ids = await Promise.all(Array.from({ length: 3 * eager }, () => call({ ms: 400 })));
    expect(new Set(ids).size).toBeGreaterThan(eager);
    expect(new Set(ids).size).toBeLessThan(3 * eager);
  });

  test('end when they are idle for too long', async () => {
    let now = Date.now();
    const { call } = await workbench.start(WHO, {}, { clock: () => now, idleTimeoutMs: 8 });
    const first = await call({});
    now += 1000;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await call({})).not.toBe(first);
  });

  test('are apart: one per version', async () => {
    const { call } = await workbench.start(WHO);
    expect(await call({})).not.toBe(await call({}, { functionName: 'f:1' }));
    expect(await call({}, { functionName: 'f:live' })).toBe(
      await call({}, { functionName: 'f:1' }),
    );
  });

  test('report their init once', async () => {
    const { invoke } = await workbench.start(WHO);
    expect((await invoke({})).initDurationMs).toBeGreaterThan(0);
    expect((await invoke({})).initDurationMs).toBeUndefined();
  });
});

describe('a reload', () => {
  test('brings new code to the next invocation, and lets the running one finish on the old', async () => {
    const service = await workbench.start(
      'exports.handler = async ({ ms = 0 }) => { await new Promise((resolve) => setTimeout(resolve, ms)); return "old" }',
    );
    const running = service.call({ ms: 200 });
    await service.call({});
    const [definition] = service.lambda.functions();
    if (definition === undefined) throw new Error('no function');
    const zipPath = await workbench.zip({ 'index.js': 'exports.handler = async () => "new"' });
    service.lambda.reload([{ ...definition, zipPath }]);
    expect(await service.call({})).toBe('new');
    expect(await running).toBe('old');
  });

  test('keeps the environments of a function that has not changed', async () => {
    const { call, lambda } = await workbench.start(WHO);
    const before = await call({});
    lambda.reload(lambda.functions().map((definition) => ({ ...definition })));
    expect(await call({})).toBe(before);
    lambda.reload(
      lambda.functions().map((definition) => ({ ...definition, environment: { NEW: '1' } })),
    );
    expect(await call({})).not.toBe(before);
  });

  test('with a missing zip changes nothing', async () => {
    const { call, lambda } = await workbench.start(WHO);
    const before = await call({});
    expect(() => {
      lambda.reload(
        lambda.functions().map((definition) => ({ ...definition, zipPath: 'gone.zip' })),
      );
    }).toThrow(/cannot read gone.zip .*build the functions first/);
    expect(await call({})).toBe(before);
  });

  test('without a function makes it unknown', async () => {
    const { call, lambda } = await workbench.start(WHO);
    lambda.reload([]);
    await expect(call({})).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });
});

test('a stop ends what runs, and turns away what comes', async () => {
  const { call, lambda, messages } = await workbench.start(WHO, {}, { maxEnvironments: 1 });
  const running = call({ ms: 4000 });
  const waiting = call({});
  while (messages().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await Promise.all([
    lambda.stop(),
    expect(running).resolves.toMatchObject({ errorType: 'Runtime.ExitError' }),
    expect(waiting).rejects.toMatchObject({ code: 'ServiceException' }),
  ]);
  await expect(call({})).rejects.toMatchObject({ code: 'ServiceException' });
});
