import { mayHaveSecrets, refusal, type Arrival } from '../../../local/console/admission';

const ARRIVAL: Arrival = {
  host: '127.0.0.1:3000',
  fetchSite: undefined,
  localAddress: '127.0.0.1',
  remoteAddress: '127.0.0.1',
};
const DEFAULT_HOST = { host: '127.0.0.1', isPage: false };

describe('who may see the console', () => {
  test.each([
    ['127.0.0.1:3000', '127.0.0.1'],
    ['localhost:3000', '127.0.0.1'],
    ['LOCALHOST:3000', '127.0.0.1'],
    ['localhost', '127.0.0.1'],
    ['[::1]:3000', '::1'],
    ['127.0.0.1:3000', '::ffff:127.0.0.1'],
    // By the address that the connection came to, when it listens on all of them.
    ['192.0.2.7:3000', '192.0.2.7'],
    ['192.0.2.7:3000', '::ffff:192.0.2.7'],
    ['[2001:db8::7]:3000', '2001:db8::7'],
  ])('host %s at the address %s is let in', (host, localAddress) => {
    expect(refusal({ ...ARRIVAL, host, localAddress }, DEFAULT_HOST)).toBeUndefined();
  });

  test.each([
    'evil.example:3000',
    'evil.example',
    '127.0.0.1.evil.example:3000',
    'localhost.evil.example',
    '192.0.2.7:3000',
    '',
    undefined,
  ])('host %s is refused', (host) => {
    expect(refusal({ ...ARRIVAL, host }, DEFAULT_HOST)).toMatch(/is not this machine's address/);
  });

  it('is let in by the name that the server was told to listen on', () => {
    const arrival = { ...ARRIVAL, host: 'laptop.example:3000' };
    expect(refusal(arrival, { host: 'laptop.example', isPage: false })).toBeUndefined();
  });

  test.each([
    ['same-origin', false, true],
    ['none', false, true],
    [undefined, false, true],
    ['same-site', false, false],
    ['cross-site', false, false],
    // Any site may link to the page itself, which tells nothing.
    ['cross-site', true, true],
  ])('a request from a page that is %s (the page itself: %s) is let in: %s', (...row) => {
    const [fetchSite, isPage, isLetIn] = row;
    const reason = refusal({ ...ARRIVAL, fetchSite }, { ...DEFAULT_HOST, isPage });
    expect(reason === undefined).toBe(isLetIn);
  });

  test.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['192.0.2.7', false],
    ['::ffff:192.0.2.7', false],
    [undefined, false],
  ])('a client at %s may have keys and tokens: %s', (remoteAddress, expected) => {
    expect(mayHaveSecrets({ ...ARRIVAL, remoteAddress })).toBe(expected);
  });
});
