import { reviewPlans } from '../../../../scripts/plan-review';
import { planOf } from '../helpers';

const ACCOUNT = '123456789012';

/** The dangers of a policy or a role that the bootstrap makes. */
function dangersOf(type: string, after: object, accountId?: string): readonly string[] {
  const plan = planOf({ actions: ['create'], before: null, after }, { type });
  const known = accountId === undefined ? {} : { accountId };
  return reviewPlans([{ stack: 'gatehouse-bootstrap', plan, ...known }]).dangers.map(
    ({ rule }) => rule,
  );
}

function ofPolicy(Action: string, Resource: string, Condition?: object): readonly string[] {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) }],
  });
  return dangersOf(
    'aws_iam_policy',
    { name: 'gatehouse-deploy-dev-data-us-east-1', policy },
    ACCOUNT,
  );
}

const TAG = { StringEquals: { 'aws:ResourceTag/stage': 'dev' } };

describe('a policy that the bootstrap makes for dev', () => {
  it.each([
    ['what is named for dev', 'lambda:GetFunction', `arn:aws:lambda:r:${ACCOUNT}:function:g-dev-*`],
    ['what is tagged', 'kms:DescribeKey', `arn:aws:kms:r:${ACCOUNT}:key/*`, TAG],
    ['what AWS grants on everything only', 'logs:PutQueryDefinition', '*'],
  ])('is silent about %s', (...[, action, resource, condition]) => {
    expect(ofPolicy(action, resource, condition)).toStrictEqual([]);
  });

  it.each([
    ['prod', 'lambda:GetFunction', `arn:aws:lambda:r:${ACCOUNT}:function:g-prod-*`],
    ['every table', 'dynamodb:DeleteTable', `arn:aws:dynamodb:r:${ACCOUNT}:table/*`],
    ['everything', 'lambda:GetFunction', '*'],
    ['any tag', 'kms:Decrypt', '*', { StringEquals: { 'aws:ResourceTag/stage': '*' } }],
    ['the logs of all', 'logs:FilterLogEvents', `arn:aws:logs:r:${ACCOUNT}:log-group:*`],
  ])('is dangerous when it reaches %s', (...[, action, resource, condition]) => {
    expect(ofPolicy(action, resource, condition)).toStrictEqual(['iam-wildcard-resource']);
  });
});

describe('a role that the bootstrap makes', () => {
  const after = {
    name: 'gatehouse-deploy-dev',
    assume_role_policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        },
      ],
    }),
  };

  it('may be taken by who is of the account that is planned for, and by nobody else', () => {
    expect(dangersOf('aws_iam_role', after, ACCOUNT)).toStrictEqual([]);
    expect(dangersOf('aws_iam_role', after, '999999999999')).toContain('iam-outsiders-trusted');
    expect(dangersOf('aws_iam_role', after)).toContain('iam-outsiders-trusted');
  });
});
