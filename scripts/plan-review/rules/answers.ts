import { type JsonRecord, memberAt, recordOf, textOf } from '../json';
import { isKept, type ResourceChange } from '../resource-change';
import { showStep } from '../show-at';
import { showNames } from '../shown-value';
import { isPartOfNewApi } from './new-api';
import { type Rule, types } from './rule';

const ANSWERS = types(
  'aws_api_gateway_gateway_response',
  'aws_api_gateway_integration_response',
  'aws_api_gateway_stage',
);
/** Answers by which a caller learns that he may not. */
const REFUSALS =
  /^(UNAUTHORIZED|ACCESS_DENIED|INVALID_API_KEY|MISSING_AUTHENTICATION_TOKEN|INVALID_SIGNATURE|EXPIRED_TOKEN|AUTHORIZER_.*|WAF_FILTERED|THROTTLED|QUOTA_EXCEEDED|BAD_REQUEST_.*|DEFAULT_4XX)$/;

type Headers = readonly (readonly [name: string, value: string])[];

/** The headers of an answer, their names in lower case and without what stands before them. */
function headersOf(values: JsonRecord): Headers {
  return Object.entries(recordOf(values['response_parameters'])).map(([name, value]) => [
    (name.split('.').at(-1) ?? '').toLowerCase(),
    textOf(value) ?? '',
  ]);
}

/** Is an allowed origin every one: `*`, or whatever the caller says it is? */
function isAnyOrigin(value: string): boolean {
  return (
    /^'?\s*\*\s*'?$/.test(value) || /(request\.header|input|response\.header)\.origin/i.test(value)
  );
}

function opens(values: JsonRecord): boolean {
  return headersOf(values).some(
    ([name, value]) => name === 'access-control-allow-origin' && isAnyOrigin(value),
  );
}

/** Origins in a stage's variables; functions take a list of them. */
function originsOf(values: JsonRecord): readonly string[] {
  return Object.entries(recordOf(memberAt(values, 'variables')))
    .filter(([name]) => /cors|origin/i.test(name))
    .flatMap(([, value]) => (textOf(value) ?? '').split(/[\s,]+/))
    .filter((origin) => origin !== '');
}

function opensByVariable(values: JsonRecord): boolean {
  return originsOf(values).some((origin) => /^(\*|any|null|https?:\/\/\*.*)$/i.test(origin));
}

function opensCors(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  const { type, stage, before, after } = change;
  if (stage === 'dev' || isRefusalOfNewApi(change, all)) return false;
  return type === 'aws_api_gateway_stage'
    ? opensByVariable(after) && !opensByVariable(before)
    : opens(after) && !opens(before);
}

/**
 * May any page read the refusals of an API that the same plan makes? Nobody relied on another border, and API Gateway's own
 * console writes that header; never with cookies, and never by the caller's own word. docs/decisions/092-cors-of-gateway-responses.md
 */
function isRefusalOfNewApi(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  const headers = headersOf(change.after);
  return (
    change.type === 'aws_api_gateway_gateway_response' &&
    isPartOfNewApi(change, all) &&
    headers.every(([name]) => name !== 'access-control-allow-credentials') &&
    headers.every(([name, value]) => name !== 'access-control-allow-origin' || value === "'*'")
  );
}

function changedHeaders(change: ResourceChange, names: RegExp): readonly string[] {
  const old = new Map(headersOf(change.before));
  const now = new Map(headersOf(change.after));
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (name) => names.test(name) && old.get(name) !== now.get(name),
  );
}

function statusOf(values: JsonRecord): number {
  return Number(values['status_code'] ?? Number.NaN);
}

/** What callers are answered, and the pages of which sites may read it. */
export const ANSWER_RULES: readonly Rule[] = [
  {
    id: 'cors-any-origin',
    severity: 'danger',
    lost: 'the border between web sites: a page of any site may read the answers',
    mend: 'name the origins',
    types: ANSWERS,
    find: (change, all) =>
      opensCors(change, all) ? 'answers are for pages of any origin' : undefined,
  },
  {
    id: 'cors-origin-added',
    severity: 'warning',
    lost: 'nothing, if that site is ours: its pages may read the answers',
    mend: 'check whose site it is',
    types: ANSWERS,
    find: (change, all) => {
      if (!isKept(change) || opensCors(change, all)) return undefined;
      const old = originsOf(change.before);
      const added = originsOf(change.after).filter((origin) => !old.includes(origin));
      const headers = changedHeaders(change, /^access-control-/);
      if (added.length > 0 && old.length > 0)
        return `more origins: ${showStep(change, 'variables')}`;
      return headers.length === 0 ? undefined : `changed: ${showNames(headers)}`;
    },
  },
  {
    id: 'refusal-turned',
    severity: 'danger',
    lost: 'the refusal: clients and caches take it for a success',
    mend: 'answer with a status of 400 or above',
    types: types('aws_api_gateway_gateway_response'),
    find: (change) => {
      const status = statusOf(change.after);
      const isRefusal = REFUSALS.test(textOf(change.after['response_type']) ?? '');
      return isRefusal && status < 400 && !(statusOf(change.before) < 400)
        ? showStep(change, 'status_code')
        : undefined;
    },
  },
  {
    id: 'answer-changed',
    severity: 'warning',
    lost: 'clients get another answer than before',
    mend: 'check that it tells them nothing that they should not know',
    types: ANSWERS,
    find: (change) => {
      if (!isKept(change) || change.type === 'aws_api_gateway_stage') return undefined;
      const headers = changedHeaders(change, /^(?!access-control-)/);
      const isTemplate =
        change.type === 'aws_api_gateway_integration_response' &&
        JSON.stringify(change.before['response_templates'] ?? {}) !==
          JSON.stringify(change.after['response_templates'] ?? {});
      if (isTemplate) return '`response_templates` changed';
      return headers.length === 0 ? undefined : `changed: ${showNames(headers)}`;
    },
  },
];
