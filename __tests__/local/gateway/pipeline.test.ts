import { PIPELINE } from '../../../local/gateway/pipeline';
import type { Authorizer, Integration } from '../../../local/rest-api';
import { method, MOCK, PROXY, restApi, serve, stage } from '../../helpers/rest-api';

const custom = (change: Partial<Integration> = {}): Integration => ({
  ...PROXY,
  type: 'AWS',
  responses: MOCK.responses,
  ...change,
});
/** A response template that sets one thing of `$context.responseOverride`. */
const overriding = (assignment: string) => ({
  integration: {
    ...MOCK,
    responses: [
      {
        ...response('200', undefined),
        responseTemplates: { 'application/json': `#set($context.responseOverride.${assignment})` },
      },
    ],
  },
});
const response = (statusCode: string, selectionPattern: string | undefined) => ({
  statusCode,
  selectionPattern,
  responseParameters: {},
  responseTemplates: {},
  contentHandling: undefined,
});

describe('the pipeline', () => {
  it("is in AWS's order", () => {
    expect(PIPELINE.map(([name]) => name)).toEqual([
      'route',
      'resource policy',
      'authorizer',
      'API key',
      'throttle and quota',
      'request validation',
      'integration request',
      'integration',
      'integration response',
      'method response',
    ]);
  });

  test.each([
    ['allows', 'Allow', '127.0.0.0/8', 200],
    ['refuses by an address', 'Deny', '127.0.0.0/8', 403],
    ['refuses what it does not mention', 'Allow', '10.0.0.0/8', 403],
  ])('a resource policy %s', async (_, effect, network, statusCode) => {
    const statement = {
      Effect: effect,
      Principal: '*',
      Action: 'execute-api:Invoke',
      Resource: 'execute-api:/*',
      Condition: { IpAddress: { 'aws:SourceIp': network } },
    };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const answer = await serve(restApi({ '/x': [method('GET')] }, { policy })).call('/dev/x');
    expect(answer.statusCode).toBe(statusCode);
  });

  it('asks no authorizer about a path that makes the ARN of the method too long', async () => {
    const secured = method('GET', { authorization: 'CUSTOM', authorizerId: 'auth' });
    const authorizer: Authorizer = {
      id: 'auth',
      address: 'authorizer',
      name: 'auth',
      type: 'TOKEN',
      uri: PROXY.uri,
      identitySources: ['method.request.header.Authorization'],
      identityValidationExpression: undefined,
      ttlSeconds: 0,
      credentials: undefined,
    };
    const served = serve(restApi({ '/{id}': [secured] }, { authorizers: { auth: authorizer } }));
    const answer = await served.call(`/dev/${'x'.repeat(1600)}`, {
      headers: { Authorization: 'token' },
    });
    expect(answer.statusCode).toBe(414);
    expect(answer.text).toBe('{"message":"Request URI too long"}');
    expect(served.invocations).toHaveLength(0);
  });

  it('asks no resource policy about such a path either', async () => {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const served = serve(restApi({ '/{id}': [method('GET')] }, { policy }));
    expect((await served.call('/dev/1')).statusCode).toBe(403);
    expect((await served.call(`/dev/${'x'.repeat(1600)}`)).statusCode).toBe(414);
  });

  test.each([
    ['Content-Type', 'application/json'],
    ['X-Amz-Executed-Version', '1'],
    ['x-amzn-RequestId', expect.stringMatching(/^.+$/)],
    ['X-Amz-Function-Error', undefined],
    ['X-Other', undefined],
  ])("maps Lambda's own response header %s", async (name, expected) => {
    const responseParameters = {
      'method.response.header.mapped': `integration.response.header.${name}`,
    };
    const integration = custom({
      responses: [{ ...response('200', undefined), responseParameters }],
    });
    const served = serve(restApi({ '/x': [method('GET', { integration })] }), () => ({
      payload: '{}',
    }));
    const { mapped } = (await served.call('/dev/x')).headers;
    expect(mapped).toEqual(expected);
  });

  test.each([
    ['no template: the body goes through', custom(), '{"a":1}', { a: 1 }],
    ['no body: the event is empty', custom(), '', {}],
    [
      'a template',
      custom({ requestTemplates: { 'application/json': '{"b":$input.json("$.a")}' } }),
      '{"a":1}',
      { b: 1 },
    ],
  ])('a custom integration with %s', async (_, integration, body, event) => {
    const served = serve(restApi({ '/x': [method('POST', { integration })] }));
    await served.call('/dev/x', { method: 'POST', body });
    expect(JSON.parse(served.invocations[0]?.payload ?? '')).toEqual(event);
  });

  test.each([
    ['WHEN_NO_MATCH', 'text/plain', 200],
    ['WHEN_NO_TEMPLATES', 'text/plain', 415],
    ['NEVER', 'text/plain', 415],
    ['NEVER', 'application/json; charset=utf-8', 200],
  ] as const)('%s with %s answers %d', async (passthroughBehavior, type, statusCode) => {
    const integration = custom({
      passthroughBehavior,
      requestTemplates: { 'application/json': '{}' },
    });
    const served = serve(restApi({ '/x': [method('POST', { integration })] }));
    const answer = await served.call('/dev/x', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: '{}',
    });
    expect(answer.statusCode).toBe(statusCode);
  });

  test.each([
    ['the first pattern that matches the whole message', 'Bad input', '400'],
    ['the default for a message that matches none', 'Bad', '200'],
  ])('a failing function takes %s', async (_, errorMessage, statusCode) => {
    const integration = custom({
      responses: [response('200', undefined), response('400', 'Bad i.*'), response('500', 'B.+t')],
    });
    const responses = ['200', '400', '500'].map((code) => ({
      statusCode: code,
      parameters: {},
      models: {},
    }));
    const served = serve(restApi({ '/x': [method('GET', { integration, responses })] }), () => ({
      functionError: 'Unhandled',
      payload: JSON.stringify({ errorMessage }),
    }));
    expect(String((await served.call('/dev/x')).statusCode)).toBe(statusCode);
  });

  test.each([
    ['.*', '400'],
    ['(\\n|.)*', '400'],
    ['.+', '200'],
    ['(\\n|.)+', '200'],
    ['200', '200'],
  ])('a function that did well has the empty message for the pattern %s', async (pattern, code) => {
    const integration = custom({ responses: [response('400', pattern), response('200', '')] });
    const responses = ['200', '400'].map((statusCode) => ({
      statusCode,
      parameters: {},
      models: {},
    }));
    const served = serve(restApi({ '/x': [method('GET', { integration, responses })] }));
    expect(String((await served.call('/dev/x')).statusCode)).toBe(code);
  });

  test.each([
    ['DELETE', 'DELETE', 204],
    ['delete', 'DELETE', 204],
    ['BREW', 'POST', 201],
    ['', 'POST', 201],
  ])('X-HTTP-Method-Override: %s makes a POST a %s', async (override, httpMethod, statusCode) => {
    const api = restApi({
      '/x': [method('POST', { integration: PROXY }), method('DELETE', { integration: PROXY })],
    });
    const served = serve(api, ({ payload }) => ({
      payload: JSON.stringify({
        statusCode: payload.includes('"httpMethod":"DELETE"') ? 204 : 201,
      }),
    }));
    const headers = { 'X-HTTP-Method-Override': override, 'X-Own': '1' };
    const answer = await served.call('/dev/x', { method: 'POST', headers });
    expect(answer.statusCode).toBe(statusCode);
    expect(JSON.parse(served.invocations[0]?.payload ?? '')).toMatchObject({ httpMethod });
    expect(served.invocations[0]?.payload).not.toContain('Method-Override');
  });

  test.each([
    ['a method without an integration', { integration: undefined }],
    ['a response that the method does not declare', { responses: [] }],
    [
      'a mock without a status',
      { integration: { ...MOCK, requestTemplates: { 'application/json': '{}' } } },
    ],
    [
      'a template that is none',
      { integration: { ...MOCK, requestTemplates: { 'application/json': '#if(' } } },
    ],
    ['a header override beyond Latin-1', overriding('header.X-Price = "5 €"')],
    ['a header override that is no name', overriding('header["X-A:"] = "x"')],
    ['a status override after which a client waits on', overriding('status = 100')],
    ['a status override that changes the protocol', overriding('status = 101')],
  ])('%s answers 500 and no word of it', async (_, change) => {
    const answer = await serve(restApi({ '/x': [method('GET', change)] })).call('/dev/x');
    expect(answer.statusCode).toBe(500);
    expect(JSON.parse(answer.text)).toEqual({ message: 'Internal server error' });
  });

  it('takes a canary its own stage variables', async () => {
    const canary = { percentTraffic: 100, stageVariableOverrides: { a: 'canary' } };
    const template = {
      'application/json': '{"a":"$stageVariables.a","c":"$context.isCanaryRequest"}',
    };
    const responses = [{ ...response('200', undefined), responseTemplates: template }];
    const api = restApi(
      { '/x': [method('GET', { integration: { ...MOCK, responses } })] },
      { stages: [stage({ canary, variables: { a: 'stage' } })] },
    );
    expect(JSON.parse((await serve(api).call('/dev/x')).text)).toEqual({ a: 'canary', c: 'true' });
  });

  it('compresses what is long enough for a client that takes it', async () => {
    const api = restApi(
      { '/x': [method('GET', { integration: PROXY })] },
      { minimumCompressionSize: 10 },
    );
    const served = serve(api, () => ({ payload: JSON.stringify({ body: 'x'.repeat(100) }) }));
    const headers = { 'Accept-Encoding': 'gzip' };
    expect((await served.call('/dev/x', { headers })).headers['content-encoding']).toBe('gzip');
    expect((await served.call('/dev/x')).headers['content-encoding']).toBeUndefined();
  });
});
