import type { AuthorizerRequest } from '../../../../local/gateway/authorizer';
import { LambdaServiceError, type LambdaErrorCode } from '../../../../local/lambda/invoker';
import type { Authorizer } from '../../../../local/rest-api';
import {
  authorizerUnderTest,
  fails,
  policy,
  returns,
  STAGE,
  STAGE_ARN,
} from './authorizer-under-test';

const MALFORMED = { responseType: 'AUTHORIZER_CONFIGURATION_ERROR', message: null, status: 500 };

describe('the identity', () => {
  const TOKEN: Partial<Authorizer> = { identityValidationExpression: 'Bearer [a-z]+' };
  const TWO: Partial<Authorizer> = {
    type: 'REQUEST',
    identitySources: ['method.request.header.X-Auth', 'method.request.querystring.q'],
  };
  const one = (source: string): Partial<Authorizer> => ({
    type: 'REQUEST',
    identitySources: [source],
  });

  test.each<[string, Partial<Authorizer>, Partial<AuthorizerRequest>]>([
    ['a token', {}, { headers: [['AUTHORIZATION', 'x']] }],
    ['a token where no source is named', { identitySources: [] }, {}],
    ['a token that matches', TOKEN, { headers: [['Authorization', 'Bearer abc']] }],
    ['every source', TWO, { headers: [['x-auth', 'a']], query: [['q', '1']] }],
    ['a stage variable', one('stageVariables.auth'), {}],
    ['a context variable', one('context.httpMethod'), {}],
    ['nothing where none is declared', { type: 'REQUEST', identitySources: [] }, { headers: [] }],
  ])('with %s is handed to the function', async (_, authorizer, request) => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    expect(await underTest.authorize(authorizer, request)).toMatchObject({ kind: 'allowed' });
    expect(underTest.invocations).toHaveLength(1);
  });

  test.each<[string, Partial<Authorizer>, Partial<AuthorizerRequest>]>([
    ['no token', {}, { headers: [] }],
    ['an empty token', {}, { headers: [['Authorization', '']] }],
    ['a token that does not match', TOKEN, { headers: [['Authorization', 'Basic abc']] }],
    ['a token that matches in part', TOKEN, { headers: [['Authorization', 'Bearer abc1']] }],
    ['one of two sources', TWO, { headers: [['X-Auth', 'a']] }],
    ['an empty source', TWO, { headers: [['X-Auth', 'a']], query: [['q', '']] }],
    ['a source missing without a cache', { ...TWO, ttlSeconds: 0 }, { query: [['q', '1']] }],
    ['a query name in another case', TWO, { headers: [['X-Auth', 'a']], query: [['Q', '1']] }],
    ['a stage variable that is not set', one('stageVariables.toString'), {}],
    ['a context variable that is not known', one('context.nope'), {}],
    ['a source that is none', one('method.request.body'), {}],
  ])('with %s is refused without a call', async (_, authorizer, request) => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    expect(await underTest.authorize(authorizer, request)).toMatchObject({
      kind: 'refused',
      responseType: 'UNAUTHORIZED',
      message: 'Unauthorized',
      status: 401,
      latencyMs: 0,
    });
    expect(underTest.invocations).toHaveLength(0);
  });

  test('cannot be checked against an expression that is none', async () => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    const outcome = await underTest.authorize({ identityValidationExpression: '(' });
    expect(outcome).toMatchObject(MALFORMED);
  });
});

describe('the call', () => {
  test('is made in the name of the authorizer, to the function the stage names', async () => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    await underTest.authorize();
    expect(underTest.invocations).toEqual([
      {
        functionName: 'arn:aws:lambda:eu-west-1:123456789012:function:auth-dev:live',
        payload: JSON.stringify({
          type: 'TOKEN',
          methodArn: `${STAGE_ARN}/GET/items/1`,
          authorizationToken: 'token',
        }),
        invocationType: 'RequestResponse',
        source: {
          principal: 'apigateway.amazonaws.com',
          sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:abc1234567/authorizers/a1',
        },
        traceId: 'Root=1-0-0',
      },
    ]);
  });

  test.each<LambdaErrorCode>([
    'AccessDeniedException',
    'ResourceNotFoundException',
    'TooManyRequestsException',
  ])('that Lambda refuses with %s is a configuration error', async (code) => {
    const underTest = authorizerUnderTest(() => {
      throw new LambdaServiceError(code, 'refused');
    });
    expect(await underTest.authorize()).toMatchObject({ ...MALFORMED, reason: 'refused' });
  });

  test('to a URI that names no function is a configuration error', async () => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    expect(await underTest.authorize({ uri: 'arn:aws:x' })).toMatchObject(MALFORMED);
    expect(underTest.invocations).toHaveLength(0);
  });

  test('that fails for a defect of the runtime rejects', async () => {
    const underTest = authorizerUnderTest(() => {
      throw new TypeError('a defect');
    });
    await expect(underTest.authorize()).rejects.toThrow('a defect');
  });
});

