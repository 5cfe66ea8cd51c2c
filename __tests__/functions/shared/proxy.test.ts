import { answerProxyEvent, headerOf, isProxyEvent } from '../../../functions/shared/proxy';
import { HttpError } from '../../../functions/shared/response';
import { proxyEvent } from '../../helpers/proxy-event';

const SECRET = 'marked-secret-0a2b';

let lines: string;

beforeEach(() => {
  lines = '';
  for (const level of ['info', 'warn', 'error'] as const) {
    jest.spyOn(console, level).mockImplementation((...said: unknown[]) => {
      lines += JSON.stringify([level, ...said]);
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('answerProxyEvent', () => {
  const failing = (error: Error) =>
    answerProxyEvent(proxyEvent({ headers: { Authorization: SECRET }, body: SECRET }), () =>
      Promise.reject(error),
    );

  it('shows an HttpError as it is', async () => {
    const error = new HttpError(418, 'Short and stout', { headers: { Allow: 'TEA' } });
    expect(await failing(error)).toMatchObject({
      statusCode: 418,
      headers: { Allow: 'TEA', 'Content-Type': 'application/json' },
      body: '{"message":"Short and stout"}',
    });
    expect(lines).toMatch(/^\["info",.*refused.*418/);
  });

  it('logs the kind of cause of an error that is ours, and never shows it', async () => {
    const answer = await failing(new HttpError(503, 'Later', { cause: new TypeError(SECRET) }));
    expect(answer.body).toBe('{"message":"Later"}');
    expect(lines).toMatch(/^\["warn",.*refused.*TypeError/);
    expect(lines).not.toContain(SECRET);
  });

  it('shows any other error as a bare 500, and logs it', async () => {
    const answer = await failing(new TypeError('arn:aws:dynamodb:::table/x is not a function'));
    expect(answer).toMatchObject({ statusCode: 500, body: '{"message":"Internal server error"}' });
    expect(lines).toMatch(/^\["error",.*failed.*TypeError.*is not a function/);
    expect(lines).not.toContain(SECRET);
  });
});

describe('headerOf', () => {
  it.each(['content-type', 'Content-Type', 'CONTENT-TYPE'])('finds %s', (name) => {
    expect(headerOf(proxyEvent({ headers: { [name]: 'a/b' } }), 'content-type')).toBe('a/b');
  });

  it('finds nothing among no headers', () => {
    const event = { ...proxyEvent(), headers: null } as unknown as ReturnType<typeof proxyEvent>;
    expect(headerOf(event, 'origin')).toBeUndefined();
  });
});

describe('isProxyEvent', () => {
  it.each<[unknown, boolean]>([
    [proxyEvent(), true],
    [{ httpMethod: 'GET', requestContext: null }, false],
    [{ httpMethod: 'GET' }, false],
    [{ httpMethod: 7, requestContext: {} }, false],
    [{ requestContext: {} }, false],
    [null, false],
    ['GET', false],
  ])('row %#', (event, expected) => {
    expect(isProxyEvent(event)).toBe(expected);
  });
});
