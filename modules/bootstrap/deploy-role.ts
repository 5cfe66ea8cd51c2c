import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { deployPolicies, type DeployPolicyProps } from './deploy-policy';
import { functionBoundary } from './function-boundary';

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
    const name = `${props.projectName}-${props.stageName}`;
    const role = new IamRole(this, 'Resource', {
      // Not gatehouse-dev-...: a deploy role must not be one of the roles that it may change.
      name: `${props.projectName}-deploy-${props.stageName}`,
      maxSessionDuration: 3600,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: props.trusted } },
        ],
      }),
    });
    this.arn = role.arn;
    for (const [part, document] of Object.entries(deployPolicies(props))) {
      const policy = new IamPolicy(this, part, {
        name: `${props.projectName}-deploy-${props.stageName}-${part}`,
        policy: JSON.stringify(document),
      });
      new IamRolePolicyAttachment(this, `${part}-attachment`, {
        role: role.name,
        policyArn: policy.arn,
      });
    }
    const boundary = new IamPolicy(this, 'boundary', {
      name: `${name}-boundary`,
      policy: JSON.stringify(functionBoundary(props)),
    });
    this.boundaryArn = boundary.arn;
  }
}
