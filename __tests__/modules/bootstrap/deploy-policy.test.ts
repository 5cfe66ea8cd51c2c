import { evaluatePolicies, type PolicyDecision } from '../../../local/iam/policy';
import { deployPolicies } from '../../../modules/bootstrap/deploy-policy';
import { functionBoundary } from '../../../modules/bootstrap/function-boundary';

const ACCOUNT = '123456789012';

function props(stageName: string, otherStage: string) {
  return {
    projectName: 'gatehouse',
    stageName,
    otherStages: [otherStage],
    account: { region: 'eu-west-1', accountId: ACCOUNT },
    stateBucketArn: 'arn:aws:s3:::states',
    artifactBucketArn: 'arn:aws:s3:::artifacts',
    mayDestroy: stageName !== 'prod',
  };
}

const DEV = props('dev', 'prod');
const PROD = props('prod', 'dev');

function decide(role: typeof DEV, action: string, resource: string): PolicyDecision {
  return evaluatePolicies(Object.values(deployPolicies(role)), { action, resource });
}

/** `lambda function:gatehouse-dev-items` to its ARN. */
function arn(service: string, rest: string): string {
  return `arn:aws:${service}:eu-west-1:${ACCOUNT}:${rest}`;
}

const ITEMS = [
  [
    'lambda:UpdateFunctionCode',
    (stage: string) => arn('lambda', `function:gatehouse-${stage}-items`),
  ],
  [
    'lambda:UpdateAlias',
    (stage: string) => arn('lambda', `function:gatehouse-${stage}-items:live`),
  ],
  ['lambda:DeleteFunction', (stage: string) => arn('lambda', `function:gatehouse-${stage}-items`)],
  ['dynamodb:UpdateTable', (stage: string) => arn('dynamodb', `table/gatehouse-${stage}-items`)],
  ['sqs:SetQueueAttributes', (stage: string) => arn('sqs', `gatehouse-${stage}-dead-letters`)],
  [
    'logs:PutRetentionPolicy',
    (stage: string) => arn('logs', `log-group:/aws/lambda/gatehouse-${stage}-items`),
  ],
  [
    'cloudwatch:PutMetricAlarm',
    (stage: string) => arn('cloudwatch', `alarm:gatehouse-${stage}-api-5xx-rate`),
  ],
  ['iam:DeleteRole', (stage: string) => `arn:aws:iam::${ACCOUNT}:role/gatehouse-${stage}-items`],
  ['s3:PutObject', (stage: string) => `arn:aws:s3:::states/gatehouse/gatehouse-${stage}.tfstate`],
  [
    's3:PutObject',
    (stage: string) => `arn:aws:s3:::states/gatehouse/gatehouse-${stage}.tfstate.tflock`,
  ],
  ...['GetObject', 'PutObject', 'PutObjectTagging', 'DeleteObjectVersion'].map(
    (action) =>
      [
        `s3:${action}`,
        (stage: string) => `arn:aws:s3:::artifacts/gatehouse-${stage}/items-0a1b.zip`,
      ] as const,
  ),
  [
    'apigateway:PATCH',
    (stage: string) => `arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/${stage}`,
  ],
] as const;

