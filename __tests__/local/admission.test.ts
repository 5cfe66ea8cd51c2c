import { isFromThisMachine, isLoopback, refusal, type Arrival } from '../../local/admission';

const ARRIVAL: Arrival = {
  host: '127.0.0.1:3000',
  origin: undefined,
  fetchSite: undefined,
  localAddress: '127.0.0.1',
  remoteAddress: '127.0.0.1',
};
const DEFAULT_HOST = { host: '127.0.0.1', isPage: false };

describe('who may see the console and call the AWS endpoint', () => {
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
    ['api.localhost:3000', '127.0.0.1'],
    ['127.0.0.2:3000', '127.0.0.2'],
  ])('host %s at the address %s is let in', (host, localAddress) => {
    expect(refusal({ ...ARRIVAL, host, localAddress }, DEFAULT_HOST)).toBeUndefined();
  });

  test.each([
    'evil.example:3000',
    'evil.example',
    '127.0.0.1.evil.example:3000',
    'localhost.evil.example',
    '127.evil.example:3000',
    '192.0.2.7:3000',
    // Means this machine to a browser, and is no address of it.
    '0.0.0.0:3000',
    '0.0.0.0',
    '[::]:3000',
    '[::ffff:192.0.2.7]:3000',
    // Whoever answers for names without a dot on a local network says where it leads.
    'gatehouse:3000',
    'localhost.',
    '',
    undefined,
  ])('host %s is refused', (host) => {
    expect(refusal({ ...ARRIVAL, host }, DEFAULT_HOST)).toMatch(/is not this machine's address/);
  });

  it.each(['0.0.0.0', '::'])('is not let in by %s, which is all addresses and no name', (host) => {
    const arrival = { ...ARRIVAL, host: host === '::' ? '[::]:3000' : '0.0.0.0:3000' };
    expect(refusal(arrival, { host, isPage: false })).toMatch(/is not this machine's address/);
  });

  it.each([
    ['http://127.0.0.1:3000', true],
    [undefined, true],
    ['http://127.0.0.1:3001', false],
    ['http://localhost:3000', false],
    ['https://127.0.0.1:3000', false],
    ['https://evil.example', false],
    ['null', false],
  ])('the origin %s is let in: %s', (origin, isLetIn) => {
    expect(refusal({ ...ARRIVAL, origin }, DEFAULT_HOST) === undefined).toBe(isLetIn);
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
    ['127.0.0.1', '127.0.0.1', true],
    ['::1', '::1', true],
    ['::ffff:127.0.0.1', '::ffff:127.0.0.1', true],
    // This machine by the address that others have for it.
    ['192.0.2.1', '192.0.2.1', true],
    ['::ffff:192.0.2.1', '192.0.2.1', true],
    ['192.0.2.7', '192.0.2.1', false],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.1', false],
    [undefined, undefined, false],
  ])(
    'a client at %s that calls %s is this machine: %s',
    (remoteAddress, localAddress, expected) => {
      expect(isFromThisMachine({ ...ARRIVAL, remoteAddress, localAddress })).toBe(expected);
    },
  );

  test.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['127.evil.example', false],
    ['192.0.2.7', false],
  ])('%s is reached by this machine alone: %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected);
  });
});
