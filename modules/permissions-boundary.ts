import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { Aspects } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Gives every role below a construct a boundary: the most that it can ever do, whatever its policies say.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundRoles(scope: IConstruct, boundaryArn: string): void {
  Aspects.of(scope).add({
    visit: (node) => {
      if (node instanceof IamRole) node.permissionsBoundary = boundaryArn;
    },
  });
}
