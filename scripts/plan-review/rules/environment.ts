import {
  canonical,
  isRecord,
  type JsonRecord,
  listOf,
  memberAt,
  parseDocument,
  recordOf,
  textOf,
  textsOf,
} from '../json';
import { matches } from '../policy/pattern';
import { hasUnknown, isKept, type ResourceChange } from '../resource-change';
import { showNames } from '../shown-value';
import { otherStageIn, stagesNamedIn } from '../stage-names';
import { type Rule, types } from './rule';

/** Variables by which a runtime loads other code, or talks to others than it seems to. */
const LOADERS =
  /^(NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|AWS_LAMBDA_EXEC_WRAPPER|LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|PYTHON(PATH|STARTUP|HOME|INSPECT|WARNINGS)|_?JAVA(_TOOL)?_OPTIONS|JDK_JAVA_OPTIONS|PERL5?(LIB|OPT)|RUBY(OPT|LIB)|GEM_(PATH|HOME)|BASH_ENV|ENV|DOTNET_STARTUP_HOOKS|DOTNET_ADDITIONAL_DEPS|ASPNETCORE_HOSTINGSTARTUPASSEMBLIES|CORECLR_.*|AWS_ENDPOINT_URL.*|AWS_CA_BUNDLE|(HTTPS?|ALL|NO)_PROXY|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|AWS_LAMBDA_RUNTIME_API|PATH|GCONV_PATH)$/i;
/** Variables that say whom a function believes. */
const TRUST =
  /(^|_)(JWKS?|ISSUER|ISS|AUDIENCE|AUD|SCOPES?|AUTH.*|ALLOW(ED)?|PERMIT(TED)?|TRUST(ED)?|ROLES?|ADMINS?|PUBLIC_?KEYS?|SIGNING_?KEYS?|VERIFY.*|ORIGINS?|CORS|SECURITY|ALGORITHMS?|ALGS?|TENANTS?|USER_?POOL.*|CLIENT_?IDS?|OIDC.*|SAML.*|DISABLE_.*|SKIP_.*|BYPASS.*|INSECURE.*|DEBUG_.*)(_|$)/i;
/** Variables that say where a function reads, writes or calls. */
const PLACE =
  /(^|_|[a-z])(URL|URI|ENDPOINT|HOST|TABLE|QUEUE|BUCKET|TOPIC|FUNCTION|ARN|STREAM|SECRET|DSN|ADDRESS|DOMAIN|WEBHOOK|CALLBACK|TARGET|DATABASE|DB)(_?NAME|_?ID|_?ARN|_?URL|_?URI)?$/i;

function variablesOf(values: JsonRecord): JsonRecord {
  return recordOf(memberAt(values, 'environment', 'variables'));
}

/** The variables that come, go or change; of a new function none, since nothing was there to be changed. */
function changedVariables(change: ResourceChange): readonly string[] {
  if (!isKept(change)) return [];
  const [old, now] = [variablesOf(change.before), variablesOf(change.after)];
  const open = recordOf(memberAt(change.afterUnknown, 'environment', 'variables'));
  const names = new Set([...Object.keys(old), ...Object.keys(now), ...Object.keys(open)]);
  return [...names].filter(
    (name) => hasUnknown(open[name]) || canonical(old[name]) !== canonical(now[name]),
  );
}

/** Variables that load code are bad in a new function as well. */
function loaders(change: ResourceChange): readonly string[] {
  const names =
    change.action === 'create'
      ? Object.keys(variablesOf(change.after))
      : changedVariables(change).filter((name) => name in variablesOf(change.after));
  return names.filter((name) => LOADERS.test(name));
}

/** Which scope opens which methods: `[{"scope":"items:read","methods":["GET/items"]}]`. */
function grantsIn(
  value: unknown,
): readonly { readonly scope: string; readonly method: string }[] | undefined {
  const list = parseDocument(value);
  if (
    !Array.isArray(list) ||
    !list.every((one) => isRecord(one) && textOf(one['scope']) !== undefined)
  )
    return undefined;
  return list.flatMap((one: unknown) =>
    textsOf(memberAt(one, 'methods') ?? listOf(recordOf(one)['methods'])).map((method) => ({
      scope: textOf(recordOf(one)['scope']) ?? '',
      method,
    })),
  );
}

