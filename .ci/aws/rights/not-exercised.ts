/**
 * Rights that no lane needs, each with what it is for: a right that is neither needed nor here is one too many, and one that is
 * here and needed by every role that has it is to be taken from here.
 */
import type { Right } from './needed';

/** [what it is for, statement, actions] */
type Row = readonly [string, string, readonly string[]];

const of =
  (service: string) =>
  (action: string): string =>
    `${service}:${action}`;

const ZIP = 'a zip of over 50 MB, which goes through the artifact bucket';
const TAGS = 'a tag that a later configuration adds, changes or takes away';
const CHANGE = 'a setting that changes while the stage lives';
const PROVIDER = 'read by other versions of the AWS provider';
const ACCESS_LOGS =
  'API Gateway makes a delivery for access logs in the name of who asks; the emulator does not';
const ALIKE = 'one list of actions for all log groups';
const TWICE = 'another statement allows it as well for what the lanes have';

const ROWS: readonly Row[] = [
  [
    'AWS needs no right for it; the policy says it all the same',
    'WhoAmI',
    ['sts:GetCallerIdentity'],
  ],
  [PROVIDER, 'StateList', ['s3:GetBucketLocation']],
  [
    ZIP,
    'Artifacts',
    [
      ...['GetObject', 'GetObjectTagging', 'PutObject', 'PutObjectTagging', 'DeleteObject'],
      ...['AbortMultipartUpload', 'DeleteObjectVersion'],
    ].map(of('s3')),
  ],
  [ZIP, 'ArtifactsList', ['s3:ListBucket', 's3:ListBucketVersions']],
  [CHANGE, 'Api', ['apigateway:PATCH']],
  [CHANGE, 'Keys', ['apigateway:PATCH']],
  [TAGS, 'OwnerTag', ['apigateway:PUT', 'apigateway:DELETE']],
  [
    PROVIDER,
    'Functions',
    ['ListTags', 'GetFunctionConcurrency', 'GetRuntimeManagementConfig'].map(of('lambda')),
  ],
  [
    CHANGE,
    'Functions',
    [
      ...['UpdateFunctionConfiguration', 'UpdateFunctionEventInvokeConfig'],
      ...['PutFunctionConcurrency', 'DeleteFunctionConcurrency'],
    ].map(of('lambda')),
  ],
  // What is kept here of the lanes' calls is older than this question, and than the end of the pipeline's lane.
  ['asked before anything is planned', 'LogRole', ['apigateway:GET']],
  ['a handler that changes', 'Functions', ['lambda:UpdateFunctionCode']],
  [TAGS, 'Functions', ['lambda:UntagResource']],
  [
    'the role that reads has one list with those that deploy',
    'Functions',
    ['lambda:GetFunctionConfiguration'],
  ],
  [
    CHANGE,
    'RolesWithinTheBoundary',
    ['iam:PutRolePermissionsBoundary', 'iam:UpdateAssumeRolePolicy'],
  ],
  [PROVIDER, 'Roles', ['iam:ListRoleTags']],
  [CHANGE, 'Roles', ['iam:UpdateRole']],
  [TAGS, 'Roles', ['iam:UntagRole']],
  [
    PROVIDER,
    'Table',
    [
      ...['DescribeContributorInsights', 'DescribeKinesisStreamingDestination'],
      'GetResourcePolicy',
    ].map(of('dynamodb')),
  ],
  [
    CHANGE,
    'Table',
    ['dynamodb:UpdateTable', 'dynamodb:UpdateContinuousBackups', 'dynamodb:UpdateTimeToLive'],
  ],
  [TAGS, 'Table', ['dynamodb:UntagResource']],
  [PROVIDER, 'Queue', ['sqs:GetQueueUrl']],
  [CHANGE, 'Queue', ['sqs:SetQueueAttributes']],
  [TAGS, 'Queue', ['sqs:UntagQueue']],
  [CHANGE, 'Logs', ['logs:DeleteRetentionPolicy', 'logs:AssociateKmsKey']],
  [TAGS, 'Logs', ['logs:UntagResource']],
  [
    ALIKE,
    'ExecutionLogs',
    [
      ...['DescribeMetricFilters', 'PutMetricFilter', 'DeleteMetricFilter', 'UntagResource'],
      ...['DeleteRetentionPolicy', 'AssociateKmsKey'],
    ].map(of('logs')),
  ],
  [
    ACCESS_LOGS,
    'LogsOfTheAccount',
    [
      ...['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery'],
      ...['ListLogDeliveries', 'PutResourcePolicy', 'DescribeResourcePolicies'],
    ].map(of('logs')),
  ],
  [TAGS, 'Alarms', ['cloudwatch:UntagResource']],
  [CHANGE, 'Topic', ['sns:SetSubscriptionAttributes']],
  [TAGS, 'Topic', ['sns:UntagResource']],
  [CHANGE, 'Key', ['PutKeyPolicy', 'DisableKeyRotation', 'UpdateKeyDescription'].map(of('kms'))],
  [TAGS, 'KeyTags', ['kms:TagResource']],
  [TAGS, 'KeyUntag', ['kms:UntagResource']],
  [CHANGE, 'KeyOfAlias', ['kms:UpdateAlias']],
  [CHANGE, 'KeyAlias', ['kms:UpdateAlias']],
  [TWICE, 'KeyForTable', ['kms:DescribeKey']],
  [CHANGE, 'DomainName', ['apigateway:PATCH']],
  [TAGS, 'CertificateTags', ['acm:AddTagsToCertificate']],
  [TAGS, 'CertificateUntag', ['acm:RemoveTagsFromCertificate']],
  [PROVIDER, 'WebAcl', ['wafv2:GetWebACL']],
];

const REASONS = new Map(
  ROWS.flatMap(([reason, sid, actions]) =>
    actions.map((action) => [`${sid} ${action}`, reason] as const),
  ),
);

/** Every `statement action` that is listed. */
export const LISTED: readonly string[] = [...REASONS.keys()];

/** @returns `undefined`: nobody has said. */
export function reasonFor({ sid, action }: Right): string | undefined {
  return REASONS.get(`${sid} ${action}`);
}
