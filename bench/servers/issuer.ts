import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose/jwt/sign';

/** A token, and the environment of an authorizer function that takes it. */
export interface Issuer {
  readonly token: string;
  readonly environment: Readonly<Record<'ISSUER' | 'AUDIENCE' | 'JWKS', string>>;
}

const ISSUER = 'https://bench.example';
const AUDIENCE = 'bench';
const SCOPE = 'items:read';
/** Longer than a bench takes. */
const LIFETIME = '12h';

/** Makes a key for one run, and a token that reads items, for a peer that has no issuer of its own. */
export async function createIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  const token = await new SignJWT({ scope: SCOPE })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject('bench')
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(privateKey);
  return {
    token,
    environment: {
      ISSUER,
      AUDIENCE,
      JWKS: JSON.stringify({
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256' }],
      }),
    },
  };
}
