import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { filledIn } from './inventory';
import type { Quota } from './quota';

/** Names have rows of their own, with those of other services. */
export const IAM: readonly Quota[] = [
  {
    id: 'managed-policy',
    service: 'IAM',
    unit: 'characters of policy',
    per: 'a managed policy (white space is free)',
    limit: 6144,
    adjustable: false,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    mend: 'shorten the names of project and stage, or give the role one policy more, in deploy-policy.ts or plan-policy.ts',
    met: 'never by bootstrap: the roles have a policy per concern',
    measure: (made) =>
      made.of(IamPolicy).map((one) => ({
        where: `policy ${one.nameInput ?? one.node.path}`,
        amount: filledIn(one.policyInput ?? '').replace(/\s/g, '').length,
      })),
  },
];
