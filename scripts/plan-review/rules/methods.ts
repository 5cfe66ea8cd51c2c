import { type JsonRecord, recordOf, textsOf } from '../json';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { showStep } from '../show-at';
import { showNames, showValue } from '../shown-value';
import { isOnNewPath, isPartOfNewApi } from './new-api';
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

function scopesOf(method: JsonRecord | undefined): readonly string[] {
  return textsOf(method?.['authorization_scopes']);
}

function modelsOf(method: JsonRecord | undefined): JsonRecord {
  return recordOf(method?.['request_models']);
}

/** A parameter that had to be sent, and need not be any more. */
function isAskedLess(before: JsonRecord, after: JsonRecord): boolean {
  return Object.entries(recordOf(before['request_parameters'])).some(
    ([name, isRequired]) =>
      isRequired === true && recordOf(after['request_parameters'])[name] !== true,
  );
}

function isOpen(method: JsonRecord): boolean {
  return method['authorization'] === 'NONE' && method['api_key_required'] !== true;
}

/** Is the API made anew, with its authorizers? */
function isAllMade({ stack }: ResourceChange, all: readonly ResourceChange[]): boolean {
  return all.some(
    (other) =>
      other.stack === stack &&
      other.action === 'create' &&
      other.type === 'aws_api_gateway_rest_api',
  );
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
    id: 'method-scopes-weakened',
    severity: 'danger',
    lost: 'the scopes: any one of them suffices, so that each that is added lets more tokens in, and none lets in all',
    mend: 'keep authorization_scopes; take one out to ask for more',
    types: METHODS,
    find: (change, all) => {
      const old = scopesOf(methodBefore(change, all));
      const now = scopesOf(change.after);
      if (old.length === 0 || isUnknown(change, 'authorization_scopes')) return undefined;
      if (now.length === 0) return 'the method asks for no scope any more';
      const added = now.filter((scope) => !old.includes(scope));
      return added.length === 0 ? undefined : `a scope more lets in: ${showNames(added)}`;
    },
  },
  {
    id: 'method-authorizer-changed',
    severity: 'danger',
    lost: 'the check of tokens: another authorizer decides who may call the method',
    mend: 'keep authorizer_id; change the authorizer itself, where the review sees what it becomes',
    types: METHODS,
    find: (change, all) => {
      const old = methodBefore(change, all)?.['authorizer_id'];
      if (!old || change.after['authorization'] === 'NONE') return undefined;
      const isSame = change.after['authorizer_id'] === old;
      const isMade =
        change.action === 'create' && isUnknown(change, 'authorizer_id') && isAllMade(change, all);
      return isSame || isMade ? undefined : showStep(change, 'authorizer_id');
    },
  },
  {
    id: 'method-model-dropped',
    severity: 'danger',
    lost: 'the check of the body: what is not valid reaches the function',
    mend: 'keep request_models',
    types: METHODS,
    find: (change, all) => {
      const old = modelsOf(methodBefore(change, all));
      const now = modelsOf(change.after);
      const gone = Object.keys(old).filter((type) => old[type] !== now[type]);
      return gone.length === 0 || isUnknown(change, 'request_models')
        ? undefined
        : `no model any more, or another, for ${showNames(gone)}`;
    },
  },
  {
    id: 'method-parameter-optional',
    severity: 'warning',
    lost: 'requests without the parameter reach the function instead of a 400',
    mend: 'keep it required in request_parameters',
    types: METHODS,
    find: (change, all) => {
      const before = methodBefore(change, all);
      return before !== undefined && isAskedLess(before, change.after)
        ? 'a parameter that had to be sent need not be any more'
        : undefined;
    },
  },
  {
    id: 'method-any-open',
    severity: 'danger',
    lost: 'the guards of the other methods of the path: ANY answers every verb that has no method of its own',
    mend: 'name the verbs that are needed, and guard each',
    types: METHODS,
    find: (change, all) =>
      isOpenAnyOfOthers(change, all) ? 'a new method `ANY` is open to anybody' : undefined,
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
      !isOpenAnyOfOthers(change, all) &&
      methodBefore(change, all) === undefined
        ? `a new method \`${showValue(change.after['http_method'])}\` is open to anybody`
        : undefined,
  },
];

/** A new `ANY` that is open, where other methods or paths were guarded before. */
function isOpenAnyOfOthers(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  return (
    change.action === 'create' &&
    change.after['http_method'] === 'ANY' &&
    isOpen(change.after) &&
    methodBefore(change, all) === undefined &&
    !isPartOfNewApi(change, all) &&
    !isOnNewPath(change, all)
  );
}
