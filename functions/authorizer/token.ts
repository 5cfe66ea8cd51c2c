import { createLocalJWKSet } from 'jose/jwks/local';
import { createRemoteJWKSet } from 'jose/jwks/remote';
import { decodeJwt } from 'jose/jwt/decode';
import { jwtVerify } from 'jose/jwt/verify';
import { errorFacts } from '../shared/error-facts';
import type { AuthorizerSettings, KeySource, TrustedIssuer } from './settings';

/** Who a good token speaks for, and what it may. */
export interface Caller {
  readonly subject: string;
  readonly scopes: readonly string[];
}

/** A token that is not good. The message tells operators why; callers never see it. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
}

/**
 * Is it the token that is no good, as an expired one is, and not this function, whose settings or keys are missing?
 *
 * https://github.com/panva/jose/tree/main/docs/util/errors
 */
export function isTokensFault(error: unknown): boolean {
  if (error instanceof TokenRefusedError) return true;
  const { code } = errorFacts(error);
  return /^ERR_(JWT|JWS)_/.test(code) || TOKENS_FAULTS.has(code);
}

const TOKENS_FAULTS: ReadonlySet<string> = new Set([
  'ERR_JOSE_ALG_NOT_ALLOWED',
  'ERR_JOSE_NOT_SUPPORTED',
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
]);

export type TokenVerifier = (authorization: unknown) => Promise<Caller>;

/** Asymmetric signatures alone: with a symmetric one, whoever can verify a token can also make one. */
const ALGORITHMS = ['ES256', 'RS256'];
/** Clocks of two machines are never quite the same. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** API Gateway takes 10 240 bytes of headers in all. */
const MAX_TOKEN_LENGTH = 8192;
const MAX_SUBJECT_LENGTH = 256;
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;
/** RFC 6749, section 3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * Makes a function that takes the text of an `Authorization` header and answers whose token it holds.
 *
 * @returns It throws TokenRefusedError, or whatever `jose` says of a bad token.
 */
export function createTokenVerifier(settings: AuthorizerSettings): TokenVerifier {
  const verifier = ({ issuer, keys }: TrustedIssuer) => ({ issuer, keySet: createKeySet(keys) });
  const [first, ...others] = settings.issuers;
  const deployed = verifier(first);
  const more = others.map(verifier);
  return async (authorization) => {
    const token = bearerToken(authorization);
    // Only says whose keys are asked: the signature is verified with them, and the name again.
    const { iss } = decodeJwt(token);
    const { issuer, keySet } = more.find((one) => one.issuer === iss) ?? deployed;
    const { payload } = await jwtVerify(token, keySet, {
      algorithms: ALGORITHMS,
      issuer,
      audience: settings.audience,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    return { subject: parseSubject(payload.sub), scopes: parseScopes(payload) };
  };
}

function createKeySet(source: KeySource) {
  switch (source.kind) {
    case 'inline':
      return createLocalJWKSet(source.jwks);
    case 'remote':
      // One fetch for all requests of an execution environment, and again when an unknown key id turns up.
      return createRemoteJWKSet(source.uri, { timeoutDuration: 2000, cooldownDuration: 30_000 });
  }
}

function bearerToken(authorization: unknown): string {
  if (typeof authorization !== 'string') throw new TokenRefusedError('no token');
  if (authorization.length > MAX_TOKEN_LENGTH) throw new TokenRefusedError('token too long');
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw new TokenRefusedError('not a bearer token');
  return token;
}

/** It becomes the policy's principal and a context value: text that can stand in a header. */
function parseSubject(subject: unknown): string {
  if (typeof subject !== 'string' || !/^[\x20-\x7e]+$/.test(subject)) {
    throw new TokenRefusedError('subject is not printable');
  }
  if (subject.length > MAX_SUBJECT_LENGTH) throw new TokenRefusedError('subject too long');
  return subject;
}

/** `scope` as RFC 8693 has it, words in one text; or `scp`, as some providers do, a list or one text. */
function parseScopes(payload: Readonly<Record<string, unknown>>): string[] {
  const claim = payload['scope'] ?? payload['scp'] ?? '';
  const words: unknown = typeof claim === 'string' ? claim.split(' ') : claim;
  if (!Array.isArray(words)) throw new TokenRefusedError('scope is neither text nor a list');
  return words.filter((word) => typeof word === 'string').filter((word) => SCOPE.test(word));
}
