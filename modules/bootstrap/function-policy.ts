import { allow, of, where, type PolicyStatement } from './policy-statement';
import {
  boundaryArn,
  iamArn,
  regionalArn,
  regionalName,
  stagePrefix,
  type StageScope,
} from './stage-scope';

const READ_FUNCTION = [
  ...['GetFunction', 'GetFunctionConfiguration', 'GetFunctionCodeSigningConfig', 'GetPolicy'],
  ...['ListVersionsByFunction', 'GetAlias', 'ListTags', 'GetFunctionEventInvokeConfig'],
  ...['GetFunctionConcurrency', 'GetRuntimeManagementConfig'],
].map(of('lambda'));
const WRITE_FUNCTION = [
  ...['CreateFunction', 'DeleteFunction', 'UpdateFunctionCode', 'UpdateFunctionConfiguration'],
  ...['PublishVersion', 'CreateAlias', 'DeleteAlias', 'UpdateAlias', 'RemovePermission'],
  ...['PutFunctionEventInvokeConfig', 'UpdateFunctionEventInvokeConfig'],
  ...['DeleteFunctionEventInvokeConfig', 'PutFunctionConcurrency', 'DeleteFunctionConcurrency'],
  ...['TagResource', 'UntagResource'],
].map(of('lambda'));

const READ_ROLE = [
  ...['GetRole', 'GetRolePolicy', 'ListRolePolicies', 'ListAttachedRolePolicies', 'ListRoleTags'],
].map(of('iam'));
const WRITE_ROLE = [
  ...['DeleteRole', 'UpdateRole', 'TagRole', 'UntagRole', 'DeleteRolePolicy'],
  // Asked before a role is deleted.
  'ListInstanceProfilesForRole',
].map(of('iam'));
const BOUND_ROLE = [
  ...['CreateRole', 'PutRolePolicy', 'PutRolePermissionsBoundary', 'UpdateAssumeRolePolicy'],
].map(of('iam'));

/** The services that call a function of ours. */
const INVOKERS = ['apigateway.amazonaws.com', 'sns.amazonaws.com'];

/** A stage's functions, and the roles they run as. */
export function functionStatements(scope: StageScope): readonly PolicyStatement[] {
  const lambda = [functionArns(scope)];
  const role = [roleArns(scope)];
  return [
    allow('Functions', [...READ_FUNCTION, ...WRITE_FUNCTION], lambda),
    where(allow('Invokers', ['lambda:AddPermission'], lambda), {
      StringEquals: { 'lambda:Principal': INVOKERS },
    }),
    // Else a role that this role makes could do what this role must not. Whom a role trusts IAM cannot bound: the boundary does.
    where(allow('RolesWithinTheBoundary', BOUND_ROLE, role), {
      StringEquals: { 'iam:PermissionsBoundary': boundaryArn(scope) },
    }),
    allow('Roles', [...READ_ROLE, ...WRITE_ROLE], role),
    where(allow('RolesForLambda', ['iam:PassRole'], role), {
      StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    }),
  ];
}

/** What a plan reads of them. */
export function readFunctions(scope: StageScope): readonly PolicyStatement[] {
  return [
    allow('Functions', READ_FUNCTION, [functionArns(scope)]),
    allow('Roles', READ_ROLE, [roleArns(scope)]),
  ];
}

function functionArns(scope: StageScope): string {
  return regionalArn(scope.account, 'lambda', `function:${stagePrefix(scope)}-*`);
}

function roleArns(scope: StageScope): string {
  return iamArn(scope.account, `role/${regionalName(`${stagePrefix(scope)}-*`, scope.account)}`);
}
