/** May this role do that? Its policies, as IAM evaluates them. */
import type { RoleDefinition } from '../application';
import { managedPolicy } from './managed-policies';
import { evaluatePolicies, MalformedPolicyError, type PolicyDecision } from './policy';

export interface AccessDecision {
  readonly allowed: boolean;
  /** Why not, in the words of AWS's `AccessDeniedException`; `''` when it is allowed. */
  readonly reason: string;
}

/**
 * Evaluates every policy of a role: those that Terraform holds, and AWS-managed ones that the laptop knows.
 *
 * @param action `dynamodb:PutItem`
 * @param resourceArn `*` for an action that has no resource.
 */
export function checkAccess(
  role: RoleDefinition,
  action: string,
  resourceArn: string,
): AccessDecision {
  const managed = role.managedPolicyArns.map((arn) => ({ arn, document: managedPolicy(arn) }));
  const known = managed.flatMap(({ document }) => (document === undefined ? [] : [document]));
  const unknown = managed.filter(({ document }) => document === undefined);
  const decision = decide([...role.policies, ...known], { action, resource: resourceArn });
  switch (decision) {
    case 'allow':
      return { allowed: true, reason: '' };
    case 'explicit-deny':
      return denied('with an explicit deny in an identity-based policy');
    case 'implicit-deny':
      return denied(
        `because no identity-based policy allows the ${action} action${unknownPolicies(unknown)}`,
      );
    default:
      return denied(`because a policy of ${role.address} cannot be read: ${decision.message}`);
  }
}

function decide(
  documents: readonly unknown[],
  request: { readonly action: string; readonly resource: string },
): PolicyDecision | MalformedPolicyError {
  try {
    return evaluatePolicies(documents, request);
  } catch (error) {
    if (error instanceof MalformedPolicyError) return error;
    throw error;
  }
}

function denied(reason: string): AccessDecision {
  return { allowed: false, reason };
}

/** Told, since on AWS the call may well be allowed. */
function unknownPolicies(unknown: readonly { readonly arn: string }[]): string {
  if (unknown.length === 0) return '';
  const arns = unknown.map(({ arn }) => arn).join(', ');
  return ` (what ${arns} allows is not known on this laptop)`;
}
