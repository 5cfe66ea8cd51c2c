import { LambdaServiceError } from '../../../../local/lambda/invoker';
import { method, PROXY, restApi, serve } from '../../../helpers/rest-api';

const API = restApi({ '/{proxy+}': [method('ANY', { integration: PROXY })] });
const answering = (value: unknown) => serve(API, () => ({ payload: JSON.stringify(value) }));

describe('a proxy integration', () => {
  test.each([
    ['a status alone', { statusCode: 204 }, 204, ''],
    ['a status as text', { statusCode: '201' }, 201, ''],
    ['no status', { body: 'x' }, 200, 'x'],
    ['nothing at all', {}, 200, ''],
    [
      'null members',
      { statusCode: 200, headers: null, multiValueHeaders: null, body: null },
      200,
      '',
    ],
    ['a body', { statusCode: 200, body: '{"a":1}' }, 200, '{"a":1}'],
  ])('takes %s', async (_, value, statusCode, text) => {
    const answer = await answering(value).call('/dev/x');
    expect(answer).toMatchObject({ statusCode, text });
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test.each([
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['an unknown member', { statusCode: 200, cookies: [] }],
    ['a status that is no number', { statusCode: 'ok' }],
    ['a status that HTTP has not', { statusCode: 42 }],
    ['a status after which a client waits on', { statusCode: 100 }],
    ['a status that changes the protocol', { statusCode: '101' }],
    ['early hints', { statusCode: 103, headers: { Link: '</a.css>' } }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['headers that are no map', { statusCode: 200, headers: 'x' }],
    ['a header that is a map', { statusCode: 200, headers: { a: {} } }],
    ['a header value beyond Latin-1', { headers: { 'X-Price': '5 €' } }],
    ['a header name with a blank', { headers: { 'X Evil': 'x' } }],
    ['a header name that ends its line', { headers: { 'X-A:\r\nX-B': 'x' } }],
    ['a header without a name', { multiValueHeaders: { '': ['x'] } }],
    ['multiValueHeaders without lists', { statusCode: 200, multiValueHeaders: { a: 'b' } }],
  ])('answers 502 to %s', async (_, value) => {
    const answer = await answering(value).call('/dev/x');
    expect(answer).toMatchObject({ statusCode: 502, text: '{"message":"Internal server error"}' });
  });

  it('answers an unsendable header with the headers of the gateway response, and a request id', async () => {
    const api = restApi(
      { '/{proxy+}': [method('ANY', { integration: PROXY })] },
      {
        gatewayResponses: {
          DEFAULT_5XX: {
            responseType: 'DEFAULT_5XX',
            statusCode: undefined,
            responseParameters: {
              'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
              'gatewayresponse.header.X-Said': 'method.request.querystring.said',
            },
            responseTemplates: {},
          },
        },
      },
    );
    const served = serve(api, () => ({ payload: '{"headers":{"X":"\u20ac"}}' }));
    const answer = await served.call('/dev/x?said=hello');
    expect(answer.statusCode).toBe(502);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'x-said': 'hello',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    // Nothing is left to answer with when that one cannot go out, either: the header is left out.
    const worse = await served.call('/dev/x?said=%E2%82%AC');
    expect(worse.statusCode).toBe(502);
    expect(worse.headers['access-control-allow-origin']).toBe('*');
    expect(worse.headers).not.toHaveProperty('x-said');
  });

  it('merges both header maps, in the spelling of the second, without doubles', async () => {
    const { rawHeaders } = await answering({
      headers: { 'x-a': 'one', 'x-b': true },
      multiValueHeaders: { 'X-A': ['one', 'two'] },
    }).call('/dev/x');
    expect(rawHeaders.filter(([name]) => /^x-[ab]$/i.test(name))).toEqual([
      ['X-A', 'one'],
      ['X-A', 'two'],
      ['x-b', 'true'],
    ]);
  });

  it('decodes base64 for a client that accepts a binary media type', async () => {
    const api = restApi(
      { '/x': [method('GET', { integration: PROXY })] },
      { binaryMediaTypes: ['image/png'] },
    );
    const value = { isBase64Encoded: true, body: 'AAEC', headers: { 'Content-Type': 'image/png' } };
    const served = serve(api, () => ({ payload: JSON.stringify(value) }));
    const binary = await served.call('/dev/x', { headers: { Accept: 'image/png' } });
    expect([...Buffer.from(binary.body)]).toEqual([0, 1, 2]);
    expect((await served.call('/dev/x')).text).toBe('AAEC');
  });

  test.each([
    ['a function that failed', { functionError: 'Unhandled' as const, payload: '{}' }, 502],
  ])('answers %s with 502 and no word of it', async (_, result, statusCode) => {
    const answer = await serve(API, () => result).call('/dev/x');
    expect(answer).toMatchObject({ statusCode, text: '{"message":"Internal server error"}' });
  });

  test.each([
    ['no permission', 'AccessDeniedException', 500, 'Internal server error'],
    ['no such function', 'ResourceNotFoundException', 500, 'Internal server error'],
    ['a throttle of Lambda', 'TooManyRequestsException', 500, 'Internal server error'],
    ['a payload over 6 MB', 'RequestTooLargeException', 413, 'Request Too Long'],
  ] as const)('answers %s with %s as %d', async (_, code, statusCode, message) => {
    const served = serve(API, () => {
      throw new LambdaServiceError(code, 'arn:aws:lambda:secret');
    });
    const answer = await served.call('/dev/x');
    expect(answer.statusCode).toBe(statusCode);
    expect(JSON.parse(answer.text)).toEqual({ message });
  });

  test.each([
    ['a throttle of Lambda', 'TooManyRequestsException', 'INTEGRATION_FAILURE'],
    ['no permission', 'AccessDeniedException', 'API_CONFIGURATION_ERROR'],
  ] as const)('answers %s through the gateway response of its own type', async (_, code, type) => {
    const own = {
      responseType: type,
      statusCode: '598',
      responseParameters: {},
      responseTemplates: { 'application/json': '"$context.error.responseType"' },
    };
    const served = serve({ ...API, gatewayResponses: { [type]: own } }, () => {
      throw new LambdaServiceError(code, 'refused');
    });
    expect(await served.call('/dev/x')).toMatchObject({ statusCode: 598, text: `"${type}"` });
  });

  it('answers 504 when the function takes longer than the integration may', async () => {
    const slow = restApi({
      '/x': [method('GET', { integration: { ...PROXY, timeoutMs: 50 } })],
    });
    const never = new Promise<never>(() => undefined);
    const answer = await serve(slow, () => never).call('/dev/x');
    expect(answer.statusCode).toBe(504);
    expect(JSON.parse(answer.text)).toEqual({ message: 'Endpoint request timed out' });
  });

  it('calls the function that the stage variable names, with the method as the source', async () => {
    const uri = PROXY.uri.replace('function:fn', 'function:${stageVariables.fn}');
    const api = restApi({ '/items/{id}': [method('ANY', { integration: { ...PROXY, uri } })] });
    const variables = { fn: 'dev-items:live' };
    const served = serve({ ...api, stages: api.stages.map((one) => ({ ...one, variables })) });
    await served.call('/dev/items/7');
    expect(served.invocations[0]).toMatchObject({
      functionName: 'arn:aws:lambda:us-east-1:000000000000:function:dev-items:live',
      source: {
        principal: 'apigateway.amazonaws.com',
        sourceArn: 'arn:aws:execute-api:us-east-1:000000000000:abcdefghij/dev/*/items/*',
      },
    });
  });
});
