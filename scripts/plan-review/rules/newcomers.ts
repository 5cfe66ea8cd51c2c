/** What is new, and at once does what a change to something old would be stopped for. */
import {
  isRecord,
  type JsonRecord,
  listOf,
  memberAt,
  recordOf,
  textOf,
  textsDeepIn,
  textsOf,
} from '../json';
import { isExplained, namesNewThing } from '../references';
import { isUnknown, type ResourceChange } from '../resource-change';
import { showStep } from '../show-at';
import { showNames } from '../shown-value';
import { type Rule, types } from './rule';

/** Arguments that say as whom a thing acts. */
const IDENTITY =
  /^(role|role_arn|iam_role_arn|iam_role|execution_role_arn|task_role_arn|service_role|service_role_arn|invocation_role|invocation_role_arn|cloudwatch_role_arn|cloud_watch_logs_role_arn|credentials|credentials_arn|authorizer_credentials|authorizer_credentials_arn|subscription_role_arn|logging_role|iam_instance_profile|user_role_arn)$/;
/** Types whose `role` is what something is put on: rules of their own read that. */
const PUT_ON_ROLES =
  /^aws_(iam_(role|user|group)_polic|iam_policy_attachment|iam_role_policies|iam_user_polic|iam_group_polic)/;

/** The places, however deep, at which a new thing is told as whom to act: `target.role_arn`. */
function identitiesIn(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => identitiesIn(one, path));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (!IDENTITY.test(name)) return identitiesIn(member, at);
    return textsOf(member).some((text) => text !== '') ? [at] : [];
  });
}

/** The identities that a new thing takes, though the plan does not make them. */
function takenIdentities(
  change: ResourceChange,
  all: readonly ResourceChange[],
): readonly string[] {
  if (change.action !== 'create' || PUT_ON_ROLES.test(change.type)) return [];
  const open = Object.keys(recordOf(change.afterUnknown)).filter(
    (name) => IDENTITY.test(name) && isUnknown(change, name) && isWritten(change, name),
  );
  return [...new Set([...identitiesIn(change.after), ...open])].filter(
    (path) => !namesNewThing(change, path, all),
  );
}

/** An argument that nobody wrote is for AWS to fill in. */
function isWritten({ facts, address }: ResourceChange, name: string): boolean {
  const configuration = facts.configurationOf(address);
  return configuration === undefined || name in recordOf(configuration['expressions']);
}

/** Does the plan make the API or the stage, so that what stands beside it is a part of what is new? */
function isWithNewStage({ stack }: ResourceChange, all: readonly ResourceChange[]): boolean {
  return all.some(
    ({ stack: other, action, type }) =>
      other === stack &&
      action === 'create' &&
      (type === 'aws_api_gateway_rest_api' || type === 'aws_api_gateway_stage'),
  );
}

const CERTIFICATE = 'aws_acm_certificate';

const isNew = ({ action }: ResourceChange): boolean => action === 'create';

/** Is a limit set, of the whole usage plan or of each stage of it? */
function isLimited({ after }: ResourceChange, settings: string, limit: string): boolean {
  return memberAt(after, settings, limit) !== undefined;
}

/** Names below which somebody else's name servers, or one machine, would answer for many names. */
function nameFlaw(change: ResourceChange, all: readonly ResourceChange[]): string | undefined {
  const name = (textOf(change.after['name']) ?? '').replace(/\.$/, '');
  const kind = textOf(change.after['type']) ?? '';
  // By such a record ACM is told whose the name is: its own name is ACM's choice.
  if (isUnknown(change, 'name') && isExplained(change, 'name', { all, follows: CERTIFICATE }))
    return undefined;
  if (['NS', 'DS', 'DNAME'].includes(kind)) return 'it hands the name over to other name servers';
  if (
    'alias' in change.after &&
    isNamed(change, 'alias') &&
    namesNewThing(change, 'alias.name', all)
  )
    return undefined;
  if (name.startsWith('*')) return 'it answers for every name that has no record of its own';
  return name === '' ||
    (name.split('.').length === 2 && ['A', 'AAAA', 'MX', 'CNAME'].includes(kind))
    ? 'it answers for the name of the whole zone'
    : undefined;
}

function isNamed(change: ResourceChange, attribute: string): boolean {
  return isUnknown(change, attribute) || listOf(change.after[attribute]).length > 0;
}

/** The Internet, in IPv4 and IPv6. */
function isOpenRange(value: unknown): boolean {
  return textsDeepIn(value).some((range) => /^(0\.0\.0\.0\/[0-7]|::\/[0-7])$/.test(range));
}

function opensNetwork({ type, after }: ResourceChange): boolean {
  const ranges = ['cidr_ipv4', 'cidr_ipv6', 'cidr_blocks', 'ipv6_cidr_blocks'];
  if (type === 'aws_security_group_rule' && after['type'] !== 'ingress') return false;
  if (type.endsWith('_egress_rule')) return false;
  if (
    type === 'aws_network_acl_rule' &&
    (after['egress'] === true || after['rule_action'] !== 'allow')
  )
    return false;
  return (
    [...ranges, 'cidr_block', 'ipv6_cidr_block'].some((name) => isOpenRange(after[name])) ||
    listOf(after['ingress']).some((rule) => isOpenRange(rule))
  );
}

/** Is a function put into a network that was in none? */
function entersNetwork({ action, before, after }: ResourceChange): boolean {
  const hasSubnets = (values: JsonRecord): boolean =>
    listOf(memberAt(values, 'vpc_config', 'subnet_ids')).length > 0 ||
    textsDeepIn(recordOf(listOf(values['vpc_config'])[0])['subnet_ids']).length > 0;
  return ['update', 'replace'].includes(action) && hasSubnets(after) && !hasSubnets(before);
}

