import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lacking } from '../../../.ci/aws/rights/decide';
import type { Demand } from '../../../.ci/aws/rights/demand';
import { deniedWithout, rightsIn, unneeded } from '../../../.ci/aws/rights/needed';
import { LISTED, reasonFor } from '../../../.ci/aws/rights/not-exercised';
import { deployPolicies } from '../../../modules/bootstrap/deploy-policy';
import { planPolicies } from '../../../modules/bootstrap/plan-policy';

/** What the lanes' calls demanded, role by role; made by the lanes themselves (CI_RIGHTS, .ci/emulator.sh). */
const RECORDED = join(__dirname, 'recorded');

function recorded(role: string): readonly Demand[] {
  return readdirSync(RECORDED).flatMap((file) => {
    const demands = JSON.parse(readFileSync(join(RECORDED, file), 'utf8')) as Record<
      string,
      readonly Demand[] | undefined
    >;
    return demands[`gatehouse-${role}-us-east-1`] ?? [];
  });
}

const account = { region: 'us-east-1', accountId: '123456789012' };
const common = {
  projectName: 'gatehouse',
  account,
  stateBucketArn: 'arn:aws:s3:::gatehouse-state-123456789012-us-east-1',
  artifactBucketArn: 'arn:aws:s3:::gatehouse-artifacts-123456789012-us-east-1',
};
/** As the lane that switches every setting on names them. */
const edge = {
  domain: { domainName: 'dev-api.example.com', hostedZoneId: 'ZONE' },
  webAclArn:
    'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/lane/11111111-2222-4333-8444-555555555555',
};
const POLICIES: Readonly<Record<string, readonly unknown[]>> = {
  'deploy-dev': Object.values(
    deployPolicies({
      ...common,
      ...edge,
      stageName: 'dev',
      otherStages: ['prod'],
      mayDestroy: true,
    }),
  ),
  'deploy-prod': Object.values(
    deployPolicies({ ...common, stageName: 'prod', otherStages: ['dev'], mayDestroy: false }),
  ),
  plan: Object.values(planPolicies({ ...common, stages: { dev: edge, prod: {} } })),
};

test.each(Object.keys(POLICIES))('the role %s may all that the lanes did with it', (role) => {
  const denied = recorded(role).map((demand) =>
    lacking({ identity: POLICIES[role] ?? [] }, demand),
  );
  expect(denied.filter((one) => one !== undefined)).toEqual([]);
});

// What prod's role may is written by the same lines as what dev's may; the lanes take every right of it for dev.
describe.each(['deploy-dev', 'plan'])('the role %s', (role) => {
  const documents = POLICIES[role] ?? [];
  const demands = recorded(role);

  test('taking out any right denies a call of the lanes, or the right is listed with what it is for', () => {
    const idle = unneeded(documents, demands).filter((right) => reasonFor(right) === undefined);
    expect(idle.map(({ sid, action }) => `${sid} ${action}`)).toEqual([]);
  });
});

test('no right is listed as not exercised that every role with it needs, or that no role has', () => {
  const idle = Object.entries(POLICIES).flatMap(([role, documents]) =>
    unneeded(documents, recorded(role)).map(({ sid, action }) => `${sid} ${action}`),
  );
  expect(LISTED.filter((right) => !idle.includes(right))).toEqual([]);
});

test('a right is needed when a call is denied without it, in a statement of its own or beside others', () => {
  const document = {
    Statement: [
      { Sid: 'One', Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::b/*' },
      {
        Sid: 'Two',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: 'arn:aws:s3:::b/k',
      },
      { Sid: 'Never', Effect: 'Deny', Action: ['s3:DeleteObject'], Resource: '*' },
    ],
  };
  const get: Demand = {
    action: 's3:GetObject',
    resources: { object: 'arn:aws:s3:::b/other' },
    context: {},
  };
  expect(rightsIn([document])).toHaveLength(3);
  expect(deniedWithout([document], { sid: 'One', action: 's3:GetObject' }, [get])).toBe(get);
  expect(unneeded([document], [get])).toEqual([
    { sid: 'Two', action: 's3:GetObject' },
    { sid: 'Two', action: 's3:PutObject' },
  ]);
});
