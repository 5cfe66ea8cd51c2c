/** Whose tokens are good, and what their scopes open: what the function's environment and its zip say, checked. */
export interface AuthorizerSettings {
  /** At least one, each with a name of its own. */
  readonly issuers: TrustedIssuers;
  readonly audience: string;
  readonly grants: readonly Grant[];
}

/** Who signs tokens: a name, and the keys that are good for tokens of that name alone. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly keys: KeySource;
}

export type TrustedIssuers = readonly [TrustedIssuer, ...TrustedIssuer[]];

/** Where the public keys are: in the environment itself, or at an OpenID provider. */
export type KeySource =
  | { readonly kind: 'inline'; readonly jwks: JwkSet }
  | { readonly kind: 'remote'; readonly uri: URL };

/** https://www.rfc-editor.org/rfc/rfc7517#section-5 */
export interface JwkSet {
  readonly keys: Readonly<Record<string, unknown>>[];
}

/** A scope, and the methods it opens as they stand at the end of a method ARN: `GET/items/*`. */
export interface Grant {
  readonly scope: string;
  readonly methods: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Reads `ISSUER`, `AUDIENCE`, and `JWKS` or `JWKS_URI`; `MORE_ISSUERS`, a list of `{"issuer","jwks"}`, which this project never
 * deploys: a laptop adds its own there.
 *
 * @param routeScopes `[{"scope":"items:read","methods":["GET/items/*"]}]`, the text of `route-scopes.json`.
 * @throws Error that names what is missing or makes no sense.
 */
export function parseSettings(environment: Environment, routeScopes: string): AuthorizerSettings {
  return {
    issuers: parseIssuers(environment),
    audience: required(environment, 'AUDIENCE'),
    grants: parseGrants(routeScopes),
  };
}

function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing`);
  return value;
}

function parseIssuers(environment: Environment): TrustedIssuers {
  const issuers: TrustedIssuers = [
    { issuer: required(environment, 'ISSUER'), keys: parseKeySource(environment) },
    ...parseMoreIssuers(environment['MORE_ISSUERS']),
  ];
  // The second of a name would open what the first is trusted with.
  if (new Set(issuers.map(({ issuer }) => issuer)).size < issuers.length) {
    throw new Error('MORE_ISSUERS names an issuer twice');
  }
  return issuers;
}

function parseMoreIssuers(text: string | undefined): TrustedIssuer[] {
  if (text === undefined || text === '') return [];
  const parsed = parseJson('MORE_ISSUERS', text);
  if (!Array.isArray(parsed) || !parsed.every(isIssuer)) {
    throw new Error('MORE_ISSUERS is no list of {"issuer","jwks"}');
  }
  return parsed.map(({ issuer, jwks }) => ({ issuer, keys: { kind: 'inline', jwks } }));
}

function parseKeySource(environment: Environment): KeySource {
  const jwks = environment['JWKS'];
  if (jwks === undefined || jwks === '') {
    return { kind: 'remote', uri: parseUri(required(environment, 'JWKS_URI')) };
  }
  const parsed = parseJson('JWKS', jwks);
  if (!isJwkSet(parsed)) throw new Error('JWKS is no set of keys');
  return { kind: 'inline', jwks: parsed };
}

/** Keys that anybody on the way could have swapped are no keys: https, but for a server on this very machine. */
function parseUri(text: string): URL {
  const uri = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    uri?.protocol === 'https:' || (uri?.protocol === 'http:' && LOOPBACK.has(uri.hostname));
  if (uri === undefined || !isSafe) throw new Error('JWKS_URI is no https URL');
  return uri;
}

function parseGrants(text: string): Grant[] {
  const parsed = parseJson('route-scopes.json', text);
  if (!Array.isArray(parsed) || !parsed.every(isGrant)) {
    throw new Error('route-scopes.json is no list of {"scope","methods"}');
  }
  return parsed;
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} is not JSON`);
  }
}

function isJwkSet(value: unknown): value is JwkSet {
  return isRecord(value) && Array.isArray(value['keys']) && value['keys'].every(isRecord);
}

function isIssuer(value: unknown): value is { readonly issuer: string; readonly jwks: JwkSet } {
  return (
    isRecord(value) &&
    typeof value['issuer'] === 'string' &&
    value['issuer'] !== '' &&
    isJwkSet(value['jwks'])
  );
}

function isGrant(value: unknown): value is Grant {
  return (
    isRecord(value) &&
    typeof value['scope'] === 'string' &&
    Array.isArray(value['methods']) &&
    value['methods'].every((method) => typeof method === 'string')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
