import { deployPolicies } from '../../../modules/bootstrap/deploy-policy';
import type { PolicyDocument } from '../../../modules/bootstrap/policy-statement';
import { limitOf } from '../../../modules/quotas';
import { decide, DEV, edgeOf, PROD, roleOf, STRANGER, type Owner } from './helpers/owners';
import { NOBODYS, RIGHTS, SHARED_BY_STAGES, TOLD_BY_STAGE_ALONE } from './helpers/rights';

const OWNERS = [DEV, PROD];
const IAM_POLICY_CHARACTERS = limitOf('managed-policy');
const IAM_POLICIES_OF_A_ROLE = 10;

function policiesOf(owner: Owner): readonly PolicyDocument[] {
  return Object.values(deployPolicies(roleOf(owner)));
}

/** A role's policies with one statement taken out. */
function without(owner: Owner, name: string, sid: string): readonly PolicyDocument[] {
  return Object.entries(deployPolicies(roleOf(owner))).map(([one, { Version, Statement }]) => ({
    Version,
    Statement: one === name ? Statement.filter(({ Sid }) => Sid !== sid) : Statement,
  }));
}

function isOf(owner: Owner, sid: string): boolean {
  return owner.stage !== 'prod' || sid !== 'TableGone';
}

const STATEMENTS = Object.entries(deployPolicies(roleOf(DEV))).flatMap(([name, { Statement }]) =>
  Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Sid }) => [name, Sid] as const),
);

describe('each statement of a deploy role', () => {
  it('has requests that it is there for, and no request is without one', () => {
    const rows = Object.entries(RIGHTS).flatMap(([name, rights]) =>
      Object.keys(rights).map((sid) => `${name} ${sid}`),
    );
    expect(STATEMENTS.map((one) => one.join(' ')).sort()).toEqual(rows.sort());
  });

  it.each(STATEMENTS)("%s %s: lets the owner's own through", (name, sid) => {
    for (const owner of OWNERS.filter((one) => isOf(one, sid))) {
      for (const request of RIGHTS[name]?.[sid]?.(owner) ?? []) {
        expect([owner.stage, request, decide(policiesOf(owner), request)]).toEqual([
          owner.stage,
          request,
          'allow',
        ]);
      }
    }
  });

  it.each(STATEMENTS)('%s %s: is what lets it through', (name, sid) => {
    for (const request of RIGHTS[name]?.[sid]?.(DEV) ?? []) {
      expect([request, decide(without(DEV, name, sid), request)]).not.toEqual([request, 'allow']);
    }
  });

  it.each(STATEMENTS.filter(([, sid]) => !SHARED_BY_STAGES.has(sid) && !NOBODYS.has(sid)))(
    "%s %s: refuses the other stage's",
    (name, sid) => {
      for (const [who, whose] of [
        [DEV, PROD],
        [PROD, DEV],
      ] as const) {
        for (const request of RIGHTS[name]?.[sid]?.(whose) ?? []) {
          expect([who.stage, request, decide(policiesOf(who), request)]).not.toEqual([
            who.stage,
            request,
            'allow',
          ]);
        }
      }
    },
  );

  it.each(STATEMENTS.filter(([, sid]) => !NOBODYS.has(sid) && !TOLD_BY_STAGE_ALONE.has(sid)))(
    "%s %s: refuses somebody else's",
    (name, sid) => {
      for (const request of RIGHTS[name]?.[sid]?.(STRANGER) ?? []) {
        expect([request, decide(policiesOf(DEV), request)]).not.toEqual([request, 'allow']);
      }
    },
  );
});

describe('the policies of a deploy role', () => {
  it.each(OWNERS)('are such as IAM takes: $stage', (owner) => {
    const policies = Object.values(
      deployPolicies({
        ...roleOf(owner),
        account: { region: 'ap-southeast-2', accountId: '123456789012' },
        domain: {
          domainName: `${'long-name.'.repeat(6)}example.com`,
          hostedZoneId: 'Z'.repeat(32),
        },
      }),
    );
    expect(policies.length).toBeLessThanOrEqual(IAM_POLICIES_OF_A_ROLE);
    for (const policy of policies) {
      expect(JSON.stringify(policy).length).toBeLessThanOrEqual(IAM_POLICY_CHARACTERS);
      const sids = policy.Statement.map(({ Sid }) => Sid);
      expect(new Set(sids).size).toBe(sids.length);
    }
  });

  it('name every action in full', () => {
    const actions = policiesOf(DEV).flatMap(({ Statement }) =>
      Statement.flatMap(({ Action }) => Action),
    );
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('have no rights at the edge where the stage has none', () => {
    const { edge, ...rest } = deployPolicies({
      ...roleOf(DEV),
      domain: undefined,
      webAclArn: undefined,
      kmsKey: undefined,
    });
    expect(edge).toBeUndefined();
    expect(JSON.stringify(rest)).not.toContain(edgeOf(DEV).kmsKey.arn);
  });

  it('are of the partition of their Region', () => {
    const text = JSON.stringify(
      deployPolicies({
        ...roleOf(DEV),
        account: { region: 'cn-north-1', accountId: '123456789012' },
        webAclArn: undefined,
        kmsKey: undefined,
        stateBucketArn: 'arn:aws-cn:s3:::states',
        artifactBucketArn: 'arn:aws-cn:s3:::artifacts',
      }),
    );
    expect(text).not.toMatch(/arn(:|%3A)aws(:|%3A)/);
  });
});
