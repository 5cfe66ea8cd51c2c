import { type JsonRecord, listOf, memberAt, recordOf, textsOf } from '../json';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { isSecretName } from '../secrets';
import { showNames, showValue } from '../shown-value';
import { isSwitchedOff } from './protection';
import { type Rule, types } from './rule';

const ALARMS = types('aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm');
const STAGE = types('aws_api_gateway_stage');
const SETTINGS = types('aws_api_gateway_method_settings');
const FUNCTIONS = types('aws_lambda_function');

/** For CloudWatch Logs 0 days are "never expires". */
function retentionOf(days: unknown): number {
  const count = Number(days ?? 0);
  return count === 0 ? Number.POSITIVE_INFINITY : count;
}

function isTakenAway(change: ResourceChange, attribute: string): boolean {
  return (
    isKept(change) &&
    listOf(change.before[attribute]).length > 0 &&
    listOf(change.after[attribute]).length === 0 &&
    !isUnknown(change, attribute)
  );
}

/** Alarms: nobody hears of what fails without them. */
export const ALARM_RULES: readonly Rule[] = [
  {
    id: 'alarm-removed',
    severity: 'danger',
    lost: 'nobody hears when it happens',
    mend: 'keep the alarm; raise its threshold if it cries too often',
    types: ALARMS,
    find: ({ action, before }) =>
      action === 'destroy'
        ? `the alarm \`${showValue(before['alarm_name'])}\` is removed`
        : undefined,
  },
  {
    id: 'alarm-silenced',
    severity: 'danger',
    lost: 'the alarm still goes off, and nobody hears it',
    mend: 'keep actions_enabled, and alarm_actions that name a topic',
    types: ALARMS,
    find: (change) => {
      if (isSwitchedOff(change, 'actions_enabled')) return 'its actions are switched off';
      return isTakenAway(change, 'alarm_actions') ? 'it tells nobody any more' : undefined;
    },
  },
  {
    id: 'alarm-subscription-removed',
    severity: 'danger',
    lost: 'the way from the alarms to people',
    mend: 'subscribe the new address first',
    types: types('aws_sns_topic_subscription'),
    find: ({ action }) => (action === 'destroy' ? 'a subscription is removed' : undefined),
  },
];

/** Logs: what is not written, or not kept, cannot be read when it is needed; what should not be in them, must not. */
export const LOG_RULES: readonly Rule[] = [
  {
    id: 'log-retention-lowered',
    severity: 'danger',
    lost: 'every log event older than the new retention, within days',
    mend: 'keep the retention, or export the older events first',
    types: types('aws_cloudwatch_log_group'),
    find: (change) => {
      if (!isKept(change) || isUnknown(change, 'retention_in_days')) return undefined;
      const old = change.before['retention_in_days'];
      const now = change.after['retention_in_days'];
      return retentionOf(now) < retentionOf(old)
        ? `\`retention_in_days\`: \`${showValue(old)}\` -> \`${showValue(now)}\``
        : undefined;
    },
  },
  {
    id: 'data-trace-on',
    severity: 'danger',
    lost: 'privacy: whole requests and answers, tokens among them, are written to the execution log',
    mend: 'leave data_trace_enabled off; for a search, switch it on in dev only, and for an hour',
    types: SETTINGS,
    find: ({ before, after }) =>
      memberAt(after, 'settings', 'data_trace_enabled') === true &&
      memberAt(before, 'settings', 'data_trace_enabled') !== true
        ? 'bodies are logged'
        : undefined,
  },
  {
    id: 'access-log-removed',
    severity: 'danger',
    lost: 'who called what, when, and with which result',
    mend: 'keep access_log_settings',
    types: STAGE,
    find: (change) =>
      isTakenAway(change, 'access_log_settings')
        ? 'the stage writes no access log any more'
        : undefined,
  },
];

/** The way in: TLS. */
export const TLS_RULES: readonly Rule[] = [
  {
    id: 'tls-lowered',
    severity: 'danger',
    lost: 'safety of the connection: TLS 1.0 and 1.1 are broken',
    mend: 'keep security_policy at TLS_1_2 or above',
    types: types('aws_api_gateway_domain_name'),
    find: (change) => {
      const old = change.before['security_policy'];
      const now = change.after['security_policy'];
      return now === 'TLS_1_0' && old !== 'TLS_1_0'
        ? `\`security_policy\`: \`${showValue(old)}\` -> \`TLS_1_0\``
        : undefined;
    },
  },
  {
    id: 'mutual-tls-removed',
    severity: 'danger',
    lost: 'the check of client certificates: anybody may connect',
    mend: 'keep mutual_tls_authentication',
    types: types('aws_api_gateway_domain_name'),
    find: (change) =>
      isTakenAway(change, 'mutual_tls_authentication') ? 'mutual TLS is removed' : undefined,
  },
];

/** Functions: what stops them, or drops their events. */
export const FUNCTION_RULES: readonly Rule[] = [
  {
    id: 'function-removed',
    severity: 'danger',
    lost: 'its versions, to which a rollback goes; whoever still calls it gets a 500',
    mend: 'remove its routes first, in a deployment before; a rename is a second function beside the first',
    types: FUNCTIONS,
    find: ({ action, before, replacePaths }) => {
      if (action === 'destroy')
        return `the function \`${showValue(before['function_name'])}\` is removed`;
      return action === 'replace'
        ? `the function \`${showValue(before['function_name'])}\` is removed and made anew, forced by ${showNames(replacePaths)}`
        : undefined;
    },
  },
  {
    id: 'function-switched-off',
    severity: 'danger',
    lost: 'every call is refused: a concurrency of 0 is a switch',
    mend: 'set reserved_concurrent_executions to -1 (unreserved) or to a number above 0',
    types: FUNCTIONS,
    find: ({ before, after }) =>
      after['reserved_concurrent_executions'] === 0 &&
      before['reserved_concurrent_executions'] !== 0
        ? '`reserved_concurrent_executions` is 0'
        : undefined,
  },
  {
    id: 'secret-in-environment',
    severity: 'warning',
    lost: 'the secret, to everybody who may read the function or the state: an environment variable is plain text',
    mend: 'keep it in Secrets Manager or SSM, and give the function its name',
    types: FUNCTIONS,
    find: ({ before, after }) => {
      const variables = (values: unknown): JsonRecord =>
        recordOf(memberAt(values, 'environment', 'variables'));
      const old = variables(before);
      const added = Object.keys(variables(after)).filter(
        (name) => isSecretName(name) && !(name in old),
      );
      return added.length === 0 ? undefined : `by its name a secret: ${showNames(added)}`;
    },
  },
  {
    id: 'permission-removed',
    severity: 'warning',
    lost: 'API Gateway may not invoke the function for that method any more: 500 until its route is gone, too',
    mend: 'remove the route in the same plan or before',
    types: types('aws_lambda_permission'),
    find: ({ action, before }) =>
      action === 'destroy' && before['principal'] === 'apigateway.amazonaws.com'
        ? `the permission for \`${showValue(textsOf(before['source_arn'])[0])}\` is removed`
        : undefined,
  },
];