/** Does a new route only get a scope of its own, so that no method that was there is opened by more scopes? */
function isOnlyMoreRoutes(before: unknown, after: unknown): boolean {
  const [old, now] = [grantsIn(before), grantsIn(after)];
  if (old === undefined || now === undefined) return false;
  const has = (list: typeof old, one: (typeof old)[number]): boolean =>
    list.some(({ scope, method }) => scope === one.scope && method === one.method);
  const added = now.filter((one) => !has(old, one));
  const gone = old.filter((one) => !has(now, one));
  // A method that leaves the list whole is a route that is gone, or one that asks for no token any more: the API tells.
  const isMoved = gone.some(({ method }) => now.some((one) => matches(one.method, method)));
  return !isMoved && added.every(({ method }) => !old.some((one) => matches(method, one.method)));
}

function trusted(change: ResourceChange): readonly string[] {
  const [old, now] = [variablesOf(change.before), variablesOf(change.after)];
  return changedVariables(change).filter(
    (name) => !LOADERS.test(name) && TRUST.test(name) && !isOnlyMoreRoutes(old[name], now[name]),
  );
}

/** A change of place: of what names something, to what does not name a thing of the stage. */
function places(change: ResourceChange): readonly string[] {
  const [old, now] = [variablesOf(change.before), variablesOf(change.after)];
  return changedVariables(change).filter(
    (name) =>
      otherStageIn(textOf(now[name]) ?? '', change.stage) === undefined &&
      !LOADERS.test(name) &&
      !TRUST.test(name) &&
      PLACE.test(name) &&
      (name in old || /^https?:/.test(textOf(variablesOf(change.after)[name]) ?? '')),
  );
}

/** The variables of stages: the API looks up its functions in them. */
function stageVariables(change: ResourceChange): readonly string[] {
  if (!isKept(change)) return [];
  const [old, now] = [recordOf(change.before['variables']), recordOf(change.after['variables'])];
  return Object.keys({ ...old, ...now }).filter((name) => {
    const value = textOf(now[name]);
    if (old[name] === value || /cors|origin/i.test(name)) return false;
    const isName = PLACE.test(name) || /^[\w-]+:[\w-]+$|^arn:|^https?:/.test(value ?? '');
    if (!isName || otherStageIn(value ?? '', change.stage) !== undefined) return false;
    const isOwn = value !== undefined && stagesNamedIn(value).includes(change.stage);
    return !(isOwn && (old[name] === undefined || sameButQualifier(old[name], value)));
  });
}

/** `gatehouse-prod-items:live` and `gatehouse-prod-items:2` call one function. */
function sameButQualifier(one: unknown, other: string): boolean {
  return String(one).split(':')[0] === other.split(':')[0] && other.endsWith(':live');
}

const list = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : showNames(names);

/** What functions and stages are told by variables. Names alone are shown: a value may be a secret. */
export const ENVIRONMENT_RULES: readonly Rule[] = [
  {
    id: 'environment-loads-code',
    severity: 'danger',
    lost: 'what was reviewed: by these variables the runtime loads other code, or talks to another than it seems to',
    mend: 'leave them out; put code into the package of the function',
    types: types('aws_lambda_function'),
    find: (change) => list(loaders(change)),
  },
  {
    id: 'environment-trust-changed',
    severity: 'danger',
    lost: 'whom the function believes: by these variables it lets others in',
    mend: 'check keys, issuer and scopes against what they should be, and allow this change by its address',
    types: types('aws_lambda_function'),
    find: (change) => list(trusted(change)),
  },
  {
    id: 'environment-place-changed',
    severity: 'warning',
    lost: 'nothing, if it is meant so: the function reads, writes or calls another place',
    mend: 'check that the place is ours, and of this stage',
    types: types('aws_lambda_function'),
    find: (change) => list(places(change)),
  },
  {
    id: 'stage-variable-changed',
    severity: 'warning',
    lost: 'nothing, if it is meant so: the API calls another function, or names another thing',
    mend: 'check that it is the one of this stage',
    types: types('aws_api_gateway_stage'),
    find: (change) => list(stageVariables(change)),
  },
];
