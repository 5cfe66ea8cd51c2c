import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';
import { deployPolicies, type DeployPolicyProps } from './deploy-policy';
import { functionBoundary } from './function-boundary';
import { PersonRole } from './person-role';
import { policyArgument } from './policy-statement';
import { boundaryName, regionalName } from './stage-scope';

export interface DeployRoleProps extends DeployPolicyProps {
  /** ARNs of who may take the role: the CI's user, or the account itself. */
  readonly trusted: readonly string[];
}

/**
 * The role that deploys one stage, and the boundary of the roles that it makes for functions.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
 */
export class DeployRole extends Construct {
  readonly arn: string;
  /** Of the policy that bounds the roles of the stage's functions. */
  readonly boundaryArn: string;

  constructor(scope: Construct, id: string, props: DeployRoleProps) {
    super(scope, id);
    const { projectName, stageName, account, trusted } = props;
    // Not gatehouse-dev-...: a deploy role must not be one of the roles that it may change.
    const name = `${projectName}-deploy-${stageName}`;
    this.arn = new PersonRole(this, 'role', {
      name: (part) => regionalName(part === undefined ? name : `${name}-${part}`, account),
      policies: deployPolicies(props),
      trusted,
    }).arn;
    this.boundaryArn = new IamPolicy(this, 'boundary', {
      name: boundaryName(props),
      policy: policyArgument(functionBoundary(props)),
    }).arn;
  }
}
