/** Actions that AWS grants on `*` only, and that read or write nobody's data. */
export const ONLY_ON_EVERYTHING: ReadonlySet<string> = new Set([
  'xray:puttracesegments',
  'xray:puttelemetryrecords',
  'xray:getsamplingrules',
  'xray:getsamplingtargets',
  'xray:getsamplingstatisticsummaries',
  'cloudwatch:putmetricdata',
  'logs:describeloggroups',
  'logs:createlogdelivery',
  'sts:getcalleridentity',
]);

/**
 * What a deployment calls besides, and AWS grants on `*` only: saved queries, the delivery of access logs, the aliases of keys.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-vended-logs-permissions.html
 */
export const OF_DEPLOYMENTS: ReadonlySet<string> = new Set([
  ...ONLY_ON_EVERYTHING,
  'logs:describequerydefinitions',
  'logs:putquerydefinition',
  'logs:deletequerydefinition',
  'logs:getlogdelivery',
  'logs:updatelogdelivery',
  'logs:deletelogdelivery',
  'logs:listlogdeliveries',
  'logs:putresourcepolicy',
  'logs:describeresourcepolicies',
  'kms:listaliases',
]);

/**
 * All that AWS's own policy AmazonAPIGatewayPushToCloudWatchLogs allows, on `*`, to the role by which API Gateway writes logs.
 *
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAPIGatewayPushToCloudWatchLogs.html
 */
export const OF_GATEWAY_LOGS: ReadonlySet<string> = new Set(
  'CreateLogGroup CreateLogStream DescribeLogGroups DescribeLogStreams PutLogEvents GetLogEvents FilterLogEvents'
    .split(' ')
    .map((name) => `logs:${name.toLowerCase()}`),
);

/**
 * Actions by which whoever has them can give himself, or another, more: policies, keys, roles of others, code that
 * runs as somebody else.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html and the service authorization
 * reference, access level "Permissions management".
 */
const ESCALATIONS: readonly RegExp[] = [
  /^iam:(?!get|list|simulate|generate)/,
  /^sts:(assumerole|getfederationtoken|tagsession)/,
  /^lambda:(createfunction|updatefunction|addpermission|addlayerversionpermission|createfunctionurl|updatefunctionurl|publishlayerversion|createeventsourcemapping|updateeventsourcemapping|updatealias|putfunctioncodesigningconfig)/,
  /^kms:(putkeypolicy|creategrant|schedulekeydeletion|disablekey|replicatekey)/,
  /^(s3|s3-outposts|s3express):(putbucketpolicy|putbucketacl|putobjectacl|putaccesspointpolicy|deletebucketpolicy|putbucketpublicaccessblock|putaccountpublicaccessblock|bypassgovernanceretention|putreplicationconfiguration|putlifecycleconfiguration)/,
  /^(sqs|sns):(addpermission|setqueueattributes|settopicattributes)/,
  /^dynamodb:(putresourcepolicy|exporttabletopointintime|deletetable|deletebackup)/,
  /^secretsmanager:(putresourcepolicy|replicatesecrettoregions)/,
  /^(apigateway|execute-api):(updaterestapipolicy|setwebacl)/,
  /^apigateway:(post|put|patch|delete)/,
  /^cloudformation:(createstack|updatestack|createchangeset|executechangeset)/,
  /^(ec2:runinstances|ssm:(sendcommand|startsession)|glue:createdevendpoint|codebuild:(create|update)project|datapipeline:createpipeline|sagemaker:create.*)/,
  /^(organizations|account|ram|sso|sso-directory|identitystore):(?!get|list|describe)/,
  /^cloudtrail:(stoplogging|deletetrail|updatetrail)/,
  /^logs:(putresourcepolicy|putsubscriptionfilter|putdestinationpolicy|deleteloggroup)/,
  /^events:(putpermission|puttargets)/,
  /^ecr:(setrepositorypolicy|putregistrypolicy)/,
];

/** Can whoever has the action give himself more? */
export function isEscalation(action: string): boolean {
  return ESCALATIONS.some((pattern) => pattern.test(action));
}
