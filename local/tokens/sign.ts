import { SignJWT } from 'jose/jwt/sign';
import { importJWK } from 'jose/key/import';
import type { Clock } from '../clock';
import type { SigningKey } from './key-store';

/** What a token says. */
export interface TokenClaims {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Seconds from now until it expires. */
  readonly ttlSeconds: number;
}

/**
 * Makes a token that a stage's authorizer takes when it knows the key: a JWT signed with ES256, with its scopes in `scope`.
 *
 * @param clock Default: the machine's.
 */
export async function signToken(
  key: SigningKey,
  claims: TokenClaims,
  clock: Clock = Date.now,
): Promise<string> {
  const issuedAt = Math.floor(clock() / 1000);
  return new SignJWT({ scope: claims.scopes.join(' ') })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT' })
    .setIssuer(claims.issuer)
    .setAudience(claims.audience)
    .setSubject(claims.subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + claims.ttlSeconds)
    .sign(await importJWK({ ...key }, key.alg));
}
