import { readFileSync } from 'node:fs';

/**
 * The public keys of a JWKS file.
 *
 * @throws Error in one line when it is no such file, or holds a private key.
 */
export function parseJwks(file: string): unknown {
  try {
    const jwks: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isPublicJwks(jwks)) return jwks;
  } catch {
    // told below
  }
  throw new Error(`${file}: not a JWKS of public keys; make one with npm run keys -- <stage>`);
}

/** A private key in a deployed file would be everybody's. */
function isPublicJwks(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('keys' in value)) return false;
  return (
    Array.isArray(value.keys) &&
    value.keys.every(
      (key: unknown) => typeof key === 'object' && key !== null && !('d' in key) && !('k' in key),
    )
  );
}
