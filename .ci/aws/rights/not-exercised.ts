/**
 * Rights that no lane needs, each with what it is for: a right that is neither needed nor here is one too many, and one that is
 * here and needed by every role that has it is to be taken from here.
 */
import type { Right } from './needed';

/** [what it is for, statement, actions without the service's prefix] */
type Row = readonly [string, string, readonly string[]];

const ZIP = 'a zip of over 50 MB, which goes through the artifact bucket';
const TAGS = 'tags that a later configuration adds, changes or takes away';
const CHANGE = 'a setting that changes while the stage lives';
const PROVIDER = 'a later version of the AWS provider reads it';
const ACCESS_LOGS = 'API Gateway makes a delivery for access logs in the name of who asks';
const BOTH = 'another statement allows it as well, for the resource that the lanes have';
const ADOPTED = 'a group that API Gateway made before Terraform did, taken over';

const ROWS: readonly Row[] = [
  [
    'AWS needs no right for it; it is here so that the policy reads whole',
    'WhoAmI',
    ['sts:GetCallerIdentity'],
  ],
];

const REASONS = new Map(
  ROWS.flatMap(([reason, sid, actions]) =>
    actions.map((action) => [`${sid} ${action}`, reason] as const),
  ),
);

/** Every `statement action` that is listed. */
export const LISTED: readonly string[] = [...REASONS.keys()];

/** @returns `undefined`: nobody has said. */
export function reasonFor({ sid, action }: Right): string | undefined {
  return REASONS.get(`${sid} ${action}`);
}
