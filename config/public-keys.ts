import { readFileSync } from 'node:fs';

/** https://www.rfc-editor.org/rfc/rfc7517#section-5 */
interface Jwks {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Reads a JWKS file of keys that are deployed.
 *
 * @throws Error in one line when it is none, or holds a private key or one that signs for a laptop.
 */
export function readPublicKeys(file: string): Jwks {
  const jwks = readJson(file);
  if (!isPublicJwks(jwks)) {
    throw new Error(`${file}: not a JWKS of public keys; make one with npm run keys -- <stage>`);
  }
  // npm start hands out tokens of such a key to every program of its machine.
  const laptops = jwks.keys.find(({ kid }) => typeof kid === 'string' && kid.startsWith('laptop-'));
  if (laptops === undefined) return jwks;
  throw new Error(`${file}: key ${String(laptops['kid'])} signs for a laptop alone: take it out`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A private key in a deployed file would be everybody's. */
function isPublicJwks(value: unknown): value is Jwks {
  if (typeof value !== 'object' || value === null || !('keys' in value)) return false;
  const isPublic = (key: unknown): boolean =>
    typeof key === 'object' && key !== null && !('d' in key) && !('k' in key);
  return Array.isArray(value.keys) && value.keys.every(isPublic);
}
