import { parseStartOptions } from '../../../scripts/start/options';

const TOKEN = '0123456789abcdef';
const FROM_ENVIRONMENT = { GATEHOUSE_AWS_TOKEN: `${TOKEN}-of-the-environment` };

describe('the token that opens the AWS endpoint to others', () => {
  test.each([
    ['none', [], {}, undefined],
    ['of the command line', ['--aws-token', TOKEN], {}, TOKEN],
    ['of the environment', [], FROM_ENVIRONMENT, FROM_ENVIRONMENT.GATEHOUSE_AWS_TOKEN],
    ['of both: the command line', ['--aws-token', TOKEN], FROM_ENVIRONMENT, TOKEN],
  ])('is %s', (_, argv, environment, expected) => {
    expect(parseStartOptions(argv, environment)?.awsToken).toBe(expected);
  });

  test.each([
    ['too short', TOKEN.slice(1)],
    ['empty', ''],
    ['with a blank', `${TOKEN} x`],
    ['with a line end', `${TOKEN}\r\nx`],
    ['beyond ASCII', `${TOKEN}é`],
  ])('is refused when it is %s, from either place', (_, token) => {
    const refusal = '--aws-token takes 16 characters or more, without blanks';
    expect(() => parseStartOptions([`--aws-token=${token}`], {})).toThrow(refusal);
    expect(() => parseStartOptions([], { GATEHOUSE_AWS_TOKEN: token })).toThrow(refusal);
  });
});

test.each(['0.0.0.0', '::', '192.0.2.7', 'laptop.example'])(
  '--no-auth is refused at %s, which others may reach',
  (host) => {
    expect(() => parseStartOptions(['--no-auth', '--host', host], {})).toThrow(
      `--no-auth on ${host} would let anybody in`,
    );
  },
);

test.each(['127.0.0.1', 'localhost', '::1'])('--no-auth is taken at %s', (host) => {
  expect(parseStartOptions(['--no-auth', '--host', host], {})?.authorization).toBe(false);
});
