import { authorizerUnderTest, policy, returns, STAGE_ARN } from './authorizer-under-test';

const REQUEST = { type: 'REQUEST', identitySources: [] } as const;

async function eventOf(
  request: Parameters<ReturnType<typeof authorizerUnderTest>['authorize']>[1],
): Promise<unknown> {
  const underTest = authorizerUnderTest(returns(policy('Allow')));
  await underTest.authorize(REQUEST, request);
  return JSON.parse(underTest.invocations[0]?.payload ?? '');
}

test('a REQUEST authorizer gets all of the request', async () => {
  const event = await eventOf({
    headers: [
      ['Accept', 'a/b'],
      ['X-Twice', '1'],
      ['X-Twice', '2'],
    ],
    query: [
      ['q', '1'],
      ['q', 'ü'],
      ['__proto__', 'x'],
    ],
  });
  expect(event).toEqual({
    type: 'REQUEST',
    methodArn: `${STAGE_ARN}/GET/items/1`,
    resource: '/items/{id}',
    path: '/items/1',
    httpMethod: 'GET',
    headers: { Accept: 'a/b', 'X-Twice': '2' },
    multiValueHeaders: { Accept: ['a/b'], 'X-Twice': ['1', '2'] },
    queryStringParameters: { q: 'ü', ['__proto__']: 'x' },
    multiValueQueryStringParameters: { q: ['1', 'ü'], ['__proto__']: ['x'] },
    pathParameters: { id: '1' },
    stageVariables: { auth: 'auth-dev:live' },
    requestContext: { stage: 'dev' },
  });
});

test('what there is none of is empty', async () => {
  expect(await eventOf({ query: [], pathParameters: {} })).toMatchObject({
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    pathParameters: {},
  });
});
