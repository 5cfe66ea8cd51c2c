/** What a deploy role must not do, whatever it was made for: tried, action by action. */
import { deployPolicies } from '../../../modules/bootstrap/deploy-policy';
import { document } from '../../../modules/bootstrap/policy-statement';
import {
  ACCOUNT,
  arn,
  decide,
  DEV,
  gateway,
  PROD,
  roleOf,
  STRANGER,
  tagged,
  tagging,
  tagsOf,
  type Owner,
  type Request,
  type Row,
} from './helpers/owners';

const API = '/restapis/a1b2c3d4e5';
const OURS = { 'aws:ResourceTag/project': 'gatehouse' };
const THEIRS = { 'aws:ResourceTag/project': 'another' };
const KEY = arn('kms', 'key/0a1b');
const STAGE_NAME = 'apigateway:Request/StageName';
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const policy = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
const state = (name: string): string => `arn:aws:s3:::states/gatehouse/${name}`;

function decision(owner: Owner, request: Request) {
  return decide(Object.values(deployPolicies(roleOf(owner))), request);
}

/** By what somebody is after; each is tried by the role of dev. */
const ATTACKS: Readonly<Record<string, readonly Request[]>> = {
  'the API that prod lives in': [
    ['apigateway:DELETE', gateway(API), OURS],
    ['apigateway:PUT', gateway(API), OURS],
    ['apigateway:UpdateRestApiPolicy', gateway(API), OURS],
  ],
  "somebody else's API in the account": [
    ['apigateway:GET', gateway(API)],
    ['apigateway:PATCH', gateway(API), THEIRS],
    ['apigateway:DELETE', gateway(API), THEIRS],
    ['apigateway:PUT', gateway(`${API}/resources/r1/methods/GET`), THEIRS],
    ['apigateway:POST', gateway(`${API}/deployments`)],
    ['apigateway:GET', gateway('/restapis')],
    ['apigateway:POST', gateway('/restapis')],
    ['apigateway:POST', gateway('/restapis'), { 'aws:RequestTag/project': 'another' }],
  ],
  'to publish on prod': [
    ['apigateway:POST', gateway(`${API}/deployments`), { ...OURS, [STAGE_NAME]: 'prod' }],
    ['apigateway:POST', gateway(`${API}/deployments`), { ...OURS, [STAGE_NAME]: 'staging' }],
    ['apigateway:PATCH', gateway(`${API}/stages/prod`), OURS],
    ['apigateway:PATCH', gateway(`${API}/stages/prod`), { ...OURS, ...tagged(DEV) }],
    ['apigateway:DELETE', gateway(`${API}/stages/prod`), OURS],
    ['apigateway:DELETE', gateway(`${API}/stages/prod/cache/data`), OURS],
    ['apigateway:SetWebACL', gateway(`${API}/stages/prod`), OURS],
    ['apigateway:POST', gateway(`${API}/stages`), OURS],
    ['apigateway:POST', gateway(`${API}/stages`), { ...OURS, ...tagging(PROD) }],
  ],
  "to read prod's settings and keys": [
    ['apigateway:GET', gateway(`${API}/stages/prod`), OURS],
    ['apigateway:GET', gateway(`${API}/stages`), OURS],
    ['apigateway:GET', gateway(`${API}/stages/prod/exports/oas30`), OURS],
    ['apigateway:GET', gateway('/apikeys')],
    ['apigateway:GET', gateway('/apikeys/k1'), tagged(PROD)],
    ['apigateway:GET', gateway('/apikeys/k1')],
    ['apigateway:GET', gateway('/usageplans')],
    ['apigateway:GET', gateway('/usageplans/p1/keys/k1'), tagged(PROD)],
    ['apigateway:POST', gateway('/usageplans/p1/keys'), tagged(PROD)],
    ['apigateway:POST', gateway('/usageplans'), tagging(PROD)],
    ['apigateway:POST', gateway('/apikeys')],
    ['lambda:GetFunction', arn('lambda', 'function:gatehouse-prod-items')],
    ['s3:GetObject', state('gatehouse-prod.tfstate')],
    ['s3:GetObject', 'arn:aws:s3:::artifacts/gatehouse-prod/items-0a1b.zip'],
  ],
  'to make its own what is not, by a tag': [
    ['apigateway:PUT', tagsOf('/apikeys/k1'), tagging(DEV)],
    ['apigateway:PUT', tagsOf('/usageplans/p1'), tagging(DEV)],
    ['apigateway:PUT', tagsOf(API), { 'aws:RequestTag/project': 'gatehouse' }],
    ['apigateway:PUT', tagsOf(API), { 'aws:TagKeys': ['owner'], ...THEIRS }],
    ['apigateway:PUT', tagsOf(`${API}/stages/prod`), tagging(DEV)],
    ['apigateway:PUT', tagsOf(`${API}/stages/dev`), { ...tagging(DEV), ...THEIRS }],
    ['apigateway:DELETE', tagsOf('/apikeys/k1'), { 'aws:TagKeys': ['stage'] }],
    ['apigateway:DELETE', tagsOf('/apikeys/k1'), { 'aws:TagKeys': ['owner', 'project'] }],
    ['apigateway:DELETE', tagsOf('/apikeys/k1')],
    ['kms:TagResource', KEY, { ...tagged(PROD), ...tagging(DEV) }],
    ['kms:TagResource', KEY, { ...tagged(STRANGER), ...tagging(DEV) }],
    ['kms:TagResource', KEY, { ...tagging(DEV), 'kms:ResourceAliases': ['alias/payroll'] }],
    ['kms:TagResource', KEY, { ...tagged(DEV), ...tagging(PROD) }],
    ['kms:UntagResource', KEY, { ...tagged(DEV), 'aws:TagKeys': ['stage'] }],
    ['kms:UntagResource', KEY, { ...tagged(PROD), 'aws:TagKeys': ['owner'] }],
    [
      'acm:AddTagsToCertificate',
      arn('acm', 'certificate/0a1b'),
      { ...tagged(PROD), ...tagging(DEV) },
    ],
    [
      'acm:RemoveTagsFromCertificate',
      arn('acm', 'certificate/0a1b'),
      { ...tagged(DEV), 'aws:TagKeys': ['stage', 'owner'] },
    ],
  ],
  'a key of prod, or of somebody else': [
    ['kms:PutKeyPolicy', KEY, tagged(PROD)],
    ['kms:PutKeyPolicy', KEY],
    ['kms:Decrypt', KEY, { ...tagged(PROD), 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' }],
    ['kms:Decrypt', KEY, tagged(DEV)],
    ['kms:CreateGrant', KEY, tagged(DEV)],
    ['kms:CreateAlias', KEY, tagged(PROD)],
    ['kms:CreateAlias', arn('kms', 'alias/gatehouse-prod')],
    [
      'kms:ScheduleKeyDeletion',
      KEY,
      { ...tagged(DEV), 'kms:ScheduleKeyDeletionPendingWindowInDays': '7' },
    ],
    [
      'kms:ScheduleKeyDeletion',
      KEY,
      { ...tagged(PROD), 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' },
    ],
    ['kms:DisableKey', KEY, tagged(DEV)],
  ],
  'items and invocations': [
    ['dynamodb:GetItem', arn('dynamodb', 'table/gatehouse-dev-items')],
    ['dynamodb:Scan', arn('dynamodb', 'table/gatehouse-dev-items')],
    ['dynamodb:PutResourcePolicy', arn('dynamodb', 'table/gatehouse-dev-items')],
    ['lambda:InvokeFunction', arn('lambda', 'function:gatehouse-dev-items')],
    ['lambda:CreateFunctionUrlConfig', arn('lambda', 'function:gatehouse-dev-items')],
    [
      'lambda:AddPermission',
      arn('lambda', 'function:gatehouse-dev-items'),
      { 'lambda:Principal': '999999999999' },
    ],
    [
      'lambda:AddPermission',
      arn('lambda', 'function:gatehouse-dev-items'),
      { 'lambda:Principal': '*' },
    ],
    ['lambda:AddPermission', arn('lambda', 'function:gatehouse-dev-items')],
  ],
  'more rights': [
    ['iam:CreateRole', role('gatehouse-dev-items-eu-west-1')],
    [
      'iam:CreateRole',
      role('gatehouse-dev-items-eu-west-1'),
      { 'iam:PermissionsBoundary': policy('AdministratorAccess') },
    ],
    [
      'iam:CreateRole',
      role('gatehouse-dev-items-eu-west-1'),
      { 'iam:PermissionsBoundary': policy('gatehouse-prod-boundary-eu-west-1') },
    ],
    [
      'iam:PutRolePermissionsBoundary',
      role('gatehouse-dev-items-eu-west-1'),
      { 'iam:PermissionsBoundary': policy('AdministratorAccess') },
    ],
    ['iam:DeleteRolePermissionsBoundary', role('gatehouse-dev-items-eu-west-1')],
    ['iam:UpdateAssumeRolePolicy', role('gatehouse-dev-items-eu-west-1')],
    ['iam:AttachRolePolicy', role('gatehouse-dev-items-eu-west-1')],
    ...[
      'PutRolePolicy',
      'UpdateAssumeRolePolicy',
      'CreateRole',
      'AttachRolePolicy',
      'DeleteRole',
      'TagRole',
    ].flatMap((action): Request[] =>
      [
        'gatehouse-deploy-dev-eu-west-1',
        'gatehouse-deploy-prod-eu-west-1',
        'gatehouse-plan-eu-west-1',
        'gatehouse-api-gateway-logs-eu-west-1',
      ].map((name) => [
        `iam:${action}`,
        role(name),
        { 'iam:PermissionsBoundary': policy('gatehouse-dev-boundary-eu-west-1') },
      ]),
    ),
    ...['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicy', 'CreatePolicy'].map(
      (action): Request => [`iam:${action}`, policy('gatehouse-dev-boundary-eu-west-1')],
    ),
    [
      'iam:PassRole',
      role('gatehouse-dev-items-eu-west-1'),
      { 'iam:PassedToService': 'ec2.amazonaws.com' },
    ],
    [
      'iam:PassRole',
      role('gatehouse-deploy-dev-eu-west-1'),
      { 'iam:PassedToService': 'lambda.amazonaws.com' },
    ],
    [
      'iam:CreateServiceLinkedRole',
      role('aws-service-role/ec2.amazonaws.com/x'),
      { 'iam:AWSServiceName': 'ec2.amazonaws.com' },
    ],
    ['iam:DeleteRole', role('gatehouse-dev-items-eu-central-1')],
    ['iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/me`],
    ['sts:AssumeRole', role('gatehouse-deploy-prod-eu-west-1')],
    ['ec2:RunInstances', '*'],
  ],
  'states and zips': [
    ['s3:PutObject', state('gatehouse-prod.tfstate')],
    ['s3:DeleteObject', state('gatehouse-api.tfstate')],
    ['s3:DeleteObject', state('gatehouse-dev.tfstate')],
    ['s3:DeleteObjectVersion', state('gatehouse-dev.tfstate')],
    ['s3:DeleteObject', state('gatehouse-prod.tfstate.tflock')],
    ['s3:GetObject', 'arn:aws:s3:::another/gatehouse/gatehouse-dev.tfstate'],
    ['s3:PutObject', 'arn:aws:s3:::artifacts/items.zip'],
    ['s3:ListBucket', 'arn:aws:s3:::artifacts'],
    ['s3:ListBucket', 'arn:aws:s3:::artifacts', { 's3:prefix': 'gatehouse-prod/' }],
    ['s3:DeleteBucket', 'arn:aws:s3:::states'],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::states'],
    ['s3:PutBucketVersioning', 'arn:aws:s3:::states'],
  ],
  'names and certificates of others': [
    ['apigateway:DELETE', gateway('/domainnames/another.example.com')],
    ['apigateway:POST', gateway('/domainnames')],
    ['acm:RequestCertificate', '*', { ...tagging(DEV), 'acm:DomainNames': ['example.com'] }],
    ['acm:RequestCertificate', '*', tagging(DEV)],
    ['acm:DeleteCertificate', arn('acm', 'certificate/0a1b'), tagged(PROD)],
    ['acm:DeleteCertificate', arn('acm', 'certificate/0a1b')],
    ['acm:ExportCertificate', arn('acm', 'certificate/0a1b'), tagged(DEV)],
    ['route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Zgatehousedev'],
    [
      'route53:ChangeResourceRecordSets',
      'arn:aws:route53:::hostedzone/Zgatehousedev',
      {
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
          'dev.gatehouse.example.com',
          'example.com',
        ],
      },
    ],
    ['route53:DeleteHostedZone', 'arn:aws:route53:::hostedzone/Zgatehousedev'],
    ['wafv2:UpdateWebACL', arn('wafv2', 'regional/webacl/gatehouse-dev/0a1b')],
    ['wafv2:DeleteWebACL', arn('wafv2', 'regional/webacl/gatehouse-dev/0a1b')],
  ],
};

describe('the deploy role of dev does not get', () => {
  it.each(
    Object.entries(ATTACKS).flatMap(([aim, requests]) =>
      requests.map(([action, resource, context]) => [aim, action, resource, context] as const),
    ),
  )('%s: %s %s %j', (_aim, action, resource, context = {}) => {
    expect(decision(DEV, [action, resource, context])).not.toBe('allow');
  });

  /** What every statement that denies is there for, though another policy of the role should let it through. */
  const DENIED: Readonly<Record<string, Request>> = {
    KeepTheApi: ['apigateway:DELETE', gateway(API), OURS],
    OtherStages: ['apigateway:PATCH', gateway(`${API}/stages/prod`), OURS],
    NoListOfStages: ['apigateway:GET', gateway(`${API}/stages`), OURS],
    NoOtherNewStage: ['apigateway:POST', gateway(`${API}/stages`), { ...OURS, ...tagging(PROD) }],
    PublishesOwnStageOnly: [
      'apigateway:POST',
      gateway(`${API}/deployments`),
      { ...OURS, [STAGE_NAME]: 'prod' },
    ],
    OtherStagesByTag: ['apigateway:GET', gateway('/apikeys/k1'), tagged(PROD)],
  };
  const DENY_STATEMENTS = Object.values(deployPolicies(roleOf(DEV)))
    .flatMap(({ Statement }) => Statement)
    .filter(({ Effect }) => Effect === 'Deny');

  it('has a request for every statement that denies', () => {
    expect(DENY_STATEMENTS.map(({ Sid }) => Sid).sort()).toEqual(Object.keys(DENIED).sort());
  });

  it.each(DENY_STATEMENTS)('$Sid: is what denies it', (statement) => {
    const request = DENIED[statement.Sid];
    if (request === undefined) throw new Error('no request');
    const all = {
      ...statement,
      Sid: 'All',
      Effect: 'Allow',
      Resource: ['*'],
      Condition: {},
    } as const;
    expect(decide([document([all])], request)).toBe('allow');
    expect(decide([document([all, statement])], request)).toBe('explicit-deny');
  });
});

describe('the deploy role of prod', () => {
  it.each<Row>([
    ['dynamodb:DeleteTable', arn('dynamodb', 'table/gatehouse-prod-items')],
    ['apigateway:DELETE', gateway(API), OURS],
    ['apigateway:POST', gateway(`${API}/deployments`), { ...OURS, [STAGE_NAME]: 'dev' }],
  ])('may not %s on %s', (action, resource, context = {}) => {
    expect(decision(PROD, [action, resource, context])).not.toBe('allow');
  });

  it('may publish on prod', () => {
    const request: Request = [
      'apigateway:POST',
      gateway(`${API}/deployments`),
      { ...OURS, [STAGE_NAME]: 'prod' },
    ];
    expect(decision(PROD, request)).toBe('allow');
  });
});
