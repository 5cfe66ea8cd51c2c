import {
  mapGatewayResponseParameters,
  mapRequestParameters,
  mapResponseParameters,
  ParameterMappingError,
  type MethodRequest,
} from '../../../../local/gateway/mapping/parameter-mapping';
import { failureOf } from './failure';

const REQUEST: MethodRequest = {
  headers: { 'X-One': ['a'], 'X-Many': ['a', 'b'] },
  querystring: { one: ['1'], many: ['1', '2'], blank: [''] },
  path: { id: '42' },
  body: '{"user":{"name":"Ada","age":36,"tags":["x",{"y":1}],"none":null},"list":[{"a":true}]}',
  context: {
    stage: 'dev',
    requestTimeEpoch: 1_700_000_000_000,
    identity: { sourceIp: '127.0.0.1' },
  },
  stageVariables: { table: 'items' },
};

describe('a source of a request mapping', () => {
  test.each([
    ['method.request.header.X-One', 'a'],
    ['method.request.header.X-Many', 'b'],
    ['method.request.header.x-one', undefined],
    ['method.request.multivalueheader.X-Many', 'a,b'],
    ['method.request.multivalueheader.X-None', undefined],
    ['method.request.querystring.one', '1'],
    ['method.request.querystring.many', '2'],
    ['method.request.querystring.ONE', undefined],
    ['method.request.querystring.blank', ''],
    ['method.request.multivaluequerystring.one', '1'],
    ['method.request.multivaluequerystring.many', ['1', '2']],
    ['method.request.multivaluequerystring.none', undefined],
    ['method.request.path.id', '42'],
    ['method.request.path.toString', undefined],
    ['method.request.body', REQUEST.body],
    ['method.request.body.user.name', 'Ada'],
    ['method.request.body.user.age', '36'],
    ['method.request.body.list[0].a', 'true'],
    ['method.request.body.user.tags', '["x",{"y":1}]'],
    ['method.request.body.user.tags[1]', '{"y":1}'],
    ['method.request.body.user.none', undefined],
    ['method.request.body.user.missing.deeper', undefined],
    ['context.stage', 'dev'],
    ['context.identity.sourceIp', '127.0.0.1'],
    ['context.requestTimeEpoch', '1700000000000'],
    ['context.identity.missing', undefined],
    ['context.constructor', undefined],
    ['stageVariables.table', 'items'],
    ['stageVariables.unset', undefined],
    ["'static'", 'static'],
    ["'it''s 100% \"quoted\"'", 'it\'\'s 100% "quoted"'],
    ["''", ''],
    ['unquoted', undefined],
    ['integration.response.header.x', undefined],
  ])('%s is %p', (source, value) => {
    const mapped = mapRequestParameters({ 'integration.request.querystring.t': source }, REQUEST);
    expect(mapped.querystring).toEqual(value === undefined ? {} : { t: value });
  });
});

