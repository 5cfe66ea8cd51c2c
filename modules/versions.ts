import type { TerraformStack } from 'cdktf';

/** One JSON that plans on 5.100, which CI has, and on every 6.x. */
const AWS_PROVIDER = '>= 5.100.0, < 7.0.0';
/**
 * The Node runtimes that a function may have: what Lambda still takes of those that provider 5.100 knows. A newer one fails
 * in its validation, at the plan. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export const NODE_RUNTIMES = ['nodejs20.x', 'nodejs22.x'] as const;
/** The first with S3's native state lock. */
const TERRAFORM = '>= 1.10.0';

/** States the versions a stack is written for, instead of the one the bindings were made from. */
export function requireVersions(stack: TerraformStack): void {
  stack.addOverride('terraform.required_version', TERRAFORM);
  // In full: cdktf writes the short form, cdktn the long one.
  stack.addOverride('terraform.required_providers.aws.source', 'hashicorp/aws');
  stack.addOverride('terraform.required_providers.aws.version', AWS_PROVIDER);
}
