import { chooseTarget, explain } from '../../../scripts/operate/target';

const NOTHING = { local: false, aws: false };

test.each([
  ['nothing at all', NOTHING, {}, 'this machine (http://127.0.0.1:3000)'],
  ['a port', { ...NOTHING, port: '4000' }, {}, 'this machine (http://127.0.0.1:4000)'],
  ['a profile', NOTHING, { AWS_PROFILE: 'shop' }, 'AWS (us-east-1)'],
  ['a key', NOTHING, { AWS_ACCESS_KEY_ID: 'AKIA' }, 'AWS (us-east-1)'],
  [
    'a profile in another region',
    NOTHING,
    { AWS_PROFILE: 'shop', AWS_REGION: 'eu-west-1' },
    'AWS (eu-west-1)',
  ],
  [
    'a profile, and --local',
    { ...NOTHING, local: true },
    { AWS_PROFILE: 'shop' },
    'this machine (http://127.0.0.1:3000)',
  ],
  ['--aws', { ...NOTHING, aws: true }, {}, 'AWS (us-east-1)'],
  ['an empty profile', NOTHING, { AWS_PROFILE: '' }, 'this machine (http://127.0.0.1:3000)'],
  [
    'an endpoint',
    NOTHING,
    { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000', AWS_PROFILE: 'shop' },
    'http://127.0.0.1:5000 (AWS_ENDPOINT_URL)',
  ],
])('%s means the place that it should', (_, choice, environment, description) => {
  expect(chooseTarget(choice, environment).description).toBe(description);
});

test.each([
  ['both places', { local: true, aws: true }, {}, /give one of them/],
  ['a port of AWS', { local: false, aws: true, port: '1' }, {}, /give one of them/],
  ['no port', { ...NOTHING, port: '70000' }, {}, /--port takes a number/],
  ['no address', NOTHING, { AWS_ENDPOINT_URL: 'laptop' }, /AWS_ENDPOINT_URL takes an address/],
])('%s is refused', (_, choice, environment, message) => {
  expect(() => chooseTarget(choice, environment)).toThrow(message);
});

it("sends no credentials of AWS to this machine, and the laptop's to nobody else", () => {
  const environment = { AWS_PROFILE: 'shop', AWS_ACCESS_KEY_ID: 'AKIA' };
  const laptop = chooseTarget({ ...NOTHING, local: true }, environment);
  expect(laptop.client.credentials?.accessKeyId).toBe('laptop');
  expect(chooseTarget(NOTHING, environment).client.credentials).toBeUndefined();
});

test.each([
  [
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    /nobody answers at this machine.*npm start/,
  ],
  [Object.assign(new Error('x\ny'), { name: 'CredentialsProviderError' }), /^no AWS credentials/],
  [Object.assign(new Error('not you\nat'), { name: 'AccessDenied' }), /: AccessDenied: not you$/],
  [new Error('there is no log group'), /^there is no log group$/],
  ['text', /^text$/],
])('%s is explained in one line', (error, message) => {
  expect(explain(error, chooseTarget(NOTHING, {})).message).toMatch(message);
});
