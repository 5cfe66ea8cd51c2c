import { type JsonRecord, textOf } from '../json';
import { accountsIn } from '../plan-facts';
import { isEverything, isPattern, matches } from '../policy/pattern';
import { namesNewThing } from '../references';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { showStep } from '../show-at';
import { type Rule, types } from './rule';

/** What a service may ask of a function; more is for whoever manages it. */
const INVOKE_FUNCTION = 'lambda:InvokeFunction';
const INVOKE = new Set([INVOKE_FUNCTION, 'lambda:InvokeFunctionUrl']);
const API_GATEWAY = 'apigateway.amazonaws.com';

/** The parts of an API's ARN: `<api>/<stage>/<method>/<path>`, or `<api>/authorizers/<id>`. */
interface Source {
  readonly api: string;
  readonly stage: string;
  readonly method: string;
  readonly path: string;
}

function apiSource(arn: string): Source | undefined {
  if (!arn.includes(':execute-api:')) return undefined;
  const [api = '*', stage = '*', method = '*', ...path] = arn
    .split(':')
    .slice(5)
    .join(':')
    .split('/');
  return { api, stage, method, path: path.join('/') };
}

/** Does a source cover other things than one method's, or one thing's? A method `*` of one path is ANY's. */
function isWide(arn: string): boolean {
  const source = apiSource(arn);
  if (source === undefined)
    return arn === '' || isEverything(arn) || /^arn:[^:]*:s3:::.*[*?]/.test(arn);
  const { api, stage, method, path } = source;
  const isAllPaths = path === '' || path === '*';
  return (
    isEverything(arn) ||
    isPattern(api) ||
    isPattern(stage) ||
    (method === '*' && isAllPaths) ||
    method.includes('?')
  );
}

/** What a source names but for method and path, which a route may change. */
function placeOf(arn: string): string {
  const source = apiSource(arn);
  if (source === undefined) return arn;
  return `${arn.split(':').slice(0, 5).join(':')}:${source.api}/${source.stage}`;
}

/** Why a permission lets in more than it did, or more than it should; nothing when all is well. */
function flawOf(change: ResourceChange, all: readonly ResourceChange[]): string | undefined {
  if (change.action !== 'create' && !isKept(change)) return undefined;
  return callerFlaw(change) ?? sourceFlaw(change, all);
}

function callerFlaw(change: ResourceChange): string | undefined {
  const { before, after } = change;
  const isChanged = (name: string): boolean => (before[name] ?? '') !== (after[name] ?? '');
  const principal = textOf(after['principal']) ?? '';
  if (isChanged('principal') && !isService(principal)) {
    return principal === '*'
      ? 'anybody may invoke the function'
      : 'an account, not a service of AWS, may invoke the function';
  }
  if (isChanged('action') && !INVOKE.has(textOf(after['action']) ?? INVOKE_FUNCTION))
    return `more than invoking: ${showStep(change, 'action')}`;
  if (isChanged('function_url_auth_type') && after['function_url_auth_type'] === 'NONE')
    return 'anybody may call the URL of the function';
  return isKept(change) && isUnbound(change)
    ? 'what bound the caller is taken away or changed'
    : undefined;
}

function isService(principal: string): boolean {
  return /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal);
}

/** A caller, or the function that is called, is another one than before. */
function isUnbound({ before, after }: ResourceChange): boolean {
  const isOther = (name: string): boolean => Boolean(before[name]) && before[name] !== after[name];
  return [
    'principal',
    'function_name',
    'source_account',
    'principal_org_id',
    'event_source_token',
  ].some(isOther);
}

function sourceFlaw(change: ResourceChange, all: readonly ResourceChange[]): string | undefined {
  const { action, before, after } = change;
  const old = textOf(before['source_arn']);
  const source = textOf(after['source_arn']);
  const isOnNew = namesNewThing(change, 'function_name', all);
  if (isUnknown(change, 'source_arn')) return undefined;
  if (source === undefined) {
    return old !== undefined || action === 'create'
      ? 'the permission names no source: every API of every account may invoke the function through that service'
      : undefined;
  }
  if (old !== undefined ? isWidened(old, source) : isWide(source) && !isUnwidened(before, after))
    return `the source is wide, or another: ${showStep(change, 'source_arn')}`;
  if (action === 'create' && !isOnNew && !isOwnSource(source, change))
    return `nothing in the plan says that the source is ours: ${showStep(change, 'source_arn')}`;
  return undefined;
}

function isUnwidened(before: JsonRecord, after: JsonRecord): boolean {
  return 'source_arn' in before && before['source_arn'] === after['source_arn'];
}

function isWidened(old: string, source: string): boolean {
  if (source === old || (matches(old, source) && !isPattern(source.split('/')[0] ?? '')))
    return false;
  return (
    matches(source, old) ||
    isWide(source) ||
    placeOf(source) !== placeOf(old) ||
    isMoreMethods(old, source)
  );
}

function isMoreMethods(old: string, source: string): boolean {
  return apiSource(source)?.method === '*' && apiSource(old)?.method !== '*';
}

/** Is a source of our account, and of an API that the plan knows, as far as it knows any? */
function isOwnSource(source: string, { facts }: ResourceChange): boolean {
  const accounts = accountsIn(source);
  if (accounts.length > 0 && !accounts.every((id) => facts.ownAccounts.has(id))) return false;
  const api = apiSource(source)?.api;
  return api === undefined || facts.apiIds.size === 0 || facts.apiIds.has(api);
}

/** Who may call functions past, or through, the API. */
export const PERMISSION_RULES: readonly Rule[] = [
  {
    id: 'permission-widened',
    severity: 'danger',
    lost: 'the border between stages, methods and accounts: more callers may invoke the function',
    mend: 'name one method of one stage: arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>',
    types: types('aws_lambda_permission'),
    find: flawOf,
  },
  {
    id: 'permission-past-the-api',
    severity: 'warning',
    lost: 'nothing, if it is meant so: another service than API Gateway may invoke the function',
    mend: 'check that the function takes such events',
    types: types('aws_lambda_permission'),
    find: (change, all) =>
      change.action === 'create' &&
      change.after['principal'] !== API_GATEWAY &&
      !namesNewThing(change, 'function_name', all) &&
      flawOf(change, all) === undefined
        ? showStep(change, 'principal')
        : undefined,
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
