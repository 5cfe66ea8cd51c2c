import type { TerraformStack } from 'cdktf';

/**
 * What the lanes have run, and no more: 5.100 is the last of 5.x, and nobody has deployed this with a 6.x. The release
 * itself is pinned by `.terraform.lock.hcl`; docs/decisions/072-provider-pinned.md says how to move on.
 */
export const AWS_PROVIDER = '~> 5.100.0';
/** The first with S3's native state lock. */
const TERRAFORM = '>= 1.10.0';

/** States the versions a stack is written for, instead of the one the bindings were made from. */
export function requireVersions(stack: TerraformStack): void {
  stack.addOverride('terraform.required_version', TERRAFORM);
  // In full: cdktf writes the short form, cdktn the long one.
  stack.addOverride('terraform.required_providers.aws.source', 'hashicorp/aws');
  stack.addOverride('terraform.required_providers.aws.version', AWS_PROVIDER);
}
