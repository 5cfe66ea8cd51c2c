import type { RoleDefinition } from '../../../local/application';
import { checkAccess } from '../../../local/iam/access';
import { createRoleCredentials } from '../../../local/iam/credentials';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/shop';

function role(members: Partial<RoleDefinition> = {}): RoleDefinition {
  return {
    address: 'aws_iam_role.r',
    name: 'r',
    arn: 'arn:aws:iam::000000000000:role/r',
    policies: [],
    managedPolicyArns: [],
    ...members,
  };
}

const managed = (name: string) => role({ managedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });

describe('checkAccess', () => {
  const noPolicy = 'because no identity-based policy allows the dynamodb:GetItem action';
  it.each([
    ['no policy', role(), noPolicy],
    ['a managed policy that allows', managed('AmazonDynamoDBReadOnlyAccess'), ''],
    [
      'a managed policy of another service',
      managed('service-role/AWSLambdaBasicExecutionRole'),
      noPolicy,
    ],
    [
      'a managed policy that nobody knows here',
      managed('Mine'),
      `${noPolicy} (what arn:aws:iam::aws:policy/Mine allows is not known on this laptop)`,
    ],
    [
      'a managed policy of the account',
      role({ managedPolicyArns: ['arn:aws:iam::000000000000:policy/AdministratorAccess'] }),
      `${noPolicy} (what arn:aws:iam::000000000000:policy/AdministratorAccess allows is not known on this laptop)`,
    ],
    [
      'a deny beside an administrator',
      {
        ...managed('AdministratorAccess'),
        policies: ['{"Statement":{"Effect":"Deny","Action":"dynamodb:*","Resource":"*"}}'],
      },
      'with an explicit deny in an identity-based policy',
    ],
  ])('of a role with %s', (_what, definition, reason) => {
    expect(checkAccess(definition, 'dynamodb:GetItem', TABLE)).toEqual({
      allowed: reason === '',
      reason,
    });
  });

  it('refuses when a policy cannot be read, and names the role', () => {
    const { allowed, reason } = checkAccess(role({ policies: ['{'] }), 'dynamodb:GetItem', TABLE);
    expect(allowed).toBe(false);
    expect(reason).toMatch(/^because a policy of aws_iam_role\.r cannot be read: /);
  });
});

describe('createRoleCredentials', () => {
  it('gives a role the same credentials each time, and each role others', () => {
    const roles = createRoleCredentials();
    const first = roles.for(role());
    expect(roles.for(role())).toEqual(first);
    expect(roles.for(role({ arn: 'arn:aws:iam::000000000000:role/other' }))).not.toEqual(first);
    expect(createRoleCredentials().for(role())).not.toEqual(first);
    expect(first.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });

  it('knows the newest definition of a role', () => {
    const roles = createRoleCredentials();
    const { accessKeyId } = roles.for(role());
    roles.for(role({ policies: ['{}'] }));
    expect(roles.roleOf(accessKeyId)).toEqual(role({ policies: ['{}'] }));
  });

  it('tells a function of which no role is known from a key of someone else', () => {
    const roles = createRoleCredentials();
    expect(roles.roleOf(roles.for(undefined).accessKeyId)).toBe('unknown-function');
    expect(roles.roleOf('AKIAIOSFODNN7EXAMPLE')).toBeUndefined();
  });

  it('verifies the session token with its own key alone', () => {
    const roles = createRoleCredentials();
    const one = roles.for(role());
    const other = roles.for(undefined);
    expect(roles.verify(one.accessKeyId, one.sessionToken)).toBe(true);
    expect(roles.verify(one.accessKeyId, other.sessionToken)).toBe(false);
    expect(roles.verify(one.accessKeyId, undefined)).toBe(false);
    expect(roles.verify('laptop', one.sessionToken)).toBe(false);
  });
});
