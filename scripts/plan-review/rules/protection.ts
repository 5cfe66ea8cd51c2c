import { memberAt } from '../json';
import { isKept, type ResourceChange } from '../resource-change';
import { showNames, showValue } from '../shown-value';
import { type Rule, types } from './rule';

/** Is a switch on before, and not on after? A value that is not known yet counts as kept. */
export function isSwitchedOff(change: ResourceChange, ...path: readonly string[]): boolean {
  const [attribute = ''] = path;
  if (memberAt(change.before, ...path) !== true || !isKept(change)) return false;
  const after = memberAt(change.after, ...path);
  return after === false || after === null || (after === undefined && isKnown(change, attribute));
}

function isKnown({ afterUnknown }: ResourceChange, attribute: string): boolean {
  return memberAt(afterUnknown, attribute) !== true;
}

/** The four switches that keep a bucket from the public. */
const PUBLIC_ACCESS = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
] as const;

/** Protection against loss, switched off. `prevent_destroy` is not in a plan: Terraform itself stops for it. */
export const PROTECTION_RULES: readonly Rule[] = [
  {
    id: 'deletion-protection-off',
    severity: 'danger',
    lost: 'the guard that keeps one wrong apply, or one click, from deleting it',
    mend: 'leave it on; switch it off only in the deployment before one that means to delete it',
    find: (change) =>
      ['deletion_protection_enabled', 'deletion_protection', 'enable_deletion_protection'].some(
        (attribute) => isSwitchedOff(change, attribute),
      ) ||
      (memberAt(change.before, 'deletion_protection') === 'ACTIVE' &&
        change.after['deletion_protection'] === 'INACTIVE')
        ? 'deletion protection is switched off'
        : undefined,
  },
  {
    id: 'point-in-time-recovery-off',
    severity: 'danger',
    lost: 'the 35 days to which the table could be restored; they do not come back when it is switched on again',
    mend: 'leave point-in-time recovery on, or take a backup first',
    types: types('aws_dynamodb_table'),
    find: (change) =>
      isSwitchedOff(change, 'point_in_time_recovery', 'enabled')
        ? 'point-in-time recovery is switched off'
        : undefined,
  },
  {
    id: 'table-items-expire',
    severity: 'danger',
    lost: 'items whose attribute lies in the past are deleted by DynamoDB, within days',
    mend: 'look at what that attribute holds in old items first',
    types: types('aws_dynamodb_table'),
    find: ({ before, after }) => {
      const name = memberAt(after, 'ttl', 'attribute_name');
      const isNew =
        memberAt(before, 'ttl', 'enabled') !== true ||
        memberAt(before, 'ttl', 'attribute_name') !== name;
      return memberAt(after, 'ttl', 'enabled') === true && before['name'] !== undefined && isNew
        ? `items expire by \`${showValue(name)}\``
        : undefined;
    },
  },
  {
    id: 'bucket-versioning-off',
    severity: 'danger',
    lost: 'what is overwritten or deleted from now on is gone: no way back to an older state or zip',
    mend: 'leave versioning Enabled; expire old versions by a lifecycle rule instead',
    types: types('aws_s3_bucket_versioning'),
    find: ({ action, before, after }) => {
      const status = memberAt(before, 'versioning_configuration', 'status');
      const left = memberAt(after, 'versioning_configuration', 'status');
      return status === 'Enabled' &&
        (action === 'destroy' || (left !== undefined && left !== status))
        ? 'the bucket keeps no versions any more'
        : undefined;
    },
  },
  {
    id: 'bucket-public',
    severity: 'danger',
    lost: 'the guard that keeps the bucket from being made public',
    mend: 'leave all four switches of the public access block on',
    types: types('aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'),
    find: (change) => {
      if (change.action === 'destroy') return 'the public access block is removed';
      const isNew = change.action === 'create';
      const off = PUBLIC_ACCESS.filter((name) =>
        isNew ? change.after[name] !== true : isSwitchedOff(change, name),
      );
      return off.length === 0
        ? undefined
        : `${showNames(off)} ${isNew ? 'not switched on' : 'switched off'}`;
    },
  },
];
