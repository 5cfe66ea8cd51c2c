/**
 * What a stage's deploy role may do, action by action, on this project's own resources and no others.
 *
 * The service authorization reference lists every action, the resources it takes and its condition keys:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { Account } from '../account';
import {
  ACCOUNT_LOG_ACTIONS,
  ALARM_ACTIONS,
  ARTIFACT_ACTIONS,
  FUNCTION_ACTIONS,
  KEY_ACTIONS,
  LOG_ACTIONS,
  QUEUE_ACTIONS,
  ROLE_ACTIONS,
  TABLE_ACTIONS,
  TOPIC_ACTIONS,
} from './deploy-actions';
import { edgeStatements, type EdgeSettings } from './edge-policy';
import { allow, deny, of, type PolicyDocument, type PolicyStatement } from './policy-statement';

export interface DeployPolicyProps extends EdgeSettings {
  readonly projectName: string;
  readonly stageName: string;
  /** Stages whose things the role must not touch. */
  readonly otherStages: readonly string[];
  readonly account: Account;
  /** ARN of the bucket with the states. */
  readonly stateBucketArn: string;
  /** ARN of the bucket with the large zips. */
  readonly artifactBucketArn: string;
  /** Whether the role may delete what cannot be made again: the table, the REST API. */
  readonly mayDestroy: boolean;
}

/** The policies of a stage's deploy role, by name; each under the 6144 characters that a managed policy may have. */
export function deployPolicies(props: DeployPolicyProps): Readonly<Record<string, PolicyDocument>> {
  const edge = edgeStatements(props);
  return {
    state: document(stateStatements(props)),
    gateway: document(gatewayStatements(props)),
    functions: document(functionStatements(props)),
    data: document(dataStatements(props)),
    ...(edge.length > 0 && { edge: document(edge) }),
  };
}

function document(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** The state of the API's stack, which both stages deploy, and of the stage's own; the lock is an object beside it. */
function stateStatements(props: DeployPolicyProps): readonly PolicyStatement[] {
  const { projectName, stageName, stateBucketArn } = props;
  const objects = ['api', stageName].map(
    (name) => `${stateBucketArn}/${projectName}/${projectName}-${name}.*`,
  );
  return [
    allow('StateList', ['s3:ListBucket', 's3:GetBucketLocation'], [stateBucketArn]),
    allow('State', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], objects),
    ...artifactStatements(props),
    allow('WhoAmI', ['sts:GetCallerIdentity'], ['*']),
  ];
}

/** The stage's large zips: other stages' are neither read nor written, for their code is not this role's. */
function artifactStatements(props: DeployPolicyProps): readonly PolicyStatement[] {
  const { projectName, stageName, artifactBucketArn } = props;
  const prefix = `${projectName}-${stageName}/`;
  return [
    allow('Artifacts', ARTIFACT_ACTIONS.map(of('s3')), [`${artifactBucketArn}/${prefix}*`]),
    {
      // Terraform asks for every version of what it deletes, and S3 says 404 rather than 403 to who may list.
      ...allow('ArtifactsList', ['s3:ListBucket', 's3:ListBucketVersions'], [artifactBucketArn]),
      Condition: { StringLike: { 's3:prefix': [`${prefix}*`] } },
    },
  ];
}

/**
 * API Gateway's ids are not known before there are any, so what is allowed is told by kind, and what belongs to another
 * stage is denied: by its path where that names the stage, by its tag where it does not.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
 */
function gatewayStatements(props: DeployPolicyProps): readonly PolicyStatement[] {
  const { account, otherStages, mayDestroy } = props;
  const at = (path: string): string => `arn:aws:apigateway:${account.region}::${path}`;
  const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map(of('apigateway'));
  const othersStages = otherStages.flatMap((stage) => [
    at(`/restapis/*/stages/${stage}`),
    at(`/restapis/*/stages/${stage}/*`),
  ]);
  return [
    allow('Api', verbs, [at('/restapis'), at('/restapis/*')]),
    allow('Keys', verbs, [
      at('/apikeys'),
      at('/apikeys/*'),
      at('/usageplans'),
      at('/usageplans/*'),
    ]),
    allow('Tags', verbs, [at('/tags/*')]),
    deny('OtherStages', [...verbs, 'apigateway:SetWebACL'], othersStages),
    {
      ...deny(
        'OtherStagesByTag',
        ['apigateway:POST', 'apigateway:PUT', 'apigateway:PATCH', 'apigateway:DELETE'],
        [at('/*')],
      ),
      Condition: { StringEquals: { 'aws:ResourceTag/stage': otherStages } },
    },
    ...(mayDestroy
      ? []
      : [deny('KeepTheApi', ['apigateway:DELETE'], [at('/restapis/*')].map(restApiOnly))]),
  ];
}

