import { LambdaServiceError } from '../../../local/lambda/invoker';
import { ACCOUNT, DEFINITION, Workbench } from './lambda-under-test';

const workbench = new Workbench();
afterAll(() => workbench.close());

const ARN = DEFINITION.arn;
const ECHO = 'exports.handler = async (event, context) => context.invokedFunctionArn';

describe('a function name', () => {
  test.each([
    ['f', ARN, '$LATEST'],
    ['f:live', `${ARN}:live`, '1'],
    ['f:1', `${ARN}:1`, '1'],
    ['f:$LATEST', `${ARN}:$LATEST`, '$LATEST'],
    ['f:canary', `${ARN}:canary`, '7'],
    ['function:f', ARN, '$LATEST'],
    ['000000000000:function:f:live', `${ARN}:live`, '1'],
    [ARN, ARN, '$LATEST'],
    [`${ARN}:live`, `${ARN}:live`, '1'],
  ])('%s means %s, version %s', async (functionName, invokedArn, version) => {
    const { invoke } = await workbench.start(ECHO, { aliases: { live: '1', canary: '7' } });
    const { payload, executedVersion } = await invoke({}, { functionName });
    expect([JSON.parse(payload), executedVersion]).toEqual([invokedArn, version]);
  });

  test.each([
    ['g', 'ResourceNotFoundException', `Function not found: ${ARN.slice(0, -1)}g`],
    ['g:live', 'ResourceNotFoundException', `Function not found: ${ARN.slice(0, -1)}g:live`],
    ['f:nope', 'ResourceNotFoundException', `Cannot find alias arn: ${ARN}:nope`],
    ['f:2', 'ResourceNotFoundException', `Function not found: ${ARN}:2`],
    ['f:toString', 'ResourceNotFoundException', `Cannot find alias arn: ${ARN}:toString`],
    [
      'arn:aws:lambda:eu-west-1:000000000000:function:f',
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:eu-west-1:000000000000:function:f',
    ],
    [
      '111111111111:function:f',
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:111111111111:function:f',
    ],
    ['a b', 'InvalidParameterValueException', "Value 'a b' at 'functionName'"],
    ['', 'InvalidParameterValueException', "Value '' at 'functionName'"],
  ])('%s is refused: %s', async (functionName, code, message) => {
    const { invoke } = await workbench.start(ECHO);
    await expect(invoke({}, { functionName })).rejects.toMatchObject({
      name: 'LambdaServiceError',
      code,
      message: expect.stringContaining(message) as unknown,
    });
  });

  test('has no version 1 unless it is published', async () => {
    const { invoke } = await workbench.start(ECHO, { published: false, aliases: {} });
    await expect(invoke({}, { functionName: 'f:1' })).rejects.toThrow('Function not found');
  });
});

describe('a permission', () => {
  const API = 'arn:aws:execute-api:us-east-1:000000000000:abc123';
  const source = { principal: 'apigateway.amazonaws.com', sourceArn: `${API}/dev/GET/items/{id}` };
  const statement = {
    address: 'p',
    action: 'lambda:InvokeFunction',
    principal: source.principal,
    sourceArn: undefined,
    qualifier: 'live',
  };
  test.each([
    ['of any source', {}, true],
    ['of this source', { sourceArn: source.sourceArn }, true],
    ['with wildcards', { sourceArn: `${API}/dev/*/items/*` }, true],
    ['with one-character wildcards', { sourceArn: `${API}/d?v/GET/*` }, true],
    ['for the whole API', { sourceArn: `${API}/*` }, true],
    ['for any API of the account', { sourceArn: 'arn:aws:execute-api:*:000000000000:*' }, true],
    ['of all actions', { action: 'lambda:*' }, true],
    ['of any principal', { principal: '*' }, true],
    ['of the other stage', { sourceArn: `${API}/prod/*` }, false],
    ['of another method', { sourceArn: `${API}/dev/POST/*` }, false],
    [
      'whose wildcard would have to reach over a colon',
      { sourceArn: 'arn:aws:execute-api:*' },
      false,
    ],
    ['that ends too early', { sourceArn: `${API}/dev/GET/item` }, false],
    ['whose dot is no wildcard', { sourceArn: `${API}/d.v/*` }, false],
    ['of another action', { action: 'lambda:GetFunction' }, false],
    ['of another principal', { principal: 'events.amazonaws.com' }, false],
    ['on the unqualified function', { qualifier: undefined }, false],
    ['on another alias', { qualifier: 'canary' }, false],
  ])('%s lets API Gateway in: %s', async (_what, more, allowed) => {
    const { call } = await workbench.start(ECHO, { permissions: [{ ...statement, ...more }] });
    const answer = call({}, { functionName: 'f:live', source });
    const outcome = await answer.then(
      () => 'called',
      (error: unknown) => (error instanceof LambdaServiceError ? error.code : error),
    );
    expect(outcome).toBe(allowed ? 'called' : 'AccessDeniedException');
  });

  test('on the unqualified function lets in to it and to $LATEST, not to the alias', async () => {
    const { call } = await workbench.start(ECHO, {
      permissions: [{ ...statement, qualifier: undefined }],
    });
    await expect(call({}, { source })).resolves.toBe(ARN);
    await expect(call({}, { source, functionName: 'f:$LATEST' })).resolves.toBe(`${ARN}:$LATEST`);
    await expect(call({}, { source, functionName: 'f:live' })).rejects.toBeInstanceOf(
      LambdaServiceError,
    );
  });

  test('is checked for events and dry runs too, and no caller of the laptop needs one', async () => {
    const { invoke } = await workbench.start(ECHO);
    for (const invocationType of ['Event', 'DryRun'] as const) {
      await expect(invoke({}, { source, invocationType })).rejects.toThrow('not authorized');
    }
    await expect(invoke({}, { invocationType: 'DryRun' })).resolves.toMatchObject({
      statusCode: 204,
      payload: '',
    });
  });
});

