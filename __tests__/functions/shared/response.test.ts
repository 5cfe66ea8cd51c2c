import { corsHeaders, toProxyResult } from '../../../functions/shared/response';

const stage = (corsOrigins?: string) =>
  ({ name: 'dev', logLevel: 'info', variables: { corsOrigins } }) as const;

describe('corsHeaders', () => {
  const named = (origin: string) => ({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' });
  const refused = { Vary: 'Origin' };

  it.each([
    ['https://a.example', 'https://a.example', named('https://a.example')],
    ['https://a.example,https://b.example', 'https://b.example', named('https://b.example')],
    ['https://a.example', 'https://b.example', refused],
    ['https://a.example', 'https://a.example.evil', refused],
    ['https://a.example', 'http://a.example', refused],
    ['https://a.example', 'null', refused],
    ['https://a.example', undefined, refused],
    ['any', 'https://b.example', { 'Access-Control-Allow-Origin': '*' }],
    ['any', undefined, { 'Access-Control-Allow-Origin': '*' }],
    [undefined, 'https://a.example', {}],
  ])('with %p allowed answers the origin %p with %j', (allowed, origin, expected) => {
    expect(corsHeaders(stage(allowed), origin)).toEqual(expected);
  });
});

describe('toProxyResult', () => {
  it('writes a value as JSON, and lets the answer have the last word on headers', () => {
    const headers = { 'Cache-Control': 'max-age=60' };
    expect(toProxyResult({ statusCode: 200, body: { a: 1 }, headers }, { Vary: 'Origin' })).toEqual(
      {
        statusCode: 200,
        headers: {
          'Content-Type': 'application/json',
          'Cache-Control': 'max-age=60',
          'X-Content-Type-Options': 'nosniff',
          Vary: 'Origin',
        },
        body: '{"a":1}',
      },
    );
  });

  it('leaves text as it stands', () => {
    expect(toProxyResult({ statusCode: 200, body: '{ "a": 1 }' }, {}).body).toBe('{ "a": 1 }');
  });
});
