import { textsOf } from '../json';
import { namesNewThing } from '../references';
import { isUnknown, type ResourceChange } from '../resource-change';
import { showNames } from '../shown-value';
import { type Rule, types } from './rule';

const ATTACHMENTS = types(
  'aws_iam_role_policy_attachment',
  'aws_iam_user_policy_attachment',
  'aws_iam_group_policy_attachment',
  'aws_iam_policy_attachment',
  'aws_iam_role',
);

/** Policies of AWS that allow a function or a service its own logs and traces, and nothing else. */
const NARROW =
  /:policy\/(service-role\/(AWSLambdaBasicExecutionRole|AWSLambdaVPCAccessExecutionRole|AmazonAPIGatewayPushToCloudWatchLogs)|AWSXRayDaemonWriteAccess|CloudWatchLambdaInsightsExecutionRolePolicy)$/;
const OF_AWS = /^arn:aws[a-z-]*:iam::aws:policy\//;

function attachedTo(values: ResourceChange['before']): readonly string[] {
  return [...textsOf(values['policy_arn']), ...textsOf(values['managed_policy_arns'])];
}

function newlyAttached({ before, after }: ResourceChange): readonly string[] {
  const old = attachedTo(before);
  return attachedTo(after).filter((arn) => !old.includes(arn));
}

/** Was the one that a policy is attached to there before? */
function isOnOld(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  if (change.type === 'aws_iam_role') return change.action !== 'create';
  return !['role', 'user', 'group', 'roles'].some(
    (name) => (name in change.after || isUnknown(change, name)) && namesNewThing(change, name, all),
  );
}

/** Is it a policy that the same plan makes, whose statements are reviewed there? */
function isMadeHere(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  return namesNewThing(change, 'policy_arn', all);
}

/** What is attached to roles, users and groups. */
export const ROLE_RULES: readonly Rule[] = [
  {
    id: 'iam-sweeping-policy-attached',
    severity: 'danger',
    lost: 'least privilege: that policy of AWS allows far more than a function needs, and AWS may add to it',
    mend: 'write a policy that names the actions and the resources',
    types: ATTACHMENTS,
    find: (change) => {
      const bad = newlyAttached(change).filter((arn) => OF_AWS.test(arn) && !NARROW.test(arn));
      return bad.length === 0 ? undefined : `now attached: ${showNames(bad)}`;
    },
  },
  {
    id: 'iam-policy-attached',
    severity: 'danger',
    lost: 'nothing that this plan shows: what the attached policy allows is not in it',
    mend: 'look the policy up; if it is wanted, allow this change by its address',
    types: ATTACHMENTS,
    find: (change, all) => {
      const bad = newlyAttached(change).filter(
        (arn) => !OF_AWS.test(arn) || (NARROW.test(arn) && isOnOld(change, all)),
      );
      const isHidden =
        change.action === 'create' && isUnknown(change, 'policy_arn') && isOnOld(change, all);
      if (isHidden)
        return 'a policy that is known only after apply is attached to one who was there before';
      return bad.length === 0 || isMadeHere(change, all)
        ? undefined
        : `now attached: ${showNames(bad)}`;
    },
  },
  {
    id: 'iam-policy-detached',
    severity: 'warning',
    lost: 'what that policy allowed, or denied: the plan does not show which',
    mend: 'look the policy up; one that denies is a guard',
    types: ATTACHMENTS,
    find: (change, all) => {
      const { action, type, before, after, stack } = change;
      const isGone = all.some(
        (other) =>
          other.stack === stack &&
          other.action === 'destroy' &&
          other.before['name'] === before['role'],
      );
      if (type === 'aws_iam_role' || isGone || !['destroy', 'update', 'replace'].includes(action)) {
        return undefined;
      }
      const gone = attachedTo(before).filter(
        (arn) => !attachedTo(after).includes(arn) && !OF_AWS.test(arn),
      );
      return gone.length === 0 ? undefined : `no longer attached: ${showNames(gone)}`;
    },
  },
];
