import { memberAt, textOf } from '../json';
import { isKept, type ResourceChange } from '../resource-change';
import { showNames } from '../shown-value';
import { type Rule, types } from './rule';

/** Parts of an access log's line by which somebody could come in, or that are nobody's business. */
const SECRET_FIELDS =
  /\$context\.(identity\.apiKey(?!Id)|authorizer\.(?!principalId|integrationLatency|integrationStatus|latency|requestId|status|error)\w*|identity\.(cognitoIdentityId|clientCert\.clientCertPem)|requestOverride[.\w]*|responseOverride[.\w]*)\b|\$input|\$stageVariables|\$util/g;

function formatOf(values: ResourceChange['before']): string {
  return textOf(memberAt(values, 'access_log_settings', 'format')) ?? '';
}

const fieldsOf = (format: string): readonly string[] => format.match(/\$context(\.\w+)+/g) ?? [];

/** What the access log says of callers. */
export const ACCESS_LOG_RULES: readonly Rule[] = [
  {
    id: 'access-log-secrets',
    severity: 'danger',
    lost: 'secrets of callers: whoever reads the log can use them',
    mend: 'log ids (apiKeyId, principalId), never keys, claims or tokens',
    types: types('aws_api_gateway_stage'),
    find: ({ before, after }) => {
      const old: readonly string[] = formatOf(before).match(SECRET_FIELDS) ?? [];
      const added = (formatOf(after).match(SECRET_FIELDS) ?? []).filter(
        (one) => !old.includes(one),
      );
      return added.length === 0 ? undefined : `now logged: ${showNames([...new Set(added)])}`;
    },
  },
  {
    id: 'access-log-fields-removed',
    severity: 'warning',
    lost: 'those fields, when somebody looks for what happened',
    mend: 'keep them',
    types: types('aws_api_gateway_stage'),
    find: (change) => {
      const now = fieldsOf(formatOf(change.after));
      const gone = fieldsOf(formatOf(change.before)).filter((field) => !now.includes(field));
      return isKept(change) && now.length > 0 && gone.length > 0
        ? `no longer logged: ${showNames([...new Set(gone)])}`
        : undefined;
    },
  },
];
