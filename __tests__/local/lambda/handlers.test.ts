import { Workbench } from './lambda-under-test';

const workbench = new Workbench();
afterAll(() => workbench.close());

describe('the code', () => {
  test.each<[string, Record<string, string>, string, unknown]>([
    ['CommonJS', { 'index.js': 'exports.handler = async () => "cjs"' }, 'index.handler', 'cjs'],
    [
      'an ES module by extension',
      { 'index.mjs': 'export const handler = async () => "mjs"' },
      'index.handler',
      'mjs',
    ],
    [
      'an ES module by package.json',
      {
        'package.json': '{"type":"module"}',
        'index.js': 'import { x } from "./x.js"; export const handler = async () => x',
        'x.js': 'export const x = "esm"',
      },
      'index.handler',
      'esm',
    ],
    [
      'a .cjs file',
      { 'index.cjs': 'exports.handler = async () => "cjs file"' },
      'index.handler',
      'cjs file',
    ],
    [
      'a file in a folder',
      {
        'src/app/index.js': 'exports.handler = async () => require("../lib/x").x',
        'src/lib/x.js': 'exports.x = "nested"',
      },
      'src/app/index.handler',
      'nested',
    ],
    [
      'an ES module below a package.json',
      {
        'package.json': '{"type":"module"}',
        'src/index.js':
          'export const handler = async () => import.meta.url.endsWith("/src/index.js")',
      },
      'src/index.handler',
      true,
    ],
    [
      'an export within an export',
      { 'index.js': 'exports.api = { get: async () => "deep" }' },
      'index.api.get',
      'deep',
    ],
    [
      'packages it brings along',
      {
        'index.js': 'exports.handler = async () => require("left")',
        'node_modules/left/index.js': 'module.exports = "own package"',
      },
      'index.handler',
      'own package',
    ],
    [
      'the SDK that AWS has installed',
      {
        'index.mjs':
          'import { DynamoDBClient } from "@aws-sdk/client-dynamodb"; export const handler = async () => typeof DynamoDBClient',
      },
      'index.handler',
      'function',
    ],
    [
      'a file next to it',
      {
        'index.js':
          'exports.handler = async () => require("fs").readFileSync(require("path").resolve("data.txt"), "utf8")',
        'data.txt': 'read',
      },
      'index.handler',
      'read',
    ],
  ])('may be %s', async (_what, ...[files, handler, expected]) => {
    const { call } = await workbench.start(files, { handler });
    expect(await call({})).toBe(expected);
  });

  test('finds none of the packages of the laptop', async () => {
    const { call } = await workbench.start('exports.handler = async () => require("jszip")');
    expect(await call({})).toMatchObject({ errorType: 'Error', functionError: 'Unhandled' });
  });
});

describe('the answer', () => {
  test.each([
    ['an async result', 'async (event) => ({ got: event })', { got: { a: 1 } }],
    ['a promise', '() => Promise.resolve([1])', [1]],
    ['a callback', '(event, context, done) => { done(null, "called") }', 'called'],
    [
      'a callback later',
      '(event, context, done) => { setTimeout(done, 5, null, "later") }',
      'later',
    ],
    ['context.succeed', '(event, context) => { context.succeed("succeeded") }', 'succeeded'],
    ['context.done', '(event, context) => { context.done(null, "done") }', 'done'],
    ['undefined', 'async () => undefined', null],
    ['a function', 'async () => () => 1', null],
    ['no answer from a plain function', '() => "ignored"', null],
    ['the first of two', '(event, context, done) => { done(null, 1); done(null, 2) }', 1],
    ['text as it is', 'async () => "ünï\\u2028"', 'ünï\u2028'],
  ])('may be %s', async (_what, handler, expected) => {
    const { call } = await workbench.start(`exports.handler = ${handler}`);
    expect(await call({ a: 1 })).toEqual(expected);
  });

  test('waits for an empty event loop after a callback, unless told not to', async () => {
    const { call } = await workbench.start(`
      let late = 'not yet';
      exports.handler = (event, context, done) => {
        if (event.read) return void done(null, late);
        context.callbackWaitsForEmptyEventLoop = event.wait;
        setTimeout(() => { late = 'ran'; }, 20);
        done(null, 'answered');
      }`);
    expect(await call({ wait: false })).toBe('answered');
    expect(await call({ read: true })).toBe('not yet');
    expect(await call({ wait: true })).toBe('answered');
    expect(await call({ read: true })).toBe('ran');
  });

  test('leaves what a function has not finished frozen until its next invocation', async () => {
    const { call } = await workbench.start(`
      let ticks = 0;
      setInterval(() => { ticks += 1; }, 1).unref();
      exports.handler = async () => {
        const before = ticks;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { before, after: ticks };
      }`);
    const first = (await call({})) as { after: number };
    await new Promise((resolve) => setTimeout(resolve, 60));
    const second = (await call({})) as { before: number };
    // One timer may fall due between the answer and the freeze, one at the thaw.
    expect(second.before - first.after).toBeLessThanOrEqual(2);
  });
});

