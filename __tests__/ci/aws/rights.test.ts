import type { Call, Members } from '../../../.ci/aws/call';
import type { Caller } from '../../../.ci/aws/rights/callers';
import { lacking } from '../../../.ci/aws/rights/decide';
import type { Demand } from '../../../.ci/aws/rights/demand';
import { demandsOf } from '../../../.ci/aws/rights/demands';
import { createJudge } from '../../../.ci/aws/rights/judge';
import { checkAgainstReference } from '../../../.ci/aws/rights/reference';
import { fakeEmulator, jsonCall, queryCall, restCall, type Holdings } from './fake-account';

const ROLE: Caller = {
  kind: 'role',
  arn: 'arn:aws:sts::123456789012:assumed-role/deployer/lane',
  name: 'deployer',
  sessionPolicy: undefined,
};
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/k';

async function demanded(
  call: Call,
  holdings: Holdings = {},
): Promise<readonly string[] | undefined> {
  const demands = await demandsOf(call, fakeEmulator(holdings));
  return demands?.map(({ action, resources }) =>
    `${action} ${Object.values(resources).join(' ')}`.trim(),
  );
}

describe('what a call demands', () => {
  test('an alias: the right on it and on its key', async () => {
    const call = jsonCall('kms', 'T.CreateAlias', { AliasName: 'alias/a', TargetKeyId: 'k' });
    expect(await demanded(call)).toEqual([
      `kms:CreateAlias arn:aws:kms:us-east-1:123456789012:alias/a ${KEY}`,
    ]);
  });

  test('taking away an alias: the right on the key that it names', async () => {
    const aliases = { ListAliases: { Aliases: [{ AliasName: 'alias/a', TargetKeyId: 'k' }] } };
    const call = jsonCall('kms', 'T.DeleteAlias', { AliasName: 'alias/a' });
    expect(await demanded(call, { json: aliases })).toEqual([
      `kms:DeleteAlias arn:aws:kms:us-east-1:123456789012:alias/a ${KEY}`,
    ]);
  });

  test('a key by its alias: the right on the key', async () => {
    const aliases = { ListAliases: { Aliases: [{ AliasName: 'alias/a', TargetKeyId: 'k' }] } };
    const call = jsonCall('kms', 'T.DescribeKey', { KeyId: 'alias/a' });
    expect(await demanded(call, { json: aliases })).toEqual([`kms:DescribeKey ${KEY}`]);
  });

  test('a function: its role handed to Lambda, its zip read, its tags', async () => {
    const call = restCall('lambda', 'POST /2015-03-31/functions', {
      FunctionName: 'f',
      Role: 'arn:aws:iam::123456789012:role/f',
      Code: { S3Bucket: 'zips', S3Key: 'f.zip' },
      Tags: { stage: 'dev' },
    });
    expect(await demanded(call)).toEqual([
      'lambda:CreateFunction arn:aws:lambda:us-east-1:123456789012:function:f',
      'lambda:TagResource arn:aws:lambda:us-east-1:123456789012:function:f',
      'iam:PassRole arn:aws:iam::123456789012:role/f',
      's3:GetObject arn:aws:s3:::zips/f.zip',
    ]);
  });

  test('a tagged API: the tags of something whose id is not known', async () => {
    const call = restCall('apigateway', 'POST /restapis', { tags: { project: 'p' } });
    expect(await demanded(call)).toEqual([
      'apigateway:POST arn:aws:apigateway:us-east-1::/restapis',
      'apigateway:PUT arn:aws:apigateway:us-east-1::/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F*',
    ]);
  });

  test("the account's first domain name: the service-linked role, and no longer when it is there", async () => {
    const call = restCall('apigateway', 'POST /domainnames', { domainName: 'a.example.com' });
    expect(await demanded(call)).toContainEqual(
      expect.stringContaining('iam:CreateServiceLinkedRole'),
    );
    const there = { query: { 'GetRole AWSServiceRoleForAPIGateway': '<Role/>' } };
    expect(await demanded(call, there)).toHaveLength(1);
  });

  test.each(['k', KEY])(
    'a table with a key of ours, %s: what DynamoDB does with it',
    async (given) => {
      const call = jsonCall('dynamodb', 'D.CreateTable', {
        TableName: 't',
        SSESpecification: { KMSMasterKeyId: given },
      });
      expect(await demanded(call)).toEqual(
        expect.arrayContaining([`kms:CreateGrant ${KEY}`, `kms:ReEncryptTo ${KEY}`]),
      );
    },
  );

  test('a web ACL: both ends, and API Gateway itself', async () => {
    const stage = 'arn:aws:apigateway:us-east-1::/restapis/a/stages/dev';
    const call = jsonCall('wafv2', 'W.AssociateWebACL', {
      WebACLArn: 'arn:acl',
      ResourceArn: stage,
    });
    expect(await demanded(call)).toEqual([
      `wafv2:AssociateWebACL ${stage} arn:acl`,
      `apigateway:SetWebACL ${stage}`,
    ]);
  });

  test('a log group is named with a stream, and its tags without', async () => {
    const call = jsonCall('logs', 'L.CreateLogGroup', {
      logGroupName: '/g',
      tags: { stage: 'dev' },
    });
    expect(await demanded(call)).toEqual([
      'logs:CreateLogGroup arn:aws:logs:us-east-1:123456789012:log-group:/g:log-stream:',
      'logs:TagResource arn:aws:logs:us-east-1:123456789012:log-group:/g',
    ]);
  });

  test.each<[string, Call, Record<string, unknown>]>([
    [
      'the boundary that a new role gets',
      queryCall('iam', { Action: 'CreateRole', RoleName: 'r', PermissionsBoundary: 'arn:b' }),
      { 'iam:PermissionsBoundary': 'arn:b' },
    ],
    [
      'the boundary that a role has',
      queryCall('iam', { Action: 'PutRolePolicy', RoleName: 'r' }),
      { 'iam:PermissionsBoundary': 'arn:had' },
    ],
    [
      'the prefix of a list',
      restCall('s3', 'GET /b?list-type=2&prefix=a%2F'),
      { 's3:prefix': 'a/' },
    ],
    [
      'the stage of a deployment',
      restCall('apigateway', 'POST /restapis/a/deployments', { stageName: 'prod' }),
      { 'apigateway:Request/StageName': 'prod' },
    ],
    [
      'tags',
      jsonCall('kms', 'T.CreateKey', { Tags: [{ TagKey: 'stage', TagValue: 'dev' }] }),
      { 'aws:RequestTag/stage': 'dev', 'aws:TagKeys': ['stage'] },
    ],
  ])('fills %s', async (_, call, context) => {
    const role = { 'GetRole r': '<PermissionsBoundaryArn>arn:had</PermissionsBoundaryArn>' };
    const [first] = (await demandsOf(call, fakeEmulator({ query: role }))) ?? [];
    expect(first?.context).toMatchObject(context);
  });

  test('an operation that is not known demands nothing that could be allowed', async () => {
    expect(
      await demanded(restCall('lambda', 'POST /2015-03-31/event-source-mappings')),
    ).toBeUndefined();
  });

  test("an action without one of the resources that AWS's data requires is a mistake of ours", async () => {
    const half: Demand = { action: 'kms:CreateAlias', resources: { alias: 'a' }, context: {} };
    await expect(checkAgainstReference(half)).rejects.toThrow('kms:CreateAlias needs a key');
    await expect(checkAgainstReference({ ...half, action: 'kms:Invent' })).rejects.toThrow(
      'there is no action',
    );
  });
});

