import { createHash } from 'node:crypto';
import type { TerraformStack } from 'cdktf';

/** What a deployment takes a picture of. A change of any of it must lead to a new deployment, or the stage keeps the old. */
const SNAPSHOT = new Set([
  'aws_api_gateway_authorizer',
  'aws_api_gateway_gateway_response',
  'aws_api_gateway_integration',
  'aws_api_gateway_integration_response',
  'aws_api_gateway_method',
  'aws_api_gateway_method_response',
  'aws_api_gateway_model',
  'aws_api_gateway_request_validator',
  'aws_api_gateway_resource',
  'aws_api_gateway_rest_api',
  'aws_api_gateway_rest_api_policy',
]);

const DOCUMENTATION = new Set(['aws_api_gateway_documentation_part']);

/** Members that say nothing of the API: cdktf's own notes, the order of making, tags. */
const NOT_IN_SNAPSHOT = new Set(['//', 'depends_on', 'lifecycle', 'tags', 'provider']);

/** What a stage deploys of an API, each as a hash: another hash is another deployment. */
export interface ApiSnapshot {
  /** Over everything that a deployment holds. */
  readonly redeploymentHash: string;
  /** Over what a documentation version holds, which is a snapshot of its own. */
  readonly documentationHash: string;
}

/**
 * The snapshot of a stack's API, taken from what the stack synthesizes: no construct has to report to it, so none can
 * forget. It takes as long as synthesizing the stack: take it once, when the stack is complete, for all stages.
 *
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment#redeployment-triggers
 */
export function snapshotOf(apiStack: TerraformStack): ApiSnapshot {
  const terraform: unknown = apiStack.toTerraform();
  return {
    redeploymentHash: snapshotHash(terraform),
    documentationHash: hashOf(terraform, DOCUMENTATION),
  };
}

/** Types of the resources that each hash is over. */
export const SNAPSHOT_TYPES: Readonly<Record<keyof ApiSnapshot, ReadonlySet<string>>> = {
  redeploymentHash: SNAPSHOT,
  documentationHash: DOCUMENTATION,
};

/** The redeployment hash of a stack's Terraform JSON. */
export function snapshotHash(terraform: unknown): string {
  return hashOf(terraform, SNAPSHOT);
}

function hashOf(terraform: unknown, types: ReadonlySet<string>): string {
  const { resource } = terraform as { resource?: Record<string, unknown> };
  const snapshot = Object.entries(resource ?? {}).filter(([type]) => types.has(type));
  return createHash('sha256')
    .update(canonical(Object.fromEntries(snapshot)))
    .digest('hex');
}

/** JSON with sorted keys: the order in which constructs were made is no change. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([key, member]) => !NOT_IN_SNAPSHOT.has(key) && member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
