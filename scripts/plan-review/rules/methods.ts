import { type JsonRecord, memberAt, textOf } from '../json';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { showValue } from '../shown-value';
import { type Rule, types } from './rule';

const METHODS = types('aws_api_gateway_method');

/** What a method was, also when another address held it: a renamed construct destroys one and creates the other. */
function methodBefore(
  change: ResourceChange,
  all: readonly ResourceChange[],
): JsonRecord | undefined {
  if (isKept(change)) return change.before;
  if (change.action !== 'create' || change.type !== 'aws_api_gateway_method') return undefined;
  return all.find(
    (other) =>
      other.type === change.type &&
      other.stack === change.stack &&
      (other.action === 'destroy' || other.action === 'forget') &&
      other.before['http_method'] === change.after['http_method'] &&
      (other.before['resource_id'] === change.after['resource_id'] ||
        isUnknown(change, 'resource_id')),
  )?.before;
}

function isOpen(method: JsonRecord): boolean {
  return method['authorization'] === 'NONE' && method['api_key_required'] !== true;
}

/** Methods that ask less of their callers than they did. */
export const METHOD_RULES: readonly Rule[] = [
  {
    id: 'method-authorization-removed',
    severity: 'danger',
    lost: 'the authorizer: anybody may call the method without a token',
    mend: 'keep authorization and authorizer_id; the access of a route is set in the route table',
    types: METHODS,
    find: (change, all) => {
      const before = methodBefore(change, all);
      const old = before?.['authorization'];
      if (before === undefined || old === 'NONE' || change.after['authorization'] !== 'NONE')
        return undefined;
      return `\`${showValue(change.after['http_method'])}\`: \`authorization\`: \`${showValue(old)}\` -> \`NONE\``;
    },
  },
  {
    id: 'method-key-removed',
    severity: 'danger',
    lost: 'the API key, and with it throttle and quota of the usage plan: anybody may call the method',
    mend: 'keep api_key_required; the access of a route is set in the route table',
    types: METHODS,
    find: (change, all) =>
      methodBefore(change, all)?.['api_key_required'] === true &&
      change.after['api_key_required'] !== true
        ? `\`${showValue(change.after['http_method'])}\`: \`api_key_required\`: \`true\` -> \`false\``
        : undefined,
  },
  {
    id: 'method-authorization-changed',
    severity: 'warning',
    lost: 'tokens that were good until now may not be any more, or the other way round',
    mend: 'check that the clients can sign or identify themselves in the new way',
    types: METHODS,
    find: (change, all) => {
      const old = methodBefore(change, all)?.['authorization'];
      const now = change.after['authorization'];
      return old !== undefined && old !== 'NONE' && now !== 'NONE' && old !== now
        ? `\`authorization\`: \`${showValue(old)}\` -> \`${showValue(now)}\``
        : undefined;
    },
  },
  {
    id: 'method-scopes-removed',
    severity: 'danger',
    lost: 'the scopes: any valid token may call the method',
    mend: 'keep authorization_scopes',
    types: METHODS,
    find: (change, all) => {
      const scopes = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
      const before = scopes(methodBefore(change, all)?.['authorization_scopes']);
      return before > 0 && scopes(change.after['authorization_scopes']) === 0
        ? 'the method asks for no scope any more'
        : undefined;
    },
  },
  {
    id: 'method-validator-removed',
    severity: 'warning',
    lost: 'requests that are not valid reach the function instead of a 400',
    mend: 'keep request_validator_id',
    types: METHODS,
    find: (change, all) =>
      Boolean(methodBefore(change, all)?.['request_validator_id']) &&
      !change.after['request_validator_id'] &&
      !isUnknown(change, 'request_validator_id')
        ? 'requests are not validated any more'
        : undefined,
  },
  {
    id: 'method-removed',
    severity: 'warning',
    lost: 'the route: its callers get 403 Missing Authentication Token',
    mend: 'see in the access log that nobody calls it any more; tell those who do',
    types: METHODS,
    find: (change, all) =>
      change.action === 'destroy' &&
      change.before['http_method'] !== 'OPTIONS' &&
      !all.some((other) => other.action === 'create' && methodBefore(other, all) === change.before)
        ? `the method \`${showValue(change.before['http_method'])}\` is removed`
        : undefined,
  },
  {
    id: 'method-open-added',
    severity: 'warning',
    lost: 'nothing, if it is meant to be open: anybody may call the new method',
    mend: "if it is not, give its route the access 'api-key' or 'token'",
    types: METHODS,
    find: (change, all) =>
      change.action === 'create' &&
      isOpen(change.after) &&
      change.after['http_method'] !== 'OPTIONS' &&
      methodBefore(change, all) === undefined
        ? `a new method \`${showValue(change.after['http_method'])}\` is open to anybody`
        : undefined,
  },
];

