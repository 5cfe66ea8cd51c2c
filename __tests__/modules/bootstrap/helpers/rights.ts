/**
 * For each statement that allows something, what it is there for: what the deploy role of an owner asks for on that owner's
 * things. The same requests for another owner's things must be refused.
 */
import {
  ACCOUNT,
  arn,
  edgeOf,
  gateway,
  tagged,
  tagging,
  tagsOf,
  type Owner,
  type Request,
} from './owners';

export type Right = (owner: Owner) => readonly Request[];

const API = '/restapis/a1b2c3d4e5';
const DYNAMODB = { 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' };
const KEY = arn('kms', 'key/0a1b');
const CERTIFICATE = arn('acm', 'certificate/0a1b');
const RECORDS = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';

const ofProject = ({ project }: Owner) => ({ 'aws:ResourceTag/project': project });
const name = ({ project, stage }: Owner): string => `${project}-${stage}`;
const role = (owner: Owner): string =>
  `arn:aws:iam::${ACCOUNT}:role/${name(owner)}-items-eu-west-1`;
const bound = (owner: Owner) => ({
  'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/${name(owner)}-boundary-eu-west-1`,
});
const onlyOwner = { 'aws:TagKeys': ['owner'] };

const STATE: Record<string, Right> = {
  StateList: () => [['s3:ListBucket', 'arn:aws:s3:::states']],
  State: (owner) => [
    ['s3:GetObject', `arn:aws:s3:::states/${owner.project}/${name(owner)}.tfstate`],
    ['s3:PutObject', `arn:aws:s3:::states/${owner.project}/${name(owner)}.tfstate.tflock`],
    ['s3:PutObject', `arn:aws:s3:::states/${owner.project}/${name(owner)}.releases.json`],
  ],
  StateUnlock: (owner) => [
    ['s3:DeleteObject', `arn:aws:s3:::states/${owner.project}/${name(owner)}.tfstate.tflock`],
    ['s3:DeleteObject', `arn:aws:s3:::states/${owner.project}/${name(owner)}.lock.json`],
  ],
  Artifacts: (owner) =>
    ['GetObject', 'PutObject', 'PutObjectTagging', 'DeleteObjectVersion'].map((action) => [
      `s3:${action}`,
      `arn:aws:s3:::artifacts/${name(owner)}/items-0a1b.zip`,
    ]),
  ArtifactsList: (owner) => [
    [
      's3:ListBucketVersions',
      'arn:aws:s3:::artifacts',
      { 's3:prefix': `${name(owner)}/items-0a1b.zip` },
    ],
  ],
  WhoAmI: () => [['sts:GetCallerIdentity', '*']],
};

const GATEWAY: Record<string, Right> = {
  NewApi: (owner) => [
    ['apigateway:POST', gateway('/restapis'), { 'aws:RequestTag/project': owner.project }],
  ],
  Api: (owner) => [
    ['apigateway:GET', gateway(API), ofProject(owner)],
    ['apigateway:PATCH', gateway(API), ofProject(owner)],
  ],
  LogRole: () => [['apigateway:GET', gateway('/account')]],
  ApiParts: (owner) => [
    ['apigateway:PUT', gateway(`${API}/resources/r1/methods/GET`), ofProject(owner)],
    ['apigateway:DELETE', gateway(`${API}/resources/r1`), ofProject(owner)],
    ['apigateway:POST', gateway(`${API}/deployments`), ofProject(owner)],
    ['apigateway:GET', gateway(`${API}/deployments`), ofProject(owner)],
    [
      'apigateway:POST',
      gateway(`${API}/deployments`),
      { ...ofProject(owner), 'apigateway:Request/StageName': '' },
    ],
    ['apigateway:POST', gateway(`${API}/stages`), { ...ofProject(owner), ...tagging(owner) }],
    ['apigateway:PATCH', gateway(`${API}/stages/${owner.stage}`), tagged(owner)],
  ],
  NewKey: (owner) => [
    ['apigateway:POST', gateway('/apikeys'), tagging(owner)],
    ['apigateway:POST', gateway('/usageplans'), tagging(owner)],
  ],
  Keys: (owner) => [
    ['apigateway:GET', gateway('/apikeys/k1'), tagged(owner)],
    ['apigateway:DELETE', gateway('/apikeys/k1'), tagged(owner)],
    ['apigateway:PATCH', gateway('/usageplans/p1'), tagged(owner)],
    ['apigateway:POST', gateway('/usageplans/p1/keys'), tagged(owner)],
  ],
  NewApiTags: ({ project }) => [
    [
      'apigateway:PUT',
      tagsOf('/restapis/*'),
      { 'aws:RequestTag/project': project, 'aws:TagKeys': ['project', 'owner'] },
    ],
  ],
  NewTags: (owner) => [
    ['apigateway:PUT', tagsOf('/apikeys/*'), tagging(owner)],
    ['apigateway:PUT', tagsOf('/usageplans/*'), tagging(owner)],
    ['apigateway:PUT', tagsOf(`${API}/stages/${owner.stage}`), tagging(owner)],
    ['apigateway:PUT', tagsOf(`${API}/stages/*`), tagging(owner)],
  ],
  OwnerTag: (owner) => [
    ['apigateway:PUT', tagsOf('/usageplans/p1'), { ...onlyOwner, ...ofProject(owner) }],
    ['apigateway:DELETE', tagsOf('/usageplans/p1'), { ...onlyOwner, ...ofProject(owner) }],
  ],
};

const FUNCTIONS: Record<string, Right> = {
  Functions: (owner) => [
    ['lambda:UpdateFunctionCode', arn('lambda', `function:${name(owner)}-items`)],
    ['lambda:UpdateAlias', arn('lambda', `function:${name(owner)}-items:live`)],
    ['lambda:DeleteFunction', arn('lambda', `function:${name(owner)}-items`)],
    ['lambda:GetFunction', arn('lambda', `function:${name(owner)}-items`)],
  ],
  Invokers: (owner) =>
    ['apigateway', 'sns'].map((service) => [
      'lambda:AddPermission',
      arn('lambda', `function:${name(owner)}-items`),
      { 'lambda:Principal': `${service}.amazonaws.com` },
    ]),
  RolesWithinTheBoundary: (owner) => [
    ['iam:CreateRole', role(owner), bound(owner)],
    ['iam:PutRolePolicy', role(owner), bound(owner)],
    ['iam:UpdateAssumeRolePolicy', role(owner), bound(owner)],
  ],
  Roles: (owner) => [
    ['iam:GetRole', role(owner)],
    ['iam:DeleteRole', role(owner)],
    ['iam:DeleteRolePolicy', role(owner)],
  ],
  RolesForLambda: (owner) => [
    ['iam:PassRole', role(owner), { 'iam:PassedToService': 'lambda.amazonaws.com' }],
  ],
};

const DATA: Record<string, Right> = {
  Table: (owner) => [
    ['dynamodb:CreateTable', arn('dynamodb', `table/${name(owner)}-items`)],
    ['dynamodb:UpdateContinuousBackups', arn('dynamodb', `table/${name(owner)}-items`)],
    ['dynamodb:DescribeTable', arn('dynamodb', `table/${name(owner)}-items`)],
  ],
  TableGone: (owner) => [['dynamodb:DeleteTable', arn('dynamodb', `table/${name(owner)}-items`)]],
  Queue: (owner) => [
    ['sqs:SetQueueAttributes', arn('sqs', `${name(owner)}-dead-letters`)],
    ['sqs:GetQueueAttributes', arn('sqs', `${name(owner)}-dead-letters`)],
  ],
  Logs: (owner) => [
    ['logs:PutRetentionPolicy', arn('logs', `log-group:/aws/lambda/${name(owner)}-items`)],
    [
      'logs:PutMetricFilter',
      arn('logs', `log-group:/aws/apigateway/${owner.project}/${owner.stage}/access:*`),
    ],
    ['logs:ListTagsForResource', arn('logs', `log-group:/aws/lambda/${name(owner)}-items`)],
  ],
  ExecutionLogs: (owner) => [
    [
      'logs:DeleteLogGroup',
      arn('logs', `log-group:API-Gateway-Execution-Logs_a1b2c3d4e5/${owner.stage}`),
      tagged(owner),
    ],
    [
      'logs:PutRetentionPolicy',
      arn('logs', `log-group:API-Gateway-Execution-Logs_a1b2c3d4e5/${owner.stage}`),
      ofProject(owner),
    ],
  ],
  LogsOfTheAccount: () => [
    ['logs:DescribeLogGroups', '*'],
    ['logs:CreateLogDelivery', '*'],
    ['logs:PutQueryDefinition', '*'],
  ],
  Alarms: (owner) => [
    ['cloudwatch:PutMetricAlarm', arn('cloudwatch', `alarm:${name(owner)}-api-5xx-rate`)],
    ['cloudwatch:DescribeAlarms', arn('cloudwatch', `alarm:${name(owner)}-api-5xx-rate`)],
    ['cloudwatch:PutDashboard', `arn:aws:cloudwatch::${ACCOUNT}:dashboard/${name(owner)}`],
  ],
  Topic: (owner) => [
    ['sns:Subscribe', arn('sns', `${name(owner)}-alarms`)],
    ['sns:GetTopicAttributes', arn('sns', `${name(owner)}-alarms`)],
  ],
};

const KEYS: Record<string, Right> = {
  NewKey: (owner) => [['kms:CreateKey', '*', tagging(owner)]],
  NewKeyTags: (owner) => [['kms:TagResource', KEY, tagging(owner)]],
  Key: (owner) => [
    ['kms:PutKeyPolicy', KEY, tagged(owner)],
    ['kms:DisableKeyRotation', KEY, tagged(owner)],
    ['kms:GetKeyPolicy', KEY, tagged(owner)],
  ],
  KeyTags: (owner) => [
    ['kms:TagResource', KEY, { ...tagged(owner), ...onlyOwner }],
    ['kms:TagResource', KEY, { ...tagged(owner), ...tagging(owner) }],
  ],
  KeyUntag: (owner) => [['kms:UntagResource', KEY, { ...tagged(owner), ...onlyOwner }]],
  KeyOfAlias: (owner) =>
    ['CreateAlias', 'DeleteAlias', 'UpdateAlias'].map((action) => [
      `kms:${action}`,
      KEY,
      tagged(owner),
    ]),
  KeyAlias: (owner) => [
    ['kms:CreateAlias', arn('kms', `alias/${name(owner)}`)],
    ['kms:DeleteAlias', arn('kms', `alias/${name(owner)}-alarms`)],
  ],
  KeyAliases: () => [['kms:ListAliases', '*']],
  KeyOfAws: () => [['kms:DescribeKey', KEY, { 'kms:RequestAlias': 'alias/aws/dynamodb' }]],
  KeyForTable: (owner) =>
    ['CreateGrant', 'ReEncryptFrom', 'GenerateDataKeyWithoutPlaintext', 'Decrypt'].map((action) => [
      `kms:${action}`,
      KEY,
      { ...tagged(owner), ...DYNAMODB },
    ]),
  KeyGone: (owner) => [
    [
      'kms:ScheduleKeyDeletion',
      KEY,
      { ...tagged(owner), 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' },
    ],
  ],
  BroughtKey: (owner) => [
    ['kms:CreateGrant', edgeOf(owner).kmsKey.arn, DYNAMODB],
    ['kms:GenerateDataKey', edgeOf(owner).kmsKey.arn, DYNAMODB],
  ],
  BroughtKeyIsThere: (owner) => [['kms:DescribeKey', edgeOf(owner).kmsKey.arn]],
};

const EDGE: Record<string, Right> = {
  NewDomainName: (owner) => [['apigateway:POST', gateway('/domainnames'), tagging(owner)]],
  DomainName: (owner) => [
    ['apigateway:PATCH', gateway(`/domainnames/${edgeOf(owner).domain.domainName}`)],
    [
      'apigateway:POST',
      gateway(`/domainnames/${edgeOf(owner).domain.domainName}/basepathmappings`),
    ],
  ],
  NewDomainTags: (owner) => [
    ['apigateway:PUT', tagsOf('/domainnames/*'), tagging(owner)],
    ['apigateway:PUT', tagsOf(`/domainnames/${edgeOf(owner).domain.domainName}`), tagging(owner)],
  ],
  ServiceLinkedRole: () => [
    [
      'iam:CreateServiceLinkedRole',
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway`,
      { 'iam:AWSServiceName': 'ops.apigateway.amazonaws.com' },
    ],
  ],
  NewCertificate: (owner) => [
    [
      'acm:RequestCertificate',
      '*',
      { ...tagging(owner), 'acm:DomainNames': [edgeOf(owner).domain.domainName] },
    ],
  ],
  NewCertificateTags: (owner) => [['acm:AddTagsToCertificate', CERTIFICATE, tagging(owner)]],
  CertificateTags: (owner) => [
    ['acm:AddTagsToCertificate', CERTIFICATE, { ...tagged(owner), ...onlyOwner }],
  ],
  CertificateUntag: (owner) => [
    ['acm:RemoveTagsFromCertificate', CERTIFICATE, { ...tagged(owner), ...onlyOwner }],
  ],
  Certificate: (owner) => [
    ['acm:DescribeCertificate', CERTIFICATE, tagged(owner)],
    ['acm:DeleteCertificate', CERTIFICATE, tagged(owner)],
  ],
  Records: (owner) =>
    ['', '_0a1b.'].map((before) => [
      'route53:ChangeResourceRecordSets',
      `arn:aws:route53:::hostedzone/${edgeOf(owner).domain.hostedZoneId}`,
      { [RECORDS]: [`${before}${edgeOf(owner).domain.domainName}`] },
    ]),
  Zone: (owner) => [
    [
      'route53:ListResourceRecordSets',
      `arn:aws:route53:::hostedzone/${edgeOf(owner).domain.hostedZoneId}`,
    ],
  ],
  RecordsInSync: () => [['route53:GetChange', 'arn:aws:route53:::change/C1']],
  WebAcl: (owner) => [
    ['wafv2:AssociateWebACL', edgeOf(owner).webAclArn],
    ['wafv2:GetWebACLForResource', edgeOf(owner).webAclArn],
  ],
  WebAclOfTheStage: (owner) =>
    [
      'wafv2:AssociateWebACL',
      'wafv2:DisassociateWebACL',
      'wafv2:GetWebACLForResource',
      'apigateway:SetWebACL',
    ].map((action) => [action, gateway(`${API}/stages/${owner.stage}`)]),
};

/** By the name of the policy, by the statement's. */
export const RIGHTS: Readonly<Record<string, Readonly<Record<string, Right>>>> = {
  state: STATE,
  gateway: GATEWAY,
  functions: FUNCTIONS,
  data: DATA,
  keys: KEYS,
  edge: EDGE,
};

/** Statements about what both stages deploy: the API, and what goes with it. */
export const SHARED_BY_STAGES: ReadonlySet<string> = new Set([
  ...['NewApi', 'Api', 'ApiParts', 'NewApiTags', 'OwnerTag'],
]);

/** Statements about what is nobody's, or the whole account's. */
export const NOBODYS: ReadonlySet<string> = new Set([
  ...[
    'StateList',
    'WhoAmI',
    'LogRole',
    'LogsOfTheAccount',
    'KeyAliases',
    'KeyOfAws',
    'RecordsInSync',
    'ServiceLinkedRole',
  ],
]);

/** What names a stage by path alone, so that somebody else's of that name is in reach. Told in the decision on roles. */
export const TOLD_BY_STAGE_ALONE: ReadonlySet<string> = new Set(['WebAclOfTheStage']);
