import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { policyArgument, type PolicyDocument } from './policy-statement';

export interface PersonRoleProps {
  /** The role's, and before the part's in the names of the policies. */
  readonly name: (part?: string) => string;
  readonly policies: Readonly<Record<string, PolicyDocument>>;
  /** ARNs of who may take the role: the CI's user, or the account itself. */
  readonly trusted: readonly string[];
}

/** Longest that a session lasts, in seconds. */
const MAX_SESSION_SECONDS = 3600;

/**
 * A role that people and CI take, with a managed policy for each part of what it may do.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html
 */
export class PersonRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PersonRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'Resource', {
      name: props.name(),
      maxSessionDuration: MAX_SESSION_SECONDS,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: props.trusted } },
        ],
      }),
    });
    this.arn = role.arn;
    for (const [part, document] of Object.entries(props.policies)) {
      const policy = new IamPolicy(this, part, {
        name: props.name(part),
        policy: policyArgument(document),
      });
      new IamRolePolicyAttachment(this, `${part}-attachment`, {
        role: role.name,
        policyArn: policy.arn,
      });
    }
  }
}
