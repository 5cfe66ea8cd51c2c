import { isUnknown, type ResourceChange } from '../resource-change';
import { type Grant, parseGrants, showGrant, widenedBy } from './policy-document';
import { type Rule, types } from './rule';

/** The attribute that holds a type's policy document. */
const IDENTITY_POLICIES: Readonly<Record<string, string>> = {
  aws_iam_role_policy: 'policy',
  aws_iam_policy: 'policy',
  aws_iam_user_policy: 'policy',
  aws_iam_group_policy: 'policy',
  aws_iam_role: 'assume_role_policy',
};

const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  aws_api_gateway_rest_api: 'policy',
  aws_api_gateway_rest_api_policy: 'policy',
  aws_sqs_queue: 'policy',
  aws_sqs_queue_policy: 'policy',
  aws_sns_topic: 'policy',
  aws_sns_topic_policy: 'policy',
  aws_s3_bucket: 'policy',
  aws_s3_bucket_policy: 'policy',
  aws_kms_key: 'policy',
  aws_kms_key_policy: 'policy',
  aws_dynamodb_resource_policy: 'policy',
  aws_cloudwatch_log_resource_policy: 'policy_document',
  aws_secretsmanager_secret_policy: 'policy',
};

const POLICIES = { ...IDENTITY_POLICIES, ...RESOURCE_POLICIES };
const POLICY_TYPES = types(...Object.keys(POLICIES));

/** Actions that AWS grants on `*` only, and that read or write nobody's data. */
const ONLY_ON_EVERYTHING: ReadonlySet<string> = new Set([
  'xray:puttracesegments',
  'xray:puttelemetryrecords',
  'xray:getsamplingrules',
  'xray:getsamplingtargets',
  'cloudwatch:putmetricdata',
  'logs:describeloggroups',
  'logs:createlogdelivery',
  'sts:getcalleridentity',
]);

/** Grants shown before "and N more". */
const MAX_SHOWN = 5;

function policyOf(change: ResourceChange, side: 'before' | 'after'): unknown {
  return change[side][POLICIES[change.type] ?? 'policy'];
}

function isPolicyUnknown(change: ResourceChange): boolean {
  return isUnknown(change, POLICIES[change.type] ?? 'policy');
}

/** Grants that a change adds; none when either side cannot be read, which a rule of its own tells. */
function addedGrants(change: ResourceChange): readonly Grant[] {
  if (isPolicyUnknown(change)) return [];
  const before = parseGrants(policyOf(change, 'before'));
  const after = parseGrants(policyOf(change, 'after'));
  return before === undefined || after === undefined ? [] : widenedBy(before, after);
}

function finder(
  isBad: (grant: Grant, change: ResourceChange) => boolean,
): Pick<Rule, 'types' | 'find'> {
  return {
    types: POLICY_TYPES,
    find: (change) => {
      const bad = addedGrants(change).filter((grant) => isBad(grant, change));
      if (bad.length === 0) return undefined;
      const more = bad.length > MAX_SHOWN ? `, and ${bad.length - MAX_SHOWN} more` : '';
      return `now allowed: ${bad.slice(0, MAX_SHOWN).map(showGrant).join('; ')}${more}`;
    },
  };
}

const isAllow = ({ effect }: Grant): boolean => effect === 'Allow';
const hasWideAction = (grant: Grant, change: ResourceChange): boolean =>
  isAllow(grant) && grant.action.includes('*') && !isKeyOwner(grant, change);
const hasWideResource = (grant: Grant): boolean =>
  isAllow(grant) && isWide(grant.resource) && !ONLY_ON_EVERYTHING.has(grant.action);
const isForAnyone = (grant: Grant): boolean => isAllow(grant) && grant.principal === '*';

/** Is a resource everything, or everything of a service? */
function isWide(resource: string): boolean {
  return /^\*+$/.test(resource) || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\**$/.test(resource);
}

/** A key's own policy says `*` for "this key": no wildcard there. */
function isOfKey({ type }: ResourceChange): boolean {
  return type.startsWith('aws_kms_key');
}

