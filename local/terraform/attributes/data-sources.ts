/** What data sources that need no AWS would answer. */
import type { AttributeTable } from './computed';
import { policyDocument } from './policy-document';

/** By type, `data.` left out. */
export const DATA_SOURCE_ATTRIBUTES: AttributeTable = {
  aws_caller_identity: {
    id: ({ accountId }) => accountId,
    account_id: ({ accountId }) => accountId,
    arn: ({ accountId }) => `arn:aws:iam::${accountId}:user/laptop`,
    user_id: () => 'AIDALAPTOPLAPTOPLAPTO',
  },
  aws_region: {
    id: ({ region }) => region,
    name: ({ region }) => region,
    region: ({ region }) => region,
  },
  aws_partition: {
    id: () => 'aws',
    partition: () => 'aws',
    dns_suffix: () => 'amazonaws.com',
    reverse_dns_prefix: () => 'com.amazonaws',
  },
  aws_iam_policy_document: {
    json: (document) => policyDocument(document, 2),
    minified_json: (document) => policyDocument(document, 0),
  },
};