/** New things that open, take or hand over. */
export const NEWCOMER_RULES: readonly Rule[] = [
  {
    id: 'identity-taken',
    severity: 'danger',
    lost: 'the border of that role: the new thing may do all that the role may, and runs what somebody wrote',
    mend: 'make a role of its own in the same change, which names the actions and resources that it needs',
    find: (change, all) => {
      const taken = takenIdentities(change, all);
      return taken.length === 0
        ? undefined
        : `it acts as one who was there before: ${taken.map((path) => showStep(change, path)).join('; ')}`;
    },
  },
  {
    id: 'usage-plan-unlimited',
    severity: 'danger',
    lost: 'the limit per key: a client of the new plan can use up what all share',
    mend: 'set throttle_settings and quota_settings',
    types: types('aws_api_gateway_usage_plan'),
    find: (change) => {
      if (!isNew(change) || listOf(change.after['api_stages']).length === 0) return undefined;
      const missing = [
        ['throttle_settings', 'rate_limit'] as const,
        ['quota_settings', 'limit'] as const,
      ].filter(([settings, limit]) => !isLimited(change, settings, limit));
      return missing.length === 0
        ? undefined
        : `the new usage plan has no ${showNames(missing.map(([settings]) => settings))}`;
    },
  },
  {
    id: 'entrance-added',
    severity: 'warning',
    lost: 'nothing, if it is meant so: there is one more way in',
    mend: 'check who is to come in by it, and that it is guarded as the others are',
    types: types(
      'aws_api_gateway_usage_plan',
      'aws_api_gateway_api_key',
      'aws_api_gateway_domain_name',
    ),
    find: (change, all) =>
      isNew(change) && !isWithNewStage(change, all) ? 'it is added to what was there' : undefined,
  },
  {
    id: 'api-beside',
    severity: 'warning',
    lost: 'nothing by itself; an API without methods in this plan is filled, and guarded, by somebody else',
    mend: 'add routes to the API that is there',
    types: types('aws_api_gateway_rest_api'),
    find: (change, all) =>
      isNew(change) && !all.some((one) => isNew(one) && one.type === 'aws_api_gateway_method')
        ? 'an API is made of which this plan shows no method'
        : undefined,
  },
  {
    id: 'stage-unwatched',
    severity: 'warning',
    lost: 'a record of who called what, and the limit of calls, on a stage of an API that was there before',
    mend: 'give the stage access_log_settings, and method settings with a throttle, in the same change',
    types: types('aws_api_gateway_stage'),
    find: (change, all) => {
      if (!isNew(change) || namesNewThing(change, 'rest_api_id', all)) return undefined;
      const hasSettings = all.some(
        (one) =>
          isNew(one) &&
          one.type === 'aws_api_gateway_method_settings' &&
          one.stack === change.stack,
      );
      const missing = [
        ...(isNamed(change, 'access_log_settings') ? [] : ['access_log_settings']),
        ...(hasSettings ? [] : ['aws_api_gateway_method_settings']),
      ];
      return missing.length === 0 ? undefined : `the new stage has no ${showNames(missing)}`;
    },
  },
  {
    id: 'name-handed-over',
    severity: 'danger',
    lost: 'the name: whoever answers for it gets the calls, the mail and certificates for it',
    mend: 'name one host of ours; if it is wanted, allow this change by its address',
    types: types('aws_route53_record'),
    find: (change, all) => (isNew(change) ? nameFlaw(change, all) : undefined),
  },
  {
    id: 'certificate-wide',
    severity: 'warning',
    lost: 'nothing by itself; whoever has its key can pass for every name that it covers',
    mend: 'name the hosts, and leave export off',
    types: types('aws_acm_certificate'),
    find: (change) => {
      const names = [change.after['domain_name'], change.after['subject_alternative_names']];
      const isWide = names.flatMap(textsOf).some((name) => name.startsWith('*'));
      const isExported = memberAt(change.after, 'options', 'export') === 'ENABLED';
      return isNew(change) && (isWide || isExported)
        ? 'the new certificate is for any name of the domain, or its key can be taken out'
        : undefined;
    },
  },
  {
    id: 'alarms-to-host',
    severity: 'danger',
    lost: 'what the topic tells: it is sent to a host outside',
    mend: 'subscribe an address or a queue of ours; if the host is ours, allow this change by its address',
    types: types('aws_sns_topic_subscription'),
    find: (change) =>
      isNew(change) &&
      /^(https?|application|firehose)$/.test(textOf(change.after['protocol']) ?? '')
        ? showStep(change, 'endpoint')
        : undefined,
  },
  {
    id: 'network-entered',
    severity: 'warning',
    lost: 'nothing, if the network lets it out: a function in a VPC reaches AWS and the Internet only by its routes and endpoints',
    mend: 'check that it still reaches its table, its queue and its keys',
    types: types('aws_lambda_function'),
    find: (change) => (entersNetwork(change) ? showStep(change, 'vpc_config') : undefined),
  },
  {
    id: 'network-open',
    severity: 'danger',
    lost: 'the border of the network: anybody on the Internet may connect',
    mend: 'name the ranges or the security groups that need it',
    types: types(
      'aws_vpc_security_group_ingress_rule',
      'aws_security_group_rule',
      'aws_security_group',
      'aws_default_security_group',
      'aws_network_acl_rule',
    ),
    find: (change) =>
      ['create', 'update', 'replace'].includes(change.action) &&
      opensNetwork(change) &&
      !opensNetwork({ ...change, after: change.before })
        ? 'the whole Internet is let in'
        : undefined,
  },
];