/** `/restapis/*` matches what lies below as well; an id has ten characters. */
function restApiOnly(arn: string): string {
  return arn.replace(/\*$/, '??????????');
}

function functionStatements(props: DeployPolicyProps): readonly PolicyStatement[] {
  const { projectName, stageName, account } = props;
  const name = `${projectName}-${stageName}-*`;
  const lambda = `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`;
  const role = `arn:aws:iam::${account.accountId}:role/${name}`;
  return [
    allow('Functions', FUNCTION_ACTIONS.map(of('lambda')), [lambda]),
    {
      ...allow(
        'RolesWithinTheBoundary',
        ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary'],
        [role],
      ),
      // Else a role that this role makes could do what this role must not.
      Condition: { StringEquals: { 'iam:PermissionsBoundary': boundaryArn(props) } },
    },
    allow('Roles', ROLE_ACTIONS.map(of('iam')), [role]),
    {
      ...allow('RolesForLambda', ['iam:PassRole'], [role]),
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
  ];
}

/** The most that a function of a stage can be given: its name is the same in every account. */
export function boundaryArn({
  projectName,
  stageName,
  account,
}: Pick<DeployPolicyProps, 'projectName' | 'stageName' | 'account'>): string {
  return `arn:aws:iam::${account.accountId}:policy/${projectName}-${stageName}-boundary`;
}

function dataStatements(props: DeployPolicyProps): readonly PolicyStatement[] {
  const { projectName, stageName, account, mayDestroy } = props;
  const name = `${projectName}-${stageName}`;
  const arn = (service: string, rest: string): string =>
    `arn:aws:${service}:${account.region}:${account.accountId}:${rest}`;
  const groups = [
    `/aws/lambda/${name}-*`,
    `/aws/apigateway/${projectName}/${stageName}/*`,
    `API-Gateway-Execution-Logs_*/${stageName}`,
  ].map((group) => arn('logs', `log-group:${group}`));
  const table = [arn('dynamodb', `table/${name}-*`)];
  return [
    allow('Table', TABLE_ACTIONS.map(of('dynamodb')), table),
    ...(mayDestroy ? [allow('TableGone', ['dynamodb:DeleteTable'], table)] : []),
    allow('Queue', QUEUE_ACTIONS.map(of('sqs')), [arn('sqs', `${name}-*`)]),
    allow(
      'Logs',
      LOG_ACTIONS.map(of('logs')),
      groups.flatMap((group) => [group, `${group}:*`]),
    ),
    // These take no resource.
    allow('LogsOfTheAccount', ACCOUNT_LOG_ACTIONS.map(of('logs')), ['*']),
    allow('Alarms', ALARM_ACTIONS.map(of('cloudwatch')), [
      arn('cloudwatch', `alarm:${name}-*`),
      `arn:aws:cloudwatch::${account.accountId}:dashboard/${name}`,
    ]),
    allow('Topic', TOPIC_ACTIONS.map(of('sns')), [arn('sns', `${name}-*`)]),
    {
      ...allow('NewKey', ['kms:CreateKey', 'kms:TagResource'], ['*']),
      Condition: { StringEquals: { 'aws:RequestTag/stage': stageName } },
    },
    {
      ...allow('Key', KEY_ACTIONS.map(of('kms')), [arn('kms', 'key/*')]),
      Condition: { StringEquals: { 'aws:ResourceTag/stage': stageName } },
    },
    allow(
      'KeyAlias',
      ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias'],
      [arn('kms', `alias/${name}-*`), arn('kms', `alias/${name}`)],
    ),
    allow('KeyAliases', ['kms:ListAliases'], ['*']),
  ];
}