describe('the answer', () => {
  test('allows, and hands on what the function tells of the caller', async () => {
    const context = { text: 'a', number: 12.5, boolean: false };
    const underTest = authorizerUnderTest(
      returns({ ...policy('Allow'), context, usageIdentifierKey: 'key' }),
    );
    expect(await underTest.authorize()).toEqual({
      kind: 'allowed',
      principalId: 'me',
      context: { text: 'a', number: '12.5', boolean: 'false' },
      usageIdentifierKey: 'key',
      cached: false,
      latencyMs: 7,
      requestId: 'req-1',
    });
  });

  test.each<[string, object, string]>([
    ['a deny', policy('Deny'), ' with an explicit deny'],
    ['an allow for another method', policy('Allow', `${STAGE_ARN}/POST/*`), ''],
    ['an allow for another stage', policy('Allow', STAGE_ARN.replace('/dev', '/prod/*')), ''],
  ])('with %s refuses', async (_, answer, words) => {
    const underTest = authorizerUnderTest(returns({ ...answer, context: { a: 1 } }));
    expect(await underTest.authorize()).toMatchObject({
      kind: 'refused',
      responseType: 'ACCESS_DENIED',
      message: `User is not authorized to access this resource${words}`,
      status: 200,
      principalId: 'me',
      context: { a: '1' },
      latencyMs: 7,
    });
  });

  test.each([
    ['Unauthorized', { responseType: 'UNAUTHORIZED', message: 'Unauthorized', status: 401 }],
    ['unauthorized', { responseType: 'AUTHORIZER_FAILURE', message: null, status: 500 }],
    ['Error: Invalid token', { responseType: 'AUTHORIZER_FAILURE', message: null, status: 500 }],
    [undefined, { responseType: 'AUTHORIZER_FAILURE', message: null, status: 500 }],
  ])('that is the error %j: %j', async (message, expected) => {
    const underTest = authorizerUnderTest(fails(message));
    expect(await underTest.authorize()).toMatchObject({ ...expected, latencyMs: 7 });
  });

  const document = { Version: '2012-10-17', Statement: [] };
  test.each<[string, unknown, string]>([
    ['null', null, 'result'],
    ['a list', [], 'result'],
    ['a proxy response', { statusCode: 401, body: 'no' }, 'principalId'],
    ['no principalId', { policyDocument: document }, 'principalId'],
    ['an empty principalId', { principalId: '', policyDocument: document }, 'principalId'],
    ['a number as principalId', { principalId: 1, policyDocument: document }, 'principalId'],
    ['no policyDocument', { principalId: 'me' }, 'policyDocument'],
    ['no Statement', { principalId: 'me', policyDocument: {} }, 'Statement'],
    ['an Effect that is none', policy('allow'), 'Effect'],
    ['an object in the context', { ...policy('Allow'), context: { a: {} } }, 'context.a'],
    ['a list in the context', { ...policy('Allow'), context: { a: [1] } }, 'context.a'],
    ['a text as context', { ...policy('Allow'), context: 'a' }, 'context'],
    ['a number as key', { ...policy('Allow'), usageIdentifierKey: 1 }, 'usageIdentifierKey'],
  ])('with %s is a configuration error that names the member', async (_, answer, member) => {
    const outcome = await authorizerUnderTest(returns(answer)).authorize();
    expect(outcome).toMatchObject(MALFORMED);
    expect(outcome).toHaveProperty('reason', expect.stringContaining(member));
  });

  test('that is no JSON is a configuration error', async () => {
    const underTest = authorizerUnderTest(() => ({ payload: '{' }));
    expect(await underTest.authorize()).toMatchObject(MALFORMED);
  });

  test.each([
    [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'allowed'],
    [{ IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }, 'refused'],
    [{ DateLessThan: { 'aws:CurrentTime': '2026-11-22T00:00:00Z' } }, 'allowed'],
    [{ DateLessThan: { 'aws:CurrentTime': '2026-11-20T00:00:00Z' } }, 'refused'],
    [{ Bool: { 'aws:SecureTransport': 'true' } }, 'allowed'],
    [{ StringLike: { 'aws:Referer': 'https://a.example/*' } }, 'refused'],
  ])('with the condition %j: %s', async (condition, kind) => {
    const Statement = [
      { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*', Condition: condition },
    ];
    const answer = { principalId: 'me', policyDocument: { Version: '2012-10-17', Statement } };
    const underTest = authorizerUnderTest(returns(answer));
    expect(await underTest.authorize()).toMatchObject({ kind });
  });
});

describe('the cache', () => {
  test('holds a result for as long as the authorizer says', async () => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    const start = underTest.now + 7;
    await underTest.authorize({ ttlSeconds: 60 });
    underTest.now = start + 59_999;
    expect(await underTest.authorize({ ttlSeconds: 60 })).toMatchObject({
      kind: 'allowed',
      cached: true,
      latencyMs: 0,
    });
    underTest.now = start + 60_000;
    expect(await underTest.authorize({ ttlSeconds: 60 })).toMatchObject({ cached: false });
    expect(underTest.invocations).toHaveLength(2);
  });

  test('evaluates the policy for each method anew', async () => {
    const underTest = authorizerUnderTest(returns(policy('Allow', `${STAGE_ARN}/GET/items/1`)));
    await underTest.authorize();
    const outcome = await underTest.authorize({}, { methodArn: `${STAGE_ARN}/GET/items/2` });
    expect(outcome).toMatchObject({ responseType: 'ACCESS_DENIED', cached: true });
  });

  test('holds a deny too', async () => {
    const underTest = authorizerUnderTest(returns(policy('Deny')));
    await underTest.authorize();
    expect(await underTest.authorize()).toMatchObject({ kind: 'refused', cached: true });
  });

  const REQUEST: Partial<Authorizer> = {
    type: 'REQUEST',
    identitySources: ['method.request.header.X-Auth', 'method.request.querystring.q'],
  };
  const SENT: Partial<AuthorizerRequest> = { headers: [['X-Auth', 'a']], query: [['q', '1']] };

  test.each<[string, Partial<Authorizer>, Partial<AuthorizerRequest>]>([
    ['the same', {}, {}],
    [
      'another parameter',
      {},
      {
        query: [
          ['q', '1'],
          ['other', '9'],
        ],
      },
    ],
    ['another path', {}, { path: '/items/2', methodArn: `${STAGE_ARN}/GET/items/2` }],
  ])('serves a request with %s', async (_, authorizer, request) => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    await underTest.authorize(REQUEST, SENT);
    const outcome = await underTest.authorize(
      { ...REQUEST, ...authorizer },
      { ...SENT, ...request },
    );
    expect(outcome).toMatchObject({ kind: 'allowed', cached: true });
  });

  test.each<[string, Partial<Authorizer>, Partial<AuthorizerRequest>]>([
    ['another header', {}, { headers: [['X-Auth', 'b']] }],
    [
      'a header that comes twice',
      {},
      {
        headers: [
          ['X-Auth', 'b'],
          ['X-Auth', 'a'],
        ],
      },
    ],
    ['another query value', {}, { query: [['q', '2']] }],
    ['another authorizer', { id: 'a2' }, {}],
    ['another stage', {}, { stage: { ...STAGE, name: 'prod' } }],
    ['another function by its stage variables', {}, { stageVariables: { auth: 'canary' } }],
    ['no cache', { ttlSeconds: 0 }, {}],
  ])('does not serve a request with %s', async (_, authorizer, request) => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    await underTest.authorize(REQUEST, SENT);
    const outcome = await underTest.authorize(
      { ...REQUEST, ...authorizer },
      { ...SENT, ...request },
    );
    expect(outcome).toMatchObject({ cached: false });
  });

  test.each([
    ['a failure', fails('no')],
    ['a refusal by the function', fails('Unauthorized')],
    ['a malformed answer', returns({})],
  ])('does not hold %s', async (_, behaviour) => {
    const underTest = authorizerUnderTest(behaviour);
    await underTest.authorize();
    await underTest.authorize();
    expect(underTest.invocations).toHaveLength(2);
  });

  test('holds nothing for an authorizer without identity sources', async () => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    await underTest.authorize({ type: 'REQUEST', identitySources: [] });
    await underTest.authorize({ type: 'REQUEST', identitySources: [] });
    expect(underTest.invocations).toHaveLength(2);
  });

  test('forgets on demand', async () => {
    const underTest = authorizerUnderTest(returns(policy('Allow')));
    await underTest.authorize();
    underTest.clear();
    expect(await underTest.authorize()).toMatchObject({ cached: false });
  });
});
