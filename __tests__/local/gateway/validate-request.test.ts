import { createModelValidator } from '../../../local/gateway/model-validation';
import { validateRequest, type RequestToValidate } from '../../../local/gateway/validate-request';
import type { Method } from '../../../local/rest-api';
import { method } from '../../helpers/rest-api';

const MODELS = createModelValidator(
  {
    Sum: {
      name: 'Sum',
      contentType: 'application/json',
      schema: '{"type":"object","required":["a"],"properties":{"a":{"type":"number"}}}',
      description: undefined,
    },
  },
  'abc1234567',
);

const METHOD = method('POST', {
  requestModels: { 'application/json': 'Sum' },
  requestValidator: { name: 'all', validateRequestBody: true, validateRequestParameters: true },
});

function validate(
  change: Partial<Method>,
  request: Partial<Omit<RequestToValidate, 'method'>> = {},
): ReturnType<typeof validateRequest> {
  return validateRequest({
    method: { ...METHOD, ...change },
    models: MODELS,
    headers: [],
    query: [],
    pathParameters: {},
    contentType: 'application/json',
    body: '{"a":1}',
    ...request,
  });
}

describe('parameters', () => {
  const HEADER = 'method.request.header.X-Name';
  const QUERY = 'method.request.querystring.q';
  const PATH = 'method.request.path.id';

  test.each<[string, string, Partial<RequestToValidate>]>([
    ['a header', HEADER, { headers: [['X-Name', 'n']] }],
    ['a header in another case', HEADER, { headers: [['x-nAME', 'n']] }],
    [
      'a header of which one of two values is blank',
      HEADER,
      {
        headers: [
          ['X-Name', ''],
          ['X-Name', 'n'],
        ],
      },
    ],
    ['a query value', QUERY, { query: [['q', '1']] }],
    [
      'a query value by its list name',
      'method.request.multivaluequerystring.q',
      { query: [['q', '1']] },
    ],
    ['a path value', PATH, { pathParameters: { id: '7' } }],
  ])('a request with %s that is required goes on', (_, parameter, request) => {
    expect(validate({ requestParameters: { [parameter]: true } }, request)).toBeUndefined();
  });

  test.each<[string, { parameter: string; name: string }, Partial<RequestToValidate>]>([
    ['no header', { parameter: HEADER, name: 'X-Name' }, {}],
    ['a blank header', { parameter: HEADER, name: 'X-Name' }, { headers: [['X-Name', ' ']] }],
    ['no query value', { parameter: QUERY, name: 'q' }, {}],
    ['a blank query value', { parameter: QUERY, name: 'q' }, { query: [['q', '']] }],
    ['a query name in another case', { parameter: QUERY, name: 'q' }, { query: [['Q', '1']] }],
    ['no path value', { parameter: PATH, name: 'id' }, {}],
    [
      'only what every object inherits',
      { parameter: 'method.request.path.constructor', name: 'constructor' },
      {},
    ],
    [
      'a dot in the name',
      { parameter: 'method.request.header.a.b', name: 'a.b' },
      { headers: [['a', '1']] },
    ],
  ])('a request with %s is refused', (_, { parameter, name }, request) => {
    expect(validate({ requestParameters: { [parameter]: true } }, request)).toEqual({
      responseType: 'BAD_REQUEST_PARAMETERS',
      message: `Missing required request parameters: [${name}]`,
    });
  });

  test('all that are missing are named, and only those that are required', () => {
    const requestParameters = { [QUERY]: true, [HEADER]: true, [PATH]: false };
    expect(validate({ requestParameters })?.message).toBe(
      'Missing required request parameters: [X-Name, q]',
    );
  });

  test('are checked before the body', () => {
    const refusal = validate({ requestParameters: { [QUERY]: true } }, { body: '{}' });
    expect(refusal?.responseType).toBe('BAD_REQUEST_PARAMETERS');
  });
});

describe('body', () => {
  test.each([
    ['one the model takes', 'application/json', '{"a":1}'],
    ['one the model takes, with a charset', 'Application/JSON; charset=utf-8', '{"a":1}'],
    ['one of a type without a model', 'text/plain', 'a'],
  ])('%s goes on', (_, contentType, body) => {
    expect(validate({}, { contentType, body })).toBeUndefined();
  });

  test.each([
    ['one without the member the model requires', 'application/json', '{}'],
    ['none', 'application/json', ''],
    ['no JSON', 'application/json', '{'],
    ['one without a content type', undefined, '{}'],
    ['one with an empty content type', '', '{}'],
    ['one with a charset', 'application/json;charset=utf-8', '{}'],
  ])('%s is refused', (_, contentType, body) => {
    const refusal = validate({}, { contentType, body });
    expect(refusal).toMatchObject({
      responseType: 'BAD_REQUEST_BODY',
      message: 'Invalid request body',
    });
    expect(refusal?.validationError).toMatch(/^\[.+\]$/s);
  });

  test('of any type is checked against the model of $default', () => {
    const requestModels = { $default: 'Sum' };
    expect(validate({ requestModels }, { contentType: 'text/plain', body: '{}' })).toBeDefined();
  });

  test('without a model is not checked', () => {
    expect(validate({ requestModels: {} }, { body: '{}' })).toBeUndefined();
  });
});

test.each([
  ['no validator', undefined],
  [
    'both checks off',
    { name: 'none', validateRequestBody: false, validateRequestParameters: false },
  ],
])('a method with %s lets everything through', (_, requestValidator) => {
  const requestParameters = { 'method.request.header.X-Name': true };
  expect(validate({ requestValidator, requestParameters }, { body: '{' })).toBeUndefined();
});