describe('a payload', () => {
  test.each([
    ['RequestResponse', 6_291_456],
    ['Event', 1_048_576],
  ] as const)('of a %s may have %d bytes', async (invocationType, limit) => {
    const { invoke, lambda } = await workbench.start(
      'exports.handler = async (event) => event.length',
    );
    const payload = JSON.stringify('x'.repeat(limit - 2));
    await expect(invoke({}, { invocationType, payload })).resolves.toMatchObject({
      functionError: undefined,
    });
    await expect(invoke({}, { invocationType, payload: `${payload} ` })).rejects.toMatchObject({
      code: 'RequestTooLargeException',
      message: `${limit + 1} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`,
    });
    await lambda.idle();
  });

  test.each(['RequestResponse', 'Event'] as const)(
    'of a %s that is no JSON is refused without a run',
    async (invocationType) => {
      const service = await workbench.start(ECHO);
      await expect(
        service.invoke({}, { invocationType, payload: '{broken' }),
      ).rejects.toMatchObject({
        code: 'InvalidRequestContentException',
        message: expect.stringMatching(/^Could not parse request body into json: /) as unknown,
      });
      expect(service.messages().filter((message) => message.startsWith('START'))).toEqual([]);
      expect(await service.call({})).toBe(ARN);
    },
  );

  test('that is empty is an empty object', async () => {
    const { call } = await workbench.start('exports.handler = async (event) => event');
    expect(await call({}, { payload: '' })).toEqual({});
  });

  test('arrives to the letter', async () => {
    const { invoke } = await workbench.start('exports.handler = async (event) => event.body');
    const body = '{"n":12345678901234567890,"n":1,"emoji":"😀\\u0000"}';
    expect(JSON.parse((await invoke({ body })).payload)).toBe(body);
  });
});

describe('reserved concurrency', () => {
  const SLOW =
    'exports.handler = async () => new Promise((resolve) => setTimeout(resolve, 100, "done"))';

  test('throttles what is above it', async () => {
    const { call } = await workbench.start(SLOW, { reservedConcurrency: 2 });
    const answers = await Promise.allSettled([call({}), call({}), call({})]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(answers[2]).toMatchObject({
      reason: { code: 'TooManyRequestsException', message: 'Rate Exceeded.' },
    });
    expect(await call({})).toBe('done');
  });

  test('of 0 stops the function', async () => {
    const { call } = await workbench.start(SLOW, { reservedConcurrency: 0 });
    await expect(call({})).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      statusCode: 429,
    });
  });
});

test('a zip that is missing or broken is an error that names it', async () => {
  const service = (zipPath: string) => () => workbench.serve([{ ...DEFINITION, zipPath }]);
  expect(service('nowhere.zip')).toThrow(/^cannot read nowhere.zip .*build the functions first$/);
  expect(service(__filename)).toThrow(`${__filename} is not a zip: build it again`);
  const good = await workbench.zip({ 'index.js': ECHO });
  const other = workbench.serve([{ ...DEFINITION, zipPath: good }], ACCOUNT);
  expect(await other.call({})).toBe(ARN);
});
