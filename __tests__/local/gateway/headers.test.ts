import {
  headerValue,
  isSendable,
  mediaType,
  receivedHeaders,
  sentHeaders,
} from '../../../local/gateway/headers';

describe('receivedHeaders', () => {
  test.each([
    'Connection',
    'content-length',
    'Content-MD5',
    'Expect',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'WWW-Authenticate',
  ])('keeps %s at the door', (name) => {
    expect(receivedHeaders([[name, 'x']])).toEqual([]);
  });

  it('spells Authorization and User-Agent its own way, and every other name as it was sent', () => {
    expect(
      receivedHeaders([
        ['authorization', 'a'],
        ['user-Agent', 'u'],
        ['x-CUSTOM', 'b'],
      ]),
    ).toEqual([
      ['Authorization', 'a'],
      ['User-Agent', 'u'],
      ['x-CUSTOM', 'b'],
    ]);
  });
});

describe('a header that comes twice', () => {
  it('has one spelling, the first', () => {
    expect(
      receivedHeaders([
        ['X-A', '1'],
        ['x-a', '2'],
      ]),
    ).toEqual([
      ['X-A', '1'],
      ['X-A', '2'],
    ]);
  });
});

describe('sentHeaders', () => {
  test.each([
    ['AWS_PROXY', 'Date', 'x-amzn-Remapped-Date'],
    ['AWS_PROXY', 'www-authenticate', 'x-amzn-Remapped-www-authenticate'],
    ['AWS_PROXY', 'Host', 'Host'],
    ['AWS', 'Host', 'x-amzn-Remapped-Host'],
    ['MOCK', 'User-Agent', 'x-amzn-Remapped-User-Agent'],
    ['AWS', 'X-Own', 'X-Own'],
  ])('of an %s integration sends %s as %s', (type, name, expected) => {
    expect(sentHeaders([[name, 'v']], type)).toEqual([[expected, 'v']]);
  });

  it('drops Transfer-Encoding', () => {
    expect(sentHeaders([['transfer-encoding', 'chunked']], 'AWS_PROXY')).toEqual([]);
  });
});

describe('mediaType', () => {
  test.each([
    ['application/json; charset=utf-8', 'application/json'],
    ['Text/Plain', 'text/plain'],
    ['', undefined],
    [undefined, undefined],
  ])('of %s is %s', (header, expected) => {
    expect(mediaType(header)).toBe(expected);
  });
});

describe('headerValue', () => {
  it('cannot end its line', () => {
    expect(headerValue('a\r\nSet-Cookie: b')).toBe('a  Set-Cookie: b');
  });
});

describe('a response header', () => {
  test.each([
    ['X-A', 'plain', true],
    ["!#$%&'*+-.^_`|~aZ0", '', true],
    ['X-A', 'caf\u00e9 \u00ff', true],
    ['X-A', '\u0100', false],
    ['X-A', '\u{1f600}', false],
    ['', 'x', false],
    ['X A', 'x', false],
    ['X-A:', 'x', false],
    ['X\u00e9', 'x', false],
    ['X\n', 'x', false],
  ])('%j: %j can be sent: %s', (name, value, expected) => {
    expect(isSendable([name, value])).toBe(expected);
  });
});