/** What stands before a method: its authorizer, its validator. */
export const GUARD_RULES: readonly Rule[] = [
  {
    id: 'authorizer-removed',
    severity: 'danger',
    lost: 'the check of tokens for every method that names it',
    mend: 'keep the authorizer; add a second one beside it and move the methods over, one deployment each',
    types: types('aws_api_gateway_authorizer'),
    find: ({ action, before }) =>
      action === 'destroy'
        ? `the authorizer \`${showValue(before['name'])}\` is removed`
        : undefined,
  },
  {
    id: 'authorizer-changed',
    severity: 'warning',
    lost: 'tokens are taken from elsewhere, or checked by another function',
    mend: 'check that the new identity source and function still refuse what they must',
    types: types('aws_api_gateway_authorizer'),
    find: (change) => {
      if (!isKept(change)) return undefined;
      const changed = [
        'type',
        'identity_source',
        'authorizer_uri',
        'identity_validation_expression',
      ].filter(
        (name) =>
          (change.before[name] ?? '') !== (change.after[name] ?? '') && !isUnknown(change, name),
      );
      return changed.length === 0 ? undefined : `changed: \`${changed.join('`, `')}\``;
    },
  },
  {
    id: 'authorizer-cache-longer',
    severity: 'warning',
    lost: 'a token that is taken back goes on being believed for longer',
    mend: 'keep the cache at 300 s or below',
    types: types('aws_api_gateway_authorizer'),
    find: ({ before, after }) => {
      const [old, now] = [before, after].map((values) =>
        Number(values['authorizer_result_ttl_in_seconds']),
      );
      return old !== undefined && now !== undefined && now > old
        ? `answers are believed for ${now} s instead of ${old} s`
        : undefined;
    },
  },
  {
    id: 'validator-weakened',
    severity: 'warning',
    lost: 'requests that are not valid reach the functions instead of a 400',
    mend: 'keep validate_request_body and validate_request_parameters on',
    types: types('aws_api_gateway_request_validator'),
    find: (change) => {
      if (change.action === 'destroy') return 'the request validator is removed';
      const off = ['validate_request_body', 'validate_request_parameters'].filter(
        (name) => change.before[name] === true && change.after[name] === false,
      );
      return off.length === 0 ? undefined : `switched off: \`${off.join('`, `')}\``;
    },
  },
  {
    id: 'firewall-removed',
    severity: 'danger',
    lost: 'the filter and the rate limits per address in front of the stage',
    mend: 'keep the association of the web ACL with the stage',
    types: types(
      'aws_wafv2_web_acl_association',
      'aws_wafv2_web_acl',
      'aws_wafregional_web_acl_association',
    ),
    find: ({ action, type }) =>
      action === 'destroy'
        ? `the ${type.endsWith('association') ? 'association of the firewall' : 'firewall'} is removed`
        : undefined,
  },
  {
    id: 'cors-any-origin',
    severity: 'danger',
    lost: 'the border between web sites: a page of any site may read the answers',
    mend: 'name the origins',
    types: types(
      'aws_api_gateway_gateway_response',
      'aws_api_gateway_integration_response',
      'aws_api_gateway_stage',
    ),
    find: (change) => (opensCors(change) ? 'answers are for pages of any origin' : undefined),
  },
];

function opensCors({ type, stage, before, after }: ResourceChange): boolean {
  if (type !== 'aws_api_gateway_stage') {
    const isAny = (values: JsonRecord): boolean =>
      Object.entries(recordAt(values, 'response_parameters')).some(
        ([name, value]) =>
          name.toLowerCase().endsWith('.access-control-allow-origin') && value === "'*'",
      );
    return isAny(after) && !isAny(before) && stage !== 'dev';
  }
  const isAny = (values: JsonRecord): boolean =>
    Object.entries(recordAt(values, 'variables')).some(
      ([name, value]) => /^cors.*origins?$/i.test(name) && /^(\*|any)$/.test(textOf(value) ?? ''),
    );
  return isAny(after) && !isAny(before) && stage !== 'dev';
}

function recordAt(values: JsonRecord, name: string): JsonRecord {
  const found = memberAt(values, name);
  return typeof found === 'object' && found !== null ? { ...found } : {};
}
