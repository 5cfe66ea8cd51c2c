import { matches } from '../../../scripts/plan-review/policy/pattern';
import { parseGrants, widenedBy } from '../../../scripts/plan-review/policy/policy-document';

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const READ = {
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: 'arn:aws:dynamodb:::table/a',
};

function widened(before: string, after: string): readonly string[] {
  return widenedBy(parseGrants(before) ?? [], parseGrants(after) ?? []).map(
    ({ effect, action, resource, principal }) =>
      [effect, action, resource, principal].filter((part) => part !== '').join(' '),
  );
}

describe('widenedBy', () => {
  it.each([
    ['the same policy', policy(READ), policy(READ)],
    [
      'statements in another order',
      policy(READ, { ...READ, Action: 'a:B' }),
      policy({ ...READ, Action: 'a:B' }, READ),
    ],
    ['a list of one instead of a text', policy(READ), policy({ ...READ, Action: [READ.Action] })],
    ['actions in other cases', policy(READ), policy({ ...READ, Action: 'DynamoDB:getitem' })],
    ['an action that a wildcard covered', policy({ ...READ, Action: 'dynamodb:*' }), policy(READ)],
    ['a resource that a wildcard covered', policy({ ...READ, Resource: '*' }), policy(READ)],
    [
      'a condition more',
      policy(READ),
      policy({ ...READ, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    ],
    ['one statement less', policy(READ, { ...READ, Action: 'a:B' }), policy(READ)],
    ['a Deny more', policy(READ), policy(READ, { ...READ, Effect: 'Deny' })],
    ['a policy for one and no more', policy(READ), ''],
  ])('finds nothing in %s', (_what, before, after) => {
    expect(widened(before, after)).toStrictEqual([]);
  });

  it.each([
    [
      'an action more',
      policy({ ...READ, Action: ['dynamodb:GetItem', 'dynamodb:Scan'] }),
      'dynamodb:scan',
    ],
    ['a wildcard action', policy({ ...READ, Action: 'dynamodb:*' }), 'dynamodb:*'],
    ['a wildcard within an action', policy({ ...READ, Action: 'dynamodb:Get*' }), 'dynamodb:get*'],
    ['a wildcard resource', policy({ ...READ, Resource: '*' }), '*'],
    ['another resource', policy({ ...READ, Resource: 'arn:aws:dynamodb:::table/b' }), 'table/b'],
    ['a principal', policy({ ...READ, Principal: '*' }), '*'],
    [
      'all but an action',
      policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
      'all but iam:*',
    ],
  ])('finds %s', (_what, after, expected) => {
    expect(widened(policy(READ), after)).toStrictEqual([expect.stringContaining(expected)]);
  });

  it('finds a condition taken away', () => {
    const bound = policy({ ...READ, Condition: { Bool: { 'aws:SecureTransport': 'true' } } });

    expect(widened(bound, policy(READ))).toHaveLength(1);
  });

  it('finds a Deny taken away', () => {
    expect(widened(policy(READ, { ...READ, Effect: 'Deny' }), policy(READ))).toStrictEqual([
      'Deny dynamodb:getitem arn:aws:dynamodb:::table/a',
    ]);
  });
});

describe('parseGrants', () => {
  it.each(['{', 'text', '[]', '7'])('does not take %j for a policy that grants nothing', (text) => {
    expect(parseGrants(text)).toBeUndefined();
  });
});

describe('matches', () => {
  it.each([
    ['*', 'anything', true],
    ['', '', true],
    ['a:Get*', 'a:GetItem', true],
    ['a:Get*', 'a:PutItem', false],
    ['a*b*c', 'axxbyyc', true],
    ['a*b*c', 'axxbyy', false],
    ['a?c', 'abc', true],
    ['a?c', 'a*c', false],
    ['abc', 'a*', false],
    ['a*', '*', false],
  ])('%s covers %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});