describe('an error', () => {
  const table: [string, string, object][] = [
    [
      'thrown',
      'async () => { throw new TypeError("boom") }',
      {
        errorType: 'TypeError',
        errorMessage: 'boom',
        trace: expect.arrayContaining(['TypeError: boom']) as unknown,
      },
    ],
    [
      'thrown by a plain function',
      '() => { throw new RangeError("far") }',
      { errorType: 'RangeError', errorMessage: 'far' },
    ],
    [
      'of a class of its own',
      'async () => { class Own extends Error { name = "Own" } throw new Own("mine") }',
      { errorType: 'Own', errorMessage: 'mine' },
    ],
    [
      'that is text',
      'async () => { throw "plain" }',
      { errorType: 'string', errorMessage: 'plain', trace: [] },
    ],
    [
      'that is a number',
      '() => Promise.reject(7)',
      { errorType: 'number', errorMessage: '7', trace: [] },
    ],
    [
      'that is an object',
      '() => Promise.reject({ a: 1 })',
      { errorType: 'object', errorMessage: '[object Object]', trace: [] },
    ],
    ['that is nothing', '() => Promise.reject()', { errorType: 'string', errorMessage: 'handled' }],
    [
      'given to the callback',
      '(e, c, done) => { done(new Error("by callback")) }',
      { errorType: 'Error', errorMessage: 'by callback' },
    ],
    [
      'given to context.fail',
      '(e, context) => { context.fail("failed") }',
      { errorType: 'string', errorMessage: 'failed' },
    ],
    [
      'of a circular result',
      'async () => { const a = {}; a.a = a; return a }',
      { errorType: 'Error', errorMessage: 'Unable to stringify response body' },
    ],
    [
      'of a BigInt result',
      'async () => 1n',
      { errorType: 'Error', errorMessage: 'Unable to stringify response body' },
    ],
    [
      'nobody awaits',
      'async () => { Promise.reject(new Error("lost")); await new Promise((r) => setTimeout(r, 50)) }',
      { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
    ],
    [
      'nobody catches',
      'async () => { setTimeout(() => { throw new Error("late") }); await new Promise((r) => setTimeout(r, 50)) }',
      { errorType: 'Error', errorMessage: 'late' },
    ],
    [
      'of an answer over 6 MB',
      'async () => "x".repeat(6291557)',
      {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: expect.stringContaining('6291556 bytes') as unknown,
      },
    ],
    [
      'of process.exit(3)',
      'async () => process.exit(3)',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
        ) as unknown,
      },
    ],
    [
      'of process.exit(0)',
      'async () => process.exit(0)',
      {
        errorMessage: expect.stringMatching(
          /Error: Runtime exited without providing a reason$/,
        ) as unknown,
      },
    ],
    [
      'of killing its process',
      'async () => { process.kill(process.pid, "SIGKILL") }',
      { errorType: 'Runtime.ExitError' },
    ],
    [
      'of memory',
      'async () => { const a = []; for (;;) a.push(new Array(1000).fill({})) }',
      {
        errorType: 'Runtime.OutOfMemory',
        errorMessage: expect.stringMatching(
          /Error: Runtime exited with error: signal: killed$/,
        ) as unknown,
      },
    ],
  ];
  test.each(table)(
    '%s is answered as AWS answers it, and the next invocation runs',
    async (_what, handler, expected) => {
      const { call } = await workbench.start(`
      const fail = ${handler};
      exports.handler = (event, context, done) => event.fail ? fail(event, context, done) : done(null, 'fine')`);
      expect(await call({ fail: true })).toMatchObject({ functionError: 'Unhandled', ...expected });
      expect(await call({ fail: false })).toBe('fine');
    },
  );

  test('of a promise that never settles is found out when the event loop is empty', async () => {
    const { call } = await workbench.start('exports.handler = async () => new Promise(() => {})');
    expect(await call({})).toMatchObject({ errorType: 'Runtime.NodeJsExit' });
  });

  const initTable: [string, Record<string, string>, string, object][] = [
    [
      'a module that is not there',
      { 'index.js': 'require("nowhere")' },
      'index.handler',
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining("Error: Cannot find module 'nowhere'") as unknown,
      },
    ],
    [
      'a file that is not there',
      { 'index.js': '' },
      'other.handler',
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining("Cannot find module 'other'") as unknown,
      },
    ],
    [
      'an export that is not there',
      { 'index.js': '' },
      'index.handler',
      {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: 'index.handler is undefined or not exported',
      },
    ],
    [
      'an export that is no function',
      { 'index.js': 'exports.handler = 1' },
      'index.handler',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is not a function' },
    ],
    [
      'broken syntax',
      { 'index.js': 'const = 1' },
      'index.handler',
      {
        errorType: 'Runtime.UserCodeSyntaxError',
        errorMessage: expect.stringContaining('SyntaxError') as unknown,
      },
    ],
    [
      'a handler without export',
      { 'index.js': '' },
      'index',
      { errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler' },
    ],
    [
      'a handler that climbs',
      { 'index.js': '' },
      '../index.handler',
      { errorType: 'Runtime.MalformedHandlerName' },
    ],
    [
      'a module that throws',
      { 'index.js': 'throw new Error("at load")' },
      'index.handler',
      { errorType: 'Error', errorMessage: 'at load' },
    ],
    [
      'a module that exits',
      { 'index.js': 'process.exit(4)' },
      'index.handler',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringContaining('exit status 4') as unknown,
      },
    ],
    [
      'a streaming handler',
      { 'index.js': 'exports.handler = awslambda.streamifyResponse(async () => {})' },
      'index.handler',
      {
        errorType: 'Runtime.MalformedStreamingHandler',
        errorMessage: expect.stringContaining('does not stream responses') as unknown,
      },
    ],
  ];
  test.each(initTable)('of init: %s', async (_what, ...[files, handler, expected]) => {
    const { call, messages } = await workbench.start(files, { handler });
    expect(await call({})).toMatchObject({ functionError: 'Unhandled', ...expected });
    expect(messages()).toContainEqual(expect.stringMatching(/^INIT_REPORT .*Status: error/));
  });

  test('a callback handler is refused from Node.js 24 on', async () => {
    const { call } = await workbench.start('exports.handler = (e, c, done) => done()', {
      runtime: 'nodejs24.x',
    });
    expect(await call({})).toMatchObject({ errorType: 'Runtime.CallbackHandlerDeprecated' });
  });
});

describe('a timeout', () => {
  test.each([
    ['an endless wait', 'await new Promise((resolve) => setTimeout(resolve, 60_000))'],
    ['a busy loop', 'for (;;);'],
  ])('ends %s, with the lines logged before', async (_what, body) => {
    const { call, messages } = await workbench.start(
      `exports.handler = async () => { console.log('last words'); ${body} }`,
      { timeoutSeconds: 1 },
    );
    expect(await call({})).toEqual({
      functionError: 'Unhandled',
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$/,
      ) as unknown,
    });
    const [, start, words, timedOut, end, report] = messages();
    expect(start).toMatch(/^START/);
    expect(words).toMatch(/last words$/);
    expect(timedOut).toMatch(/Task timed out after 1.00 seconds$/);
    expect(end).toMatch(/^END/);
    expect(report).toMatch(/Duration: 1000.00 ms.*Status: timeout\t$/);
  });
});