/**
 * Does a key's policy give the key to the account that it is made in? That grants nobody anything by itself: it hands the decision to
 * the account's own policies, and without it a key can become one that nobody can ever change.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function isKeyOwner({ action, principal, isNegated }: Grant, change: ResourceChange): boolean {
  const root = /^AWS:arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(principal)?.[1];
  return (
    isOfKey(change) &&
    action === 'kms:*' &&
    !isNegated &&
    root !== undefined &&
    root === change.accountId
  );
}

function isNamedElsewhere(grant: Grant, change: ResourceChange): boolean {
  return (
    hasWideAction(grant, change) ||
    (hasWideResource(grant) && !isOfKey(change)) ||
    isForAnyone(grant) ||
    grant.isNegated
  );
}

/** Policies that grant more than they did. */
export const POLICY_RULES: readonly Rule[] = [
  {
    id: 'iam-wildcard-action',
    severity: 'danger',
    lost: 'least privilege: whoever takes over the function may do all of that',
    mend: 'name the actions that are called, one by one',
    ...finder(hasWideAction),
  },
  {
    id: 'iam-wildcard-resource',
    severity: 'danger',
    lost: "least privilege: it reaches the other stage's, and other projects', resources",
    mend: 'name the resource by its ARN',
    ...finder((grant, change) => hasWideResource(grant) && !isOfKey(change)),
  },
  {
    id: 'iam-principal-anyone',
    severity: 'danger',
    lost: 'the border of the account: anybody in the world is named',
    mend: 'name the service or the role, and bind it with a condition',
    ...finder((grant) => isForAnyone(grant) && grant.condition === ''),
  },
  {
    id: 'iam-principal-anyone-on-condition',
    severity: 'warning',
    lost: 'the border of the account, but for one condition',
    mend: 'name the service or the role as well',
    ...finder((grant) => isForAnyone(grant) && grant.condition !== ''),
  },
  {
    id: 'iam-negated',
    severity: 'danger',
    lost: 'least privilege: all but what it names is allowed, also what AWS adds later',
    mend: 'use Action, Resource and Principal, not their Not forms',
    ...finder((grant) => isAllow(grant) && grant.isNegated),
  },
  {
    id: 'iam-deny-removed',
    severity: 'danger',
    lost: 'what the policy forbade, for instance access without TLS',
    mend: 'keep the Deny statement',
    ...finder(({ effect }) => effect === 'Deny'),
  },
  {
    id: 'iam-widened',
    severity: 'danger',
    lost: 'least privilege: more is allowed than was reviewed before',
    mend: 'grant it only if the code calls it; if so, allow this change by its address',
    types: POLICY_TYPES,
    find: (change, all) =>
      change.action === 'create'
        ? undefined
        : finder((grant, own) => isAllow(grant) && !isNamedElsewhere(grant, own)).find(change, all),
  },
  {
    id: 'iam-policy-unreadable',
    severity: 'warning',
    lost: 'nothing yet, but what the policy will grant is known only after apply, so it was not reviewed here',
    mend: 'read it in the code; or apply what it refers to first, then plan again',
    types: POLICY_TYPES,
    find: (change) => {
      if (change.action !== 'update' && change.action !== 'replace') return undefined;
      if (policyOf(change, 'before') === undefined || policyOf(change, 'before') === null)
        return undefined;
      const isUnreadable = parseGrants(policyOf(change, 'after')) === undefined;
      return isPolicyUnknown(change) || isUnreadable ? 'the new policy cannot be read' : undefined;
    },
  },
  {
    id: 'resource-policy-removed',
    severity: 'danger',
    lost: 'who may reach it was bound by this policy, and is not any more',
    mend: 'keep the policy',
    types: types(
      'aws_api_gateway_rest_api',
      'aws_api_gateway_rest_api_policy',
      'aws_s3_bucket_policy',
      'aws_kms_key_policy',
    ),
    find: (change) => {
      const before = parseGrants(policyOf(change, 'before'));
      const isGone =
        change.action === 'destroy'
          ? change.type.endsWith('_policy')
          : change.action === 'update' &&
            !isPolicyUnknown(change) &&
            parseGrants(policyOf(change, 'after'))?.length === 0;
      return isGone && before !== undefined && before.length > 0
        ? 'the resource policy is removed'
        : undefined;
    },
  },
];
