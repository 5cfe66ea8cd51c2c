/**
 * What a stage's deploy role may do, action by action, on this project's own resources and no others.
 *
 * The service authorization reference lists every action, the resources it takes and its condition keys:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import { dataStatements } from './data-policy';
import { edgeStatements, type EdgeSettings } from './edge-policy';
import { functionStatements } from './function-policy';
import { gatewayStatements } from './gateway-policy';
import { keyStatements, type KeySettings } from './key-policy';
import { document, type PolicyDocument } from './policy-statement';
import type { StageScope } from './stage-scope';
import { stateStatements, type Buckets } from './state-policy';

/** What of a stage's settings its roles depend on. */
export type RoleSettings = EdgeSettings & KeySettings;

export interface DeployPolicyProps extends StageScope, Buckets, EdgeSettings, KeySettings {
  /** Whether the role may delete the table with all its items. The REST API no role may delete. */
  readonly mayDestroy: boolean;
}

/**
 * The policies of a stage's deploy role, by name; each within the characters that a managed policy may have, and
 * fewer than the ten that a role may have.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function deployPolicies(props: DeployPolicyProps): Readonly<Record<string, PolicyDocument>> {
  const edge = edgeStatements(props);
  return {
    state: document(stateStatements(props)),
    gateway: document(gatewayStatements(props)),
    functions: document(functionStatements(props)),
    data: document(dataStatements(props)),
    keys: document(keyStatements(props)),
    ...(edge.length > 0 && { edge: document(edge) }),
  };
}