describe('a deploy role', () => {
  test.each(ITEMS)('may %s in its own stage', (action, resource) => {
    expect([decide(DEV, action, resource('dev')), decide(PROD, action, resource('prod'))]).toEqual([
      'allow',
      'allow',
    ]);
  });

  test.each(ITEMS)('may not %s in the other stage', (action, resource) => {
    expect(decide(DEV, action, resource('prod'))).not.toBe('allow');
    expect(decide(PROD, action, resource('dev'))).not.toBe('allow');
  });

  test.each([
    ['dynamodb:GetItem', arn('dynamodb', 'table/gatehouse-dev-items')],
    ['dynamodb:Scan', arn('dynamodb', 'table/gatehouse-dev-items')],
    ['lambda:InvokeFunction', arn('lambda', 'function:gatehouse-dev-items')],
    ['lambda:UpdateFunctionCode', arn('lambda', 'function:somebody-elses')],
    ['iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/gatehouse-dev-items`],
    ['iam:PutRolePolicy', `arn:aws:iam::${ACCOUNT}:role/gatehouse-deploy-dev`],
    ['iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/me`],
    ['iam:AttachRolePolicy', `arn:aws:iam::${ACCOUNT}:role/gatehouse-dev-items`],
    ['iam:DeleteRolePermissionsBoundary', `arn:aws:iam::${ACCOUNT}:role/gatehouse-dev-items`],
    ['s3:DeleteBucket', 'arn:aws:s3:::states'],
    ['s3:GetObject', 'arn:aws:s3:::another/gatehouse/gatehouse-dev.tfstate'],
    ['s3:PutObject', 'arn:aws:s3:::artifacts/items.zip'],
    ['s3:ListBucket', 'arn:aws:s3:::artifacts'],
    ['ec2:RunInstances', '*'],
  ])('may not %s on %s', (action, resource) => {
    expect(decide(DEV, action, resource)).not.toBe('allow');
  });

  test.each([
    ['gatehouse-dev/items-0a1b.zip', 'allow'],
    ['gatehouse-prod/items-0a1b.zip', 'implicit-deny'],
    ['', 'implicit-deny'],
  ])('lists of the artifact bucket what begins with "%s": %s', (prefix, decision) => {
    const request = {
      action: 's3:ListBucketVersions',
      resource: 'arn:aws:s3:::artifacts',
      context: { 's3:prefix': prefix },
    };
    expect(evaluatePolicies(Object.values(deployPolicies(DEV)), request)).toBe(decision);
  });

  test('makes roles only within the boundary of its own stage', () => {
    const create = (boundary: string): PolicyDecision =>
      evaluatePolicies(Object.values(deployPolicies(DEV)), {
        action: 'iam:CreateRole',
        resource: `arn:aws:iam::${ACCOUNT}:role/gatehouse-dev-items`,
        context: { 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/${boundary}` },
      });
    expect([create('gatehouse-dev-boundary'), create('gatehouse-prod-boundary')]).toEqual([
      'allow',
      'implicit-deny',
    ]);
  });

  test("may not change what is tagged as the other stage's", () => {
    const patch = (stage: string): PolicyDecision =>
      evaluatePolicies(Object.values(deployPolicies(DEV)), {
        action: 'apigateway:PATCH',
        resource: 'arn:aws:apigateway:eu-west-1::/usageplans/abc123',
        context: { 'aws:ResourceTag/stage': stage },
      });
    expect([patch('dev'), patch('prod')]).toEqual(['allow', 'explicit-deny']);
  });

  test.each([
    ['dynamodb:DeleteTable', arn('dynamodb', 'table/gatehouse-prod-items')],
    ['apigateway:DELETE', 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5'],
  ])('of prod may not %s', (action, resource) => {
    expect(decide(PROD, action, resource)).not.toBe('allow');
  });

  test.each([DEV, PROD])('has policies that IAM takes: $stageName', (role) => {
    const sizes = Object.values(deployPolicies(role)).map((one) => JSON.stringify(one).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
    const text = JSON.stringify(deployPolicies(role));
    expect(text).not.toMatch(/"[a-z0-9-]+:\*"/);
  });
});

describe("a function's boundary", () => {
  test.each([
    ['dev', 'allow'],
    ['prod', 'implicit-deny'],
  ])('of dev answers for the table of %s: %s', (stage, decision) => {
    const request = {
      action: 'dynamodb:PutItem',
      resource: arn('dynamodb', `table/gatehouse-${stage}-items`),
    };
    expect(evaluatePolicies([functionBoundary(DEV)], request)).toBe(decision);
  });
});

describe('a deploy role of a stage with a domain name and a web ACL', () => {
  const WEB_ACL = arn('wafv2', 'regional/webacl/front/0a1b');
  const ZONE = 'arn:aws:route53:::hostedzone/Z123';
  const ROLE = {
    ...PROD,
    domain: { domainName: 'api.example.com', hostedZoneId: 'Z123' },
    webAclArn: WEB_ACL,
  };
  const RECORDS = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
  const decideIn = (action: string, resource: string, context: Record<string, string> = {}) =>
    evaluatePolicies(Object.values(deployPolicies(ROLE)), { action, resource, context });
  const names = 'arn:aws:apigateway:eu-west-1::/domainnames';
  const stage = 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod';
  const certificate = arn('acm', 'certificate/0a1b');

  test.each<[string, string, Record<string, string>]>([
    ['apigateway:POST', names, {}],
    ['apigateway:PATCH', `${names}/api.example.com`, {}],
    ['apigateway:POST', `${names}/api.example.com/basepathmappings`, {}],
    ['acm:RequestCertificate', '*', { 'aws:RequestTag/stage': 'prod' }],
    ['acm:DescribeCertificate', certificate, { 'aws:ResourceTag/stage': 'prod' }],
    ['acm:DeleteCertificate', certificate, { 'aws:ResourceTag/stage': 'prod' }],
    ['route53:ChangeResourceRecordSets', ZONE, { [RECORDS]: 'api.example.com' }],
    ['route53:ChangeResourceRecordSets', ZONE, { [RECORDS]: '_0a1b.api.example.com' }],
    ['route53:GetChange', 'arn:aws:route53:::change/C1', {}],
    ['wafv2:AssociateWebACL', WEB_ACL, {}],
    ['wafv2:AssociateWebACL', stage, {}],
    ['wafv2:GetWebACLForResource', stage, {}],
    ['apigateway:SetWebACL', stage, {}],
  ])('may %s on %s', (action, resource, context) => {
    expect(decideIn(action, resource, context)).toBe('allow');
    expect(decide(PROD, action, resource)).not.toBe('allow');
  });

  test.each<[string, string, Record<string, string>]>([
    ['apigateway:DELETE', `${names}/another.example.com`, {}],
    ['acm:RequestCertificate', '*', {}],
    ['acm:DeleteCertificate', certificate, { 'aws:ResourceTag/stage': 'dev' }],
    ['route53:ChangeResourceRecordSets', ZONE, { [RECORDS]: 'example.com' }],
    ['route53:ChangeResourceRecordSets', `${ZONE}4`, { [RECORDS]: 'api.example.com' }],
    ['route53:DeleteHostedZone', ZONE, {}],
    ['wafv2:DeleteWebACL', WEB_ACL, {}],
    ['wafv2:UpdateWebACL', WEB_ACL, {}],
    ['wafv2:DisassociateWebACL', stage.replace('prod', 'dev'), {}],
    ['apigateway:SetWebACL', stage.replace('prod', 'dev'), {}],
  ])('may not %s on %s', (action, resource, context) => {
    expect(decideIn(action, resource, context)).not.toBe('allow');
  });

  test('has policies short enough for IAM', () => {
    const lengths = Object.values(deployPolicies(ROLE)).map((one) => JSON.stringify(one).length);
    expect(Math.max(...lengths)).toBeLessThan(6144);
  });
});