describe('who may', () => {
  const demand: Demand = {
    action: 's3:GetObject',
    resources: { object: 'arn:aws:s3:::b/k' },
    context: {},
  };
  const everything = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  const nothingHere = { Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
  const elsewhere = { Statement: { Effect: 'Allow', Action: 'iam:*', Resource: '*' } };

  test.each([
    ['its policy allows it', { identity: [everything] }, undefined],
    [
      'no policy speaks of it',
      { identity: [elsewhere] },
      'because no identity-based policy allows the s3:GetObject action',
    ],
    [
      'another policy denies it',
      { identity: [everything, nothingHere] },
      'with an explicit deny in an identity-based policy',
    ],
    [
      'its boundary does not allow it',
      { identity: [everything], boundary: elsewhere },
      'because no permissions boundary allows the s3:GetObject action',
    ],
    [
      "its session's policy does not allow it",
      { identity: [everything], session: elsewhere },
      'because no session policy allows the s3:GetObject action',
    ],
    [
      'all three allow it',
      { identity: [everything], boundary: everything, session: everything },
      undefined,
    ],
  ])('%s', (_, documents, reason) => {
    expect(lacking(documents, demand)?.reason).toBe(reason);
  });

  test('one of two resources is not enough', () => {
    const aliasOnly = {
      Statement: { Effect: 'Allow', Action: 'kms:CreateAlias', Resource: '*:alias/*' },
    };
    const both: Demand = {
      action: 'kms:CreateAlias',
      resources: { alias: 'arn:alias/a', key: KEY },
      context: {},
    };
    expect(lacking({ identity: [aliasOnly] }, both)?.resource).toBe(KEY);
  });
});

describe('the judge', () => {
  const document = (Action: string, Condition?: unknown): string =>
    JSON.stringify({ Statement: { Effect: 'Allow', Action, Resource: '*', Condition } });
  const withPolicy = (policy: string): Record<string, string> => ({
    'ListRolePolicies deployer': '<member>p</member>',
    'GetRolePolicy p': `<PolicyDocument>${encodeURIComponent(policy)}</PolicyDocument>`,
    'GetRole deployer': '<Role/>',
  });
  const describeKey = jsonCall('kms', 'T.DescribeKey', { KeyId: 'k' });

  test.each([
    ['dev', undefined],
    ['prod', KEY],
  ])('a key with the tag stage=%s', async (stage, lacks) => {
    const policy = document('kms:*', { StringEquals: { 'aws:ResourceTag/stage': 'dev' } });
    const tags = { ListResourceTags: { Tags: [{ TagKey: 'stage', TagValue: stage }] } };
    const judge = createJudge(fakeEmulator({ query: withPolicy(policy), json: tags }));
    expect((await judge.judge(ROLE, describeKey)).lacking?.resource).toBe(lacks);
  });

  test('tags are asked for once, and again after a call that may have changed them', async () => {
    const policy = document('kms:*', { StringEquals: { 'aws:ResourceTag/stage': 'dev' } });
    const json: Record<string, Members> = {
      ListResourceTags: { Tags: [{ TagKey: 'stage', TagValue: 'dev' }] },
    };
    const judge = createJudge(fakeEmulator({ query: withPolicy(policy), json }));
    const may = async (): Promise<boolean> =>
      (await judge.judge(ROLE, describeKey)).lacking === undefined;
    expect(await may()).toBe(true);
    json['ListResourceTags'] = { Tags: [] };
    judge.done(describeKey);
    expect(await may()).toBe(true);
    judge.done(jsonCall('kms', 'T.UntagResource', { KeyId: 'k', TagKeys: ['stage'] }));
    expect(await may()).toBe(false);
  });

  test("what lies below an API has the API's tags, a stage its own on top", async () => {
    const policy = document('apigateway:*', { StringEquals: { 'aws:ResourceTag/stage': 'dev' } });
    const rest = {
      '/restapis/a': { tags: { stage: 'none' } },
      '/restapis/a/stages/dev': { tags: { stage: 'dev' } },
    };
    const judge = createJudge(fakeEmulator({ query: withPolicy(policy), rest }));
    const may = async (line: string): Promise<boolean> =>
      (await judge.judge(ROLE, restCall('apigateway', line))).lacking === undefined;
    expect(await may('GET /restapis/a/stages/dev')).toBe(true);
    expect(await may('GET /restapis/a/resources')).toBe(false);
  });

  test('a change in IAM counts at once', async () => {
    const query = withPolicy(document('kms:*'));
    const judge = createJudge(fakeEmulator({ query }));
    const lacks = async (): Promise<string | undefined> =>
      (await judge.judge(ROLE, describeKey)).lacking?.action;
    expect(await lacks()).toBeUndefined();
    query['GetRolePolicy p'] = `<PolicyDocument>${document('s3:*')}</PolicyDocument>`;
    judge.done(queryCall('iam', { Action: 'PutRolePolicy', RoleName: 'deployer' }));
    expect(await lacks()).toBe('kms:DescribeKey');
  });

  test('a call that the proxy does not know is refused to a role, and not to the administrator', async () => {
    const judge = createJudge(fakeEmulator({ query: withPolicy(document('*')) }));
    const unknown = restCall('lambda', 'POST /2015-03-31/event-source-mappings');
    expect((await judge.judge(ROLE, unknown)).lacking?.reason).toContain('does not know');
    expect(await judge.judge({ kind: 'administrator', arn: 'administrator' }, unknown)).toEqual({
      demands: [],
    });
  });

  test('a role is taken by whom it trusts, whatever else they may', async () => {
    const trust = (who: string): string =>
      `<AssumeRolePolicyDocument>${JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: who } } })}</AssumeRolePolicyDocument>`;
    const query = {
      'ListUserPolicies ': '<member>p</member>',
      'GetUserPolicy p': `<PolicyDocument>${document('sts:AssumeRole')}</PolicyDocument>`,
      'GetRole dev': trust('arn:aws:iam::123456789012:user/ci-dev'),
      'GetRole prod': trust('arn:aws:iam::123456789012:user/ci-prod'),
    };
    const judge = createJudge(fakeEmulator({ query }));
    const user: Caller = {
      kind: 'user',
      arn: 'arn:aws:iam::123456789012:user/ci-dev',
      name: 'ci-dev',
    };
    const take = async (role: string): Promise<string | undefined> =>
      (
        await judge.judge(
          user,
          queryCall('sts', {
            Action: 'AssumeRole',
            RoleArn: `arn:aws:iam::123456789012:role/${role}`,
          }),
        )
      ).lacking?.reason;
    expect(await take('dev')).toBeUndefined();
    expect(await take('prod')).toBe('because its trust policy does not allow it');
  });
});
