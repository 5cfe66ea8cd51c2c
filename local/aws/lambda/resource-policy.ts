import type { FunctionDefinition, PermissionDefinition } from '../../application';
import { AwsError } from '../aws-error';
import { qualifiedArn } from './function-configuration';

/**
 * Every `aws_lambda_permission` of a function, or of one alias or version, as the policy document they make.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
 *
 * @throws AwsError `ResourceNotFoundException` when there is none.
 */
export function resourcePolicy(
  definition: FunctionDefinition,
  qualifier: string | undefined,
): { readonly Policy: string } {
  const statements = definition.permissions.filter(
    (permission) => permission.qualifier === qualifier,
  );
  if (statements.length === 0) {
    throw new AwsError(
      'ResourceNotFoundException',
      404,
      'The resource you requested does not exist.',
    );
  }
  const arn = qualifiedArn(definition, qualifier);
  const Statement = statements.map((permission) => statementOf(permission, arn));
  return { Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement }) };
}

function statementOf(permission: PermissionDefinition, resource: string) {
  const { principal, sourceArn } = permission;
  return {
    Sid: permission.address,
    Effect: 'Allow',
    Principal: principalOf(principal),
    Action: permission.action,
    Resource: resource,
    ...(sourceArn !== undefined && { Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } } }),
  };
}

function principalOf(principal: string): unknown {
  if (principal === '*') return principal;
  return principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal };
}
