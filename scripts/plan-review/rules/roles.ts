import { textOf, textsOf } from '../json';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { showValue } from '../shown-value';
import { matches } from './policy-document';
import { type Rule, types } from './rule';

const ATTACHMENTS = types(
  'aws_iam_role_policy_attachment',
  'aws_iam_user_policy_attachment',
  'aws_iam_group_policy_attachment',
  'aws_iam_policy_attachment',
  'aws_iam_role',
);

/** AWS's own policies that allow nearly everything, at least in one service. */
const SWEEPING = /(AdministratorAccess|PowerUserAccess|FullAccess)[^/]*$/;

function attachedTo(values: ResourceChange['before']): readonly string[] {
  return [...textsOf(values['policy_arn']), ...textsOf(values['managed_policy_arns'])];
}

function newlyAttached({ before, after }: ResourceChange): readonly string[] {
  const old = attachedTo(before);
  return attachedTo(after).filter((arn) => !old.includes(arn));
}

function finder(isBad: (arn: string) => boolean): Pick<Rule, 'types' | 'find'> {
  return {
    types: ATTACHMENTS,
    find: (change) => {
      const bad = newlyAttached(change).filter(isBad);
      return bad.length === 0 ? undefined : `now attached: \`${bad.join('`, `')}\``;
    },
  };
}

/** What binds and what widens a role or a function's permission, other than a policy document. */
export const ROLE_RULES: readonly Rule[] = [
  {
    id: 'iam-sweeping-policy-attached',
    severity: 'danger',
    lost: 'least privilege: that policy of AWS allows nearly everything',
    mend: 'write a policy that names the actions and the resources',
    ...finder((arn) => SWEEPING.test(arn)),
  },
  {
    id: 'iam-policy-attached',
    severity: 'warning',
    lost: 'nothing that a plan shows: what the attached policy allows is not in it',
    mend: 'look the policy up, and prefer one of your own that names actions and resources',
    ...finder((arn) => !SWEEPING.test(arn)),
  },
  {
    id: 'iam-boundary-removed',
    severity: 'danger',
    lost: 'the upper limit of what the role may ever do',
    mend: 'keep permissions_boundary',
    types: types('aws_iam_role', 'aws_iam_user'),
    find: (change) =>
      isKept(change) &&
      Boolean(change.before['permissions_boundary']) &&
      !change.after['permissions_boundary'] &&
      !isUnknown(change, 'permissions_boundary')
        ? 'the permissions boundary is removed'
        : undefined,
  },
  {
    id: 'permission-widened',
    severity: 'danger',
    lost: 'the border between stages, methods and accounts: more callers may invoke the function',
    mend: 'name one method of one stage: arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>',
    types: types('aws_lambda_permission'),
    find: findWidePermission,
  },
  {
    id: 'function-url-open',
    severity: 'danger',
    lost: 'keys, authorizer, throttle and validation: the URL calls the function past the API',
    mend: 'set authorization_type to AWS_IAM, or leave the function URL out',
    types: types('aws_lambda_function_url'),
    find: ({ before, after }) =>
      after['authorization_type'] === 'NONE' && before['authorization_type'] !== 'NONE'
        ? 'the function gets a URL that anybody may call'
        : undefined,
  },
];

/** Does a source ARN cover every stage, or every method of every path? A method `*` of one path is ANY's. */
function isWideSource(arn: string): boolean {
  if (!arn.includes(':execute-api:')) return /^\*?$/.test(arn);
  const [, stage = '*', method = '*', ...path] = arn.split(':').slice(5).join(':').split('/');
  return stage.includes('*') || (method === '*' && (path.join('/') === '*' || path.length === 0));
}

function isWidened(old: string | undefined, source: string): boolean {
  if (old === undefined) return isWideSource(source);
  return source !== old && (matches(source, old) || (isWideSource(source) && !isWideSource(old)));
}

function findWidePermission(change: ResourceChange): string | undefined {
  const { action, before, after } = change;
  if (action !== 'create' && !isKept(change)) return undefined;
  if (after['principal'] === '*' && before['principal'] !== '*')
    return 'anybody may invoke the function';
  if (isUnknown(change, 'source_arn')) return undefined;
  const old = textOf(before['source_arn']);
  const source = textOf(after['source_arn']);
  if (source === undefined) {
    return old !== undefined || action === 'create'
      ? 'the permission names no source: every API of every account may invoke the function through that service'
      : undefined;
  }
  return isWidened(old, source)
    ? `the source is \`${showValue(source)}\`, before \`${showValue(old)}\``
    : undefined;
}
