import { planPolicies } from '../../../modules/bootstrap/plan-policy';
import { policyArgument } from '../../../modules/bootstrap/policy-statement';
import { limitOf } from '../../../modules/quotas';
import {
  arn,
  decide,
  DEV,
  edgeOf,
  gateway,
  PROD,
  roleOf,
  STRANGER,
  tagged,
  type Owner,
  type Request,
  type Row,
} from './helpers/owners';

const POLICIES = Object.values(
  planPolicies({ ...roleOf(DEV), stages: { dev: edgeOf(DEV), prod: edgeOf(PROD) } }),
);
const IAM_POLICY_CHARACTERS = limitOf('managed-policy');
const API = '/restapis/a1b2c3d4e5';
/** What changes nothing; `AssumeRole` and `Invoke` do not begin so. */
const READS = /^[a-z0-9-]+:(Get|List|Describe)[A-Za-z]*$|^apigateway:GET$/;

const reads = ({ project, stage }: Owner): readonly Request[] => [
  ['s3:GetObject', `arn:aws:s3:::states/${project}/${project}-${stage}.tfstate`],
  ['apigateway:GET', gateway(`${API}/stages/${stage}`), tagged({ project, stage })],
  ['apigateway:GET', gateway('/apikeys/k1'), tagged({ project, stage })],
  ['apigateway:GET', gateway(`/domainnames/${edgeOf({ project, stage }).domain.domainName}`)],
  ['lambda:GetAlias', arn('lambda', `function:${project}-${stage}-items:live`)],
  ['iam:GetRolePolicy', `arn:aws:iam::123456789012:role/${project}-${stage}-items-eu-west-1`],
  ['dynamodb:DescribeTable', arn('dynamodb', `table/${project}-${stage}-items`)],
  ['kms:GetKeyPolicy', arn('kms', 'key/0a1b'), tagged({ project, stage })],
  ['cloudwatch:DescribeAlarms', arn('cloudwatch', `alarm:${project}-${stage}-errors`)],
  ['wafv2:GetWebACL', edgeOf({ project, stage }).webAclArn],
];

describe('the role that only reads', () => {
  it.each([DEV, PROD])('reads what a plan of $stage compares with', (owner) => {
    for (const request of reads(owner)) {
      expect([request, decide(POLICIES, request)]).toEqual([request, 'allow']);
    }
  });

  it('asks whether API Gateway may write logs', () => {
    expect(decide(POLICIES, ['apigateway:GET', gateway('/account')])).toBe('allow');
  });

  it("reads nothing of somebody else's", () => {
    for (const request of reads(STRANGER)) {
      expect([request, decide(POLICIES, request)]).not.toEqual([request, 'allow']);
    }
  });

  it('has no action that changes anything, nor one that reads items or logs', () => {
    const actions = POLICIES.flatMap(({ Statement }) => Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !READS.test(action))).toEqual([]);
    expect(
      actions.filter((action) => /Item|LogEvents|GetParameter|GetSecret/.test(action)),
    ).toEqual([]);
  });

  it.each<Row>([
    ['apigateway:GET', gateway('/apikeys')],
    ['apigateway:PATCH', gateway('/account')],
    ['apigateway:GET', gateway('/restapis')],
    ['s3:PutObject', 'arn:aws:s3:::states/gatehouse/gatehouse-dev.tfstate.tflock'],
    ['s3:GetObject', 'arn:aws:s3:::states/another/gatehouse-dev.tfstate'],
    ['kms:Decrypt', arn('kms', 'key/0a1b'), tagged(DEV)],
    ['sts:AssumeRole', 'arn:aws:iam::123456789012:role/gatehouse-deploy-dev-eu-west-1'],
  ])('may not %s on %s', (action, resource, context = {}) => {
    expect(decide(POLICIES, [action, resource, context])).not.toBe('allow');
  });

  it('has policies that IAM takes', () => {
    const sizes = POLICIES.map((one) => JSON.stringify(one).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(IAM_POLICY_CHARACTERS);
  });
});

describe("a policy as Terraform's argument", () => {
  it("keeps IAM's variables from Terraform", () => {
    const text = policyArgument({
      Version: '2012-10-17',
      Statement: [{ Sid: 'S', Effect: 'Allow', Action: ['a:B'], Resource: ['x/${*}'] }],
    });
    expect(text).toContain('"x/$${*}"');
  });
});
