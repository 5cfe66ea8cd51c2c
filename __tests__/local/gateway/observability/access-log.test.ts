import { method, PROXY, restApi, serve, stage } from '../../../helpers/rest-api';

async function lineOf(format: string, target = '/dev/items/7', headers = {}): Promise<string> {
  const accessLog = { logGroup: 'access', format };
  const api = restApi(
    { '/items/{id}': [method('GET', { integration: PROXY })] },
    { stages: [stage({ accessLog })] },
  );
  const served = serve(api, () => ({ payload: '{"statusCode":201,"body":"hello"}' }));
  await served.call(target, { headers });
  expect(served.logs['access']).toHaveLength(1);
  return served.logs['access']?.[0] ?? '';
}

describe('an access log line', () => {
  test.each([
    ['$context.status', '201'],
    ['${context.httpMethod}x', 'GETx'],
    ['$context.resourcePath $context.path', '/items/{id} /dev/items/7'],
    ['[$context.requestTime]', '[10/Oct/2026:13:55:36 +0000]'],
    ['$context.responseLength', '5'],
    ['$context.integrationStatus $context.integration.integrationStatus', '200 200'],
    ['$context.integration.status', '201'],
    ['$context.authorizer.status $context.authorize.status', '- -'],
    ['$context.identity.sourceIp $context.identity.caller', '127.0.0.1 -'],
    ['$context.error.message', '-'],
    ['$context.nothing.at.all', '-'],
  ])('renders %s as %s', async (format, expected) => {
    expect(await lineOf(format)).toBe(expected);
  });

  it('stays JSON whatever the client sends', async () => {
    const format = '{"agent":"$context.identity.userAgent","status":$context.status}';
    const line = await lineOf(format, '/dev/items/7', { 'User-Agent': 'a"b\\c' });
    expect(JSON.parse(line)).toEqual({ agent: 'a"b\\c', status: 201 });
  });

  it('tells the failure of a request that reached nothing', async () => {
    const format = '$context.status $context.error.responseType $context.error.messageString';
    expect(await lineOf(format, '/dev/nothing')).toBe(
      '403 MISSING_AUTHENTICATION_TOKEN "Missing Authentication Token"',
    );
  });
});
