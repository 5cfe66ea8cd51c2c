import { reviewPlans } from '../../../../scripts/plan-review';
import { planOf } from '../helpers';

const ACCOUNT = '111122223333';
const OWNER = {
  Effect: 'Allow',
  Action: 'kms:*',
  Resource: '*',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
};

const identity = (accountId: string): object => ({
  prior_state: {
    values: {
      root_module: {
        resources: [
          { mode: 'data', type: 'aws_caller_identity', values: { account_id: accountId } },
        ],
      },
    },
  },
});

/** The dangers of a new resource with a policy of one statement. */
function dangersOf(statement: object, type = 'aws_kms_key', known = identity(ACCOUNT)): string {
  const policy = JSON.stringify({ Statement: [statement] });
  const change = { actions: ['create'], before: null, after: { policy } };
  const plan = { ...planOf(change, { type }), ...known };
  const { dangers } = reviewPlans([{ stack: 'gatehouse-prod', plan }]);
  return dangers.map(({ rule }) => rule).join(' ');
}

describe("a key's policy", () => {
  it.each(['aws', 'aws-cn', 'aws-us-gov'])('may give the key to its own account in %s', (one) => {
    const Principal = { AWS: `arn:${one}:iam::${ACCOUNT}:root` };
    expect(dangersOf({ ...OWNER, Principal })).toBe('');
    expect(dangersOf({ ...OWNER, Principal }, 'aws_kms_key_policy')).toBe('');
  });

  it.each<readonly [what: string, statement: object]>([
    ['another account', { Principal: { AWS: 'arn:aws:iam::444455556666:root' } }],
    ['a role of the account', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/admin` } }],
    ['a service', { Principal: { Service: 'logs.amazonaws.com' } }],
    ['a part of the actions by a pattern', { Action: 'kms:Generate*' }],
    ['every action of every service', { Action: '*' }],
    ['an account beside its own', { Principal: { AWS: [OWNER.Principal.AWS, '444455556666'] } }],
  ])('may not give %s actions by a pattern', (_what, change) => {
    expect(dangersOf({ ...OWNER, ...change })).toContain('iam-wildcard-action');
  });

  it('may not when the plan does not tell whose account it is', () => {
    expect(dangersOf(OWNER, 'aws_kms_key', {})).toBe('foreign-account iam-wildcard-action');
  });

  it('is the only one that may', () => {
    expect(dangersOf(OWNER, 'aws_s3_bucket_policy')).toContain('iam-wildcard-action');
  });
});
