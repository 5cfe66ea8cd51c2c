import { method, PROXY, restApi, serve } from '../../helpers/rest-api';

async function eventOf(
  target: string,
  request: Parameters<ReturnType<typeof serve>['call']>[1] = {},
): Promise<Record<string, unknown>> {
  const served = serve(restApi({ '/items/{id}': [method('ANY', { integration: PROXY })] }));
  await served.call(target, request);
  return JSON.parse(served.invocations[0]?.payload ?? 'null') as Record<string, unknown>;
}

describe('the event of a proxy integration', () => {
  it('has every member that AWS documents, null where there is nothing', async () => {
    expect(await eventOf('/dev/items/7', { headers: { 'User-Agent': 'test' } })).toEqual({
      resource: '/items/{id}',
      path: '/items/7',
      httpMethod: 'GET',
      headers: expect.objectContaining({ 'User-Agent': 'test', 'X-Forwarded-For': '127.0.0.1' }),
      multiValueHeaders: expect.objectContaining({ 'User-Agent': ['test'] }),
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: { id: '7' },
      stageVariables: null,
      requestContext: {
        accountId: '000000000000',
        apiId: 'abcdefghij',
        deploymentId: 'deploy',
        domainName: '127.0.0.1',
        domainPrefix: '127',
        extendedRequestId: expect.stringMatching(/^[\w-]{15}=$/),
        httpMethod: 'GET',
        identity: {
          accessKey: null,
          accountId: null,
          caller: null,
          cognitoAuthenticationProvider: null,
          cognitoAuthenticationType: null,
          cognitoIdentityId: null,
          cognitoIdentityPoolId: null,
          principalOrgId: null,
          sourceIp: '127.0.0.1',
          user: null,
          userAgent: 'test',
          userArn: null,
        },
        path: '/dev/items/7',
        protocol: 'HTTP/1.1',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        requestTime: '10/Oct/2026:13:55:36 +0000',
        requestTimeEpoch: Date.UTC(2026, 9, 10, 13, 55, 36),
        resourceId: expect.any(String),
        resourcePath: '/items/{id}',
        stage: 'dev',
      },
      body: null,
      isBase64Encoded: false,
    });
  });

  it('keeps the last of several values in the single map, and all in the other', async () => {
    expect(await eventOf('/dev/items/7?a=1&a=2&b=')).toMatchObject({
      queryStringParameters: { a: '2', b: '' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: [''] },
    });
  });

  it('adds the caller to X-Forwarded-For', async () => {
    const event = await eventOf('/dev/items/7', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(event['headers']).toMatchObject({ 'X-Forwarded-For': '203.0.113.9, 127.0.0.1' });
  });

  it('holds the body as text', async () => {
    const event = await eventOf('/dev/items/7', { method: 'PUT', body: '{"a":1}' });
    expect(event).toMatchObject({ body: '{"a":1}', isBase64Encoded: false, httpMethod: 'PUT' });
  });
});
