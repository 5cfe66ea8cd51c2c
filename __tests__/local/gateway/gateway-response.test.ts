import type { GatewayResponse } from '../../../local/rest-api';
import { method, PROXY, restApi, serve } from '../../helpers/rest-api';

const response = (change: Partial<GatewayResponse>): GatewayResponse => ({
  responseType: 'DEFAULT_4XX',
  statusCode: undefined,
  responseParameters: {},
  responseTemplates: {},
  ...change,
});

const served = (gatewayResponses: Parameters<typeof restApi>[1] = {}): ReturnType<typeof serve> =>
  serve(restApi({ '/items': [method('POST', { integration: PROXY })] }, gatewayResponses));

const DENY_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }],
});

describe('a gateway response', () => {
  it("is AWS's own unless the API has one", async () => {
    const answer = await served().call('/dev/nothing');
    expect(answer.statusCode).toBe(403);
    expect(answer.text).toBe('{"message":"Missing Authentication Token"}');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-errortype': 'MissingAuthenticationTokenException',
    });
  });

  it.each(['100', '101', '199'])(
    'keeps AWS’s status where its own, %s, ends no request',
    async (code) => {
      const own = response({ responseType: 'MISSING_AUTHENTICATION_TOKEN', statusCode: code });
      const api = served({ gatewayResponses: { MISSING_AUTHENTICATION_TOKEN: own } });
      expect((await api.call('/dev/nothing')).statusCode).toBe(403);
    },
  );

  it('takes status, headers and template from its own type', async () => {
    const own = response({
      responseType: 'MISSING_AUTHENTICATION_TOKEN',
      statusCode: '404',
      responseParameters: { 'gatewayresponse.header.X-Path': 'context.path' },
      responseTemplates: {
        'application/json':
          '{"error":$context.error.messageString,"type":"${context.error.responseType}","in":"$context.stage"}',
      },
    });
    const answer = await served({ gatewayResponses: { MISSING_AUTHENTICATION_TOKEN: own } }).call(
      '/dev/nothing',
    );
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['x-path']).toBe('/dev/nothing');
    expect(JSON.parse(answer.text)).toEqual({
      error: 'Missing Authentication Token',
      type: 'MISSING_AUTHENTICATION_TOKEN',
      in: 'dev',
    });
  });

  it('falls back to DEFAULT_4XX, and keeps the status of the failure', async () => {
    const fallback = response({
      responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
    });
    const answer = await served({ gatewayResponses: { DEFAULT_4XX: fallback } }).call(
      '/dev/nothing',
    );
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it('of its own type takes nothing over from the default', async () => {
    const answer = await served({
      gatewayResponses: {
        DEFAULT_4XX: response({ responseParameters: { 'gatewayresponse.header.X-All': "'1'" } }),
        MISSING_AUTHENTICATION_TOKEN: response({ responseType: 'MISSING_AUTHENTICATION_TOKEN' }),
      },
    }).call('/dev/nothing');
    expect(answer.headers['x-all']).toBeUndefined();
  });

  it('picks its template by what the client accepts', async () => {
    const own = response({
      responseTemplates: { 'application/json': '{}', 'text/plain': '$context.error.message' },
    });
    const answer = await served({ gatewayResponses: { DEFAULT_4XX: own } }).call('/dev/nothing', {
      headers: { Accept: 'text/plain, */*' },
    });
    expect(answer.text).toBe('Missing Authentication Token');
    expect(answer.headers['content-type']).toBe('text/plain');
  });

  test.each([
    ['an unknown stage', '/nothing/items', 403, 'Forbidden', {}],
    [
      'a switched-off endpoint',
      '/dev/items',
      403,
      'Forbidden',
      { disableExecuteApiEndpoint: true },
    ],
  ])('is out of reach of %s', async (_, target, statusCode, message, change) => {
    const fallback = response({ statusCode: '499' });
    const answer = await served({ gatewayResponses: { DEFAULT_4XX: fallback }, ...change }).call(
      target,
      { method: 'POST' },
    );
    expect(answer.statusCode).toBe(statusCode);
    expect(JSON.parse(answer.text)).toEqual({ message });
  });

  test.each([
    ['spells its member with a capital', {}, '{"Message":"DENIED"}'],
    [
      'does so too when only headers are set',
      { DEFAULT_4XX: response({ responseParameters: { 'gatewayresponse.header.X-A': "'1'" } }) },
      '{"Message":"DENIED"}',
    ],
    [
      "is the template's own business",
      {
        ACCESS_DENIED: response({
          responseType: 'ACCESS_DENIED',
          responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
        }),
      },
      '{"message":"DENIED"}',
    ],
  ])('to who is denied access %s', async (_, gatewayResponses, expected) => {
    const answer = await served({ gatewayResponses, policy: DENY_ALL }).call('/dev/items', {
      method: 'POST',
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.text.replace(/:"[^"]*"/, ':"DENIED"')).toBe(expected);
  });

  it('of a body over 10 MiB comes from before the API, in plain text', async () => {
    const api = served();
    const answer = await api.call('/dev/items', {
      method: 'POST',
      body: Buffer.alloc(10 * 1024 * 1024 + 1, 'x'),
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.text).toBe('HTTP content length exceeded 10485760 bytes.');
    expect(api.invocations).toHaveLength(0);
  });

  it('refuses headers over 10 240 bytes', async () => {
    const answer = await served().call('/dev/items', { headers: { 'X-Long': 'x'.repeat(10_240) } });
    expect(answer.statusCode).toBe(431);
    expect(answer.text).toBe('HTTP header is larger than 10240 bytes.');
  });
});
