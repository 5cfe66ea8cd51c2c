import { listOf, memberOf } from './json';
import type { SavedPlan } from './stack';

/**
 * Whether a plan of kind `refresh-only` found what was changed outside Terraform. Its `hasChanges` does not tell: outputs
 * that would be computed anew count there as well.
 *
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function hasDrift({ plan }: SavedPlan): boolean {
  return listOf(memberOf(plan, 'resource_drift')).length > 0;
}
