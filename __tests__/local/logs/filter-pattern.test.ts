import { LogsServiceError, parseFilterPattern } from '../../../local/logs';

const ERROR_LINE = '2026-11-21T06:47:41Z\tid-1\tERROR\tInvoke Error ARGUMENTS missing';
const JSON_LINE = JSON.stringify({
  level: 'ERROR',
  status: 404,
  size: 1200.5,
  path: '/items/42',
  ip: '123.123.7.8',
  user: { id: 1, name: 'Ann', admin: true, 'last name': 'Lee' },
  tags: ['a', 'b'],
  objects: [{ id: 1 }, { id: 2 }],
  nothing: null,
  off: false,
});
const ACCESS_LINE = '127.0.0.1 - frank [10/Oct/2026:13:25:15 -0700] "GET /index HTTP/1.0" 404 1534';

describe('terms', () => {
  test.each([
    ['', true],
    ['   ', true],
    ['ERROR', true],
    ['error', false],
    ['ERROR ARGUMENTS', true],
    ['ERROR WARN', false],
    ['?ERROR ?WARN', true],
    ['?FATAL ?WARN', false],
    ['-ERROR', false],
    ['ERROR -WARN', true],
    ['ERROR -ARGUMENTS', false],
    ['"Invoke Error"', true],
    ['"Error Invoke"', false],
    ['-"Invoke Error"', false],
    ['?WARN ERROR', true],
    ['"id-1"', true],
    ['%E[RQ]{2}OR%', true],
    ['%^ERROR%', false],
    ['ERROR -%WARN|ARGS%', true],
  ])('%s shows the error line: %s', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(ERROR_LINE)).toBe(expected);
  });
});

describe('JSON conditions', () => {
  test.each([
    ['{ $.status = 404 }', true],
    ['{$.status=404}', true],
    ['{ $.status = 4.04e2 }', true],
    ['{ $.status = 4* }', true],
    ['{ $.status = 5* }', false],
    ['{ $.status != 404 }', false],
    ['{ $.status > 403 && $.status <= 404 }', true],
    ['{ $.status < 400 || $.size >= 1200.5 }', true],
    ['{ ($.status = 1 || $.status = 404) && $.level = "ERROR" }', true],
    ['{ $.status = 404 || $.status = 1 && $.level = "no" }', true],
    ['{ $.level = ERROR }', true],
    ['{ $.path = "/items/*" }', true],
    ['{ $.path = /items/* }', true],
    ['{ $.path = "/items" }', false],
    ['{ $.ip = 123.123.* }', true],
    ['{ $.ip != 123.123.* }', false],
    ['{ $.path = %^/items/[0-9]+$% }', true],
    ['{ $.user.name = "Ann" }', true],
    ['{ $.user[\'last name\'] = "Lee" }', true],
    ['{ $.user.admin IS TRUE }', true],
    ['{ $.off IS FALSE }', true],
    ['{ $.nothing IS NULL }', true],
    ['{ $.missing NOT EXISTS }', true],
    ['{ $.level NOT EXISTS }', false],
    ['{ $.missing != "x" }', false],
    ['{ $.user = "Ann" }', false],
    ['{ $.tags[1] = "b" }', true],
    ['{ $.objects[1].id = 2 }', true],
    ['{ $.objects[*].id > 0 }', true],
    ['{ $.user.* = 1 }', true],
  ])('%s shows the JSON line: %s', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(JSON_LINE)).toBe(expected);
  });

  test('shows no line that is not JSON', () => {
    const matches = parseFilterPattern('{ $.missing NOT EXISTS }');
    expect([ERROR_LINE, '{broken', '[1]', '{}'].map(matches)).toEqual([false, false, false, true]);
  });
});

describe('space-delimited fields', () => {
  test.each([
    ['[ip, id, user, time, request, status, bytes]', true],
    ['[ip, id, user, time, request, status]', false],
    ['[ip, id, user, time, request, status = 404, bytes > 1000]', true],
    ['[ip, id, user, time, request, status = 5*, bytes]', false],
    ['[ip, ..., status = 4*, bytes]', true],
    ['[..., bytes >= 1535]', false],
    ['[ip = 127.0.0.*, ...]', true],
    ['[ip, id, user = frank || user = joe, ...]', true],
    ['[w1, w2, w3, w4, w5 = "GET *", ...]', true],
    ['[...]', true],
  ])('%s shows the access log line: %s', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(ACCESS_LINE)).toBe(expected);
  });
});

describe('mistakes', () => {
  test.each([
    ['id-1', 'put it in double quotes'],
    ['"open', 'cannot read'],
    ['{ $.status = 404', "'}' is missing"],
    ['{ $.status 404 }', 'no operator'],
    ['{ $.status = }', 'ends too early'],
    ['{ ($.a = 1 }', 'not closed'],
    ['{ $.a = 1 $.b = 2 }', 'unexpected'],
    ['{ status = 404 }', "lacks its '$.'"],
    ['{ $.a[x] = 1 }', 'cannot read selector'],
    ['{ $.a > "b" }', 'compares numbers'],
    ['{ $.a IS EMPTY }', "'IS EMPTY'"],
    ['%[%', 'no regular expression'],
    ['[a, ..., b, ...]', 'twice'],
    ['[a = 1 || b = 2]', 'more than one field'],
  ])('rejects %s', (pattern, detail) => {
    expect(() => parseFilterPattern(pattern)).toThrow(detail);
  });

  test("are the caller's, in the words of the API", () => {
    const [code] = [() => parseFilterPattern('[a')].map((parse) => {
      try {
        return parse();
      } catch (error) {
        return error instanceof LogsServiceError ? [error.code, error.statusCode] : error;
      }
    });
    expect(code).toEqual(['InvalidParameterException', 400]);
  });
});

it.each([
  ['longer than AWS takes', `{ ${'('.repeat(3000)}$.a = 1${')'.repeat(3000)} }`],
  ['of nothing but brackets', `{ ${'('.repeat(1000)} }`],
])('rejects a pattern %s, as a fault of the caller', (_, pattern) => {
  expect(() => parseFilterPattern(pattern)).toThrow(
    expect.objectContaining({ code: 'InvalidParameterException' }) as Error,
  );
});

it('reads as many brackets as fit', () => {
  const pattern = `{ ${'('.repeat(500)}$.a = 1${')'.repeat(500)} }`;
  expect(parseFilterPattern(pattern)('{"a":1}')).toBe(true);
});
