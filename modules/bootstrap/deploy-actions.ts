/**
 * The actions that Terraform's AWS provider needs for what a stage holds, by kind; the service's prefix is left out.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const FUNCTION_ACTIONS = [
  ...[
    'CreateFunction',
    'DeleteFunction',
    'GetFunction',
    'GetFunctionConfiguration',
    'GetFunctionCodeSigningConfig',
  ],
  ...[
    'UpdateFunctionCode',
    'UpdateFunctionConfiguration',
    'PublishVersion',
    'ListVersionsByFunction',
  ],
  ...['CreateAlias', 'DeleteAlias', 'GetAlias', 'UpdateAlias', 'ListAliases'],
  ...['AddPermission', 'RemovePermission', 'GetPolicy'],
  ...[
    'PutFunctionEventInvokeConfig',
    'GetFunctionEventInvokeConfig',
    'UpdateFunctionEventInvokeConfig',
  ],
  ...['DeleteFunctionEventInvokeConfig', 'PutFunctionConcurrency', 'DeleteFunctionConcurrency'],
  ...[
    'GetFunctionConcurrency',
    'PutProvisionedConcurrencyConfig',
    'GetProvisionedConcurrencyConfig',
  ],
  ...[
    'DeleteProvisionedConcurrencyConfig',
    'TagResource',
    'UntagResource',
    'ListTags',
    'GetRuntimeManagementConfig',
  ],
];
export const ROLE_ACTIONS = [
  ...[
    'GetRole',
    'DeleteRole',
    'UpdateRole',
    'UpdateAssumeRolePolicy',
    'TagRole',
    'UntagRole',
    'ListRoleTags',
  ],
  ...[
    'GetRolePolicy',
    'DeleteRolePolicy',
    'ListRolePolicies',
    'ListAttachedRolePolicies',
    'ListInstanceProfilesForRole',
  ],
];
/** On an object of the artifact bucket; what is deleted there is every version of it. */
export const ARTIFACT_ACTIONS = [
  ...['GetObject', 'GetObjectTagging', 'PutObject', 'PutObjectTagging', 'AbortMultipartUpload'],
  ...['DeleteObject', 'DeleteObjectVersion'],
];
export const TABLE_ACTIONS = [
  ...[
    'CreateTable',
    'DescribeTable',
    'UpdateTable',
    'TagResource',
    'UntagResource',
    'ListTagsOfResource',
  ],
  ...[
    'DescribeContinuousBackups',
    'UpdateContinuousBackups',
    'DescribeTimeToLive',
    'UpdateTimeToLive',
  ],
  ...['DescribeContributorInsights', 'DescribeKinesisStreamingDestination', 'GetResourcePolicy'],
];
export const QUEUE_ACTIONS = [
  ...['CreateQueue', 'DeleteQueue', 'GetQueueAttributes', 'SetQueueAttributes', 'GetQueueUrl'],
  ...['TagQueue', 'UntagQueue', 'ListQueueTags'],
];
export const LOG_ACTIONS = [
  ...[
    'CreateLogGroup',
    'DeleteLogGroup',
    'PutRetentionPolicy',
    'DeleteRetentionPolicy',
    'TagResource',
    'UntagResource',
  ],
  ...[
    'ListTagsForResource',
    'PutMetricFilter',
    'DeleteMetricFilter',
    'DescribeMetricFilters',
    'AssociateKmsKey',
  ],
  ...['DisassociateKmsKey'],
];
export const ACCOUNT_LOG_ACTIONS = [
  ...[
    'DescribeLogGroups',
    'PutQueryDefinition',
    'DeleteQueryDefinition',
    'DescribeQueryDefinitions',
  ],
  // API Gateway makes a delivery for access logs in the caller's name.
  ...[
    'CreateLogDelivery',
    'GetLogDelivery',
    'UpdateLogDelivery',
    'DeleteLogDelivery',
    'ListLogDeliveries',
  ],
  ...['PutResourcePolicy', 'DescribeResourcePolicies'],
];
export const ALARM_ACTIONS = [
  ...[
    'PutMetricAlarm',
    'DeleteAlarms',
    'DescribeAlarms',
    'TagResource',
    'UntagResource',
    'ListTagsForResource',
  ],
  ...['PutDashboard', 'GetDashboard', 'DeleteDashboards', 'PutCompositeAlarm'],
];
export const TOPIC_ACTIONS = [
  ...[
    'CreateTopic',
    'DeleteTopic',
    'GetTopicAttributes',
    'SetTopicAttributes',
    'Subscribe',
    'Unsubscribe',
  ],
  ...[
    'GetSubscriptionAttributes',
    'SetSubscriptionAttributes',
    'TagResource',
    'UntagResource',
    'ListTagsForResource',
  ],
];
export const KEY_ACTIONS = [
  ...[
    'DescribeKey',
    'GetKeyPolicy',
    'PutKeyPolicy',
    'GetKeyRotationStatus',
    'EnableKeyRotation',
    'UpdateKeyDescription',
  ],
  ...[
    'ListResourceTags',
    'TagResource',
    'UntagResource',
    'CreateGrant',
    'Encrypt',
    'Decrypt',
    'GenerateDataKey',
  ],
];
