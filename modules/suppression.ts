import type { TerraformResource } from 'cdktf';

/** Check of `checkov` to the reason why its finding is meant to be. */
export type Suppressions = Readonly<Record<string, string | undefined>>;

/**
 * Says beside a resource, in its JSON, why a finding of `checkov` does not count there; Terraform takes it as a comment.
 *
 * https://www.checkov.io/5.Policy%20Index/terraform.html
 *
 * @param suppressions A check without a reason is not suppressed: for findings that settings can do away with.
 */
export function suppress(resource: TerraformResource, suppressions: Suppressions): void {
  const skip = Object.entries(suppressions).flatMap(([id, comment]) =>
    comment === undefined ? [] : [{ id, comment }],
  );
  if (skip.length > 0) resource.addOverride('//.checkov', { skip });
}