describe('mapRequestParameters', () => {
  test('sets headers, query strings and path parameters; a header of several values is joined', () => {
    const mapping = {
      'integration.request.header.X-To': 'method.request.multivaluequerystring.many',
      'integration.request.querystring.to': 'method.request.path.id',
      'integration.request.path.a.b': "'dotted'",
      'integration.request.nowhere.x': "'ignored'",
    };
    expect(mapRequestParameters(mapping, REQUEST)).toEqual({
      header: { 'X-To': '1,2' },
      querystring: { to: '42' },
      path: { 'a.b': 'dotted' },
    });
  });

  test.each([
    ['', '{}'],
    ['  ', '{}'],
    ['<xml/>', '<xml/>'],
    ['a=1', 'a=1'],
    [' {"a":1} ', '{"a":1}'],
  ])('the payload %j is %j', (body, value) => {
    const mapping = { 'integration.request.header.b': 'method.request.body' };
    expect(mapRequestParameters(mapping, { ...REQUEST, body }).header).toEqual({ b: value });
  });

  test.each(['method.request.body', 'method.request.body.a'])(
    'fails for broken JSON, for %s too',
    (source) => {
      const map = (): unknown =>
        mapRequestParameters(
          { 'integration.request.header.b': source },
          { ...REQUEST, body: '\n{wrong json' },
        );
      expect(failureOf(map)).toMatchObject({
        reason: 'invalid-payload',
        message: 'Invalid JSON in request body',
      });
    },
  );

  test('fails for a JSONPath that is none', () => {
    const map = (): unknown =>
      mapRequestParameters({ 'integration.request.header.b': 'method.request.body.a[' }, REQUEST);
    expect(failureOf(map)).toMatchObject({
      name: 'ParameterMappingError',
      reason: 'configuration',
    });
  });

  test.each([
    'Authorization',
    'Connection',
    'content-length',
    'Expect',
    'Proxy-Authenticate',
    'TE',
    'Transfer-Encoding',
    'X-Amzn-Trace-Id',
  ])('fails when it would set %s, which API Gateway keeps to itself', (name) => {
    const target = `integration.request.header.${name}`;
    expect(() => mapRequestParameters({ [target]: "'x'" }, REQUEST)).toThrow(ParameterMappingError);
    expect(
      mapRequestParameters({ [target]: 'method.request.header.absent' }, REQUEST).header,
    ).toEqual({});
  });

  test('takes a name like one of JavaScript for what it is', () => {
    const mapped = mapRequestParameters({ 'integration.request.header.__proto__': "'x'" }, REQUEST);
    expect(Object.entries(mapped.header)).toEqual([['__proto__', 'x']]);
  });
});

describe('mapResponseParameters', () => {
  const response = {
    headers: { Location: ['/a'], Many: ['1', '2'] },
    body: '{"redirect":{"url":"/b"},"errorMessage":"{\\"code\\":404,\\"at\\":{\\"line\\":1}}"}',
    context: REQUEST.context,
    stageVariables: REQUEST.stageVariables,
  };

  test.each([
    ['integration.response.header.Location', '/a'],
    ['integration.response.header.location', undefined],
    ['integration.response.header.Many', '2'],
    ['integration.response.multivalueheader.Many', '1,2'],
    ['integration.response.body', response.body],
    ['integration.response.body.redirect.url', '/b'],
    ['integration.response.body.redirect', '{"url":"/b"}'],
    ['integration.response.body.errorMessage.code', '404'],
    ['integration.response.body.errorMessage.at', '{"line":1}'],
    ['integration.response.body.errorMessage.none', undefined],
    ['context.stage', 'dev'],
    ['stageVariables.table', 'items'],
    ["'*'", '*'],
    ['method.request.header.X-One', undefined],
  ])('%s is %p', (source, value) => {
    const headers = mapResponseParameters({ 'method.response.header.to': source }, response);
    expect(headers).toEqual(value === undefined ? {} : { to: value });
  });

  test("fails as the API's fault for broken JSON", () => {
    const mapping = { 'method.response.header.to': 'integration.response.body.a' };
    const map = (): unknown => mapResponseParameters(mapping, { ...response, body: '{' });
    expect(failureOf(map)).toMatchObject({ reason: 'configuration' });
  });
});

test('mapGatewayResponseParameters reads the method request', () => {
  const mapping = {
    'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
    'gatewayresponse.header.from-header': 'method.request.header.X-One',
    'gatewayresponse.header.from-query': 'method.request.querystring.one',
    'gatewayresponse.header.from-path': 'method.request.path.id',
    'gatewayresponse.header.from-context': 'context.stage',
    'gatewayresponse.header.none': 'method.request.header.absent',
    'method.response.header.other': "'x'",
  };
  expect(mapGatewayResponseParameters(mapping, REQUEST)).toEqual({
    'Access-Control-Allow-Origin': '*',
    'from-header': 'a',
    'from-query': '1',
    'from-path': '42',
    'from-context': 'dev',
  });
});

test('mapGatewayResponseParameters leaves out what a broken payload cannot give', () => {
  const mapping = {
    'gatewayresponse.header.a': 'method.request.body.a',
    'gatewayresponse.header.b': "'1'",
  };
  expect(mapGatewayResponseParameters(mapping, { ...REQUEST, body: '{broken' })).toEqual({
    b: '1',
  });
});
