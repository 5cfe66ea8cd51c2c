/** The credentials of function roles: by them the AWS-compatible endpoint knows which function calls. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { RoleDefinition } from '../application';
import type { Credentials } from '../lambda/environment-variables';

export interface RoleCredentials {
  /**
   * What an execution environment of a function with this role is given: the same for as long as the process runs.
   *
   * @param role `undefined`: the function's role is not in the Terraform JSON.
   */
  for(role: RoleDefinition | undefined): Credentials;
  /**
   * Whose access key this is.
   *
   * @returns `unknown-function` for a function whose role nothing is known of; `undefined` for a key that none of ours
   * has: the laptop's own user.
   */
  roleOf(accessKeyId: string): RoleDefinition | 'unknown-function' | undefined;
  /** Whether the session token is the one that was given out with the access key. */
  verify(accessKeyId: string, sessionToken: string | undefined): boolean;
}

interface Issued {
  readonly role: RoleDefinition | undefined;
  readonly credentials: Credentials;
}

/** Random per process: nothing of it is worth anything elsewhere, or after the end. */
export function createRoleCredentials(): RoleCredentials {
  const byRole = new Map<string, Issued>();
  const byKey = new Map<string, Issued>();
  return {
    for(role) {
      const name = role?.arn ?? '';
      const credentials = byRole.get(name)?.credentials ?? newCredentials();
      // The newest definition counts: a reload may have changed the role's policies.
      const issued = { role, credentials };
      byRole.set(name, issued);
      byKey.set(credentials.accessKeyId, issued);
      return credentials;
    },
    roleOf(accessKeyId) {
      const issued = byKey.get(accessKeyId);
      return issued === undefined ? undefined : (issued.role ?? 'unknown-function');
    },
    verify(accessKeyId, sessionToken) {
      const known = byKey.get(accessKeyId)?.credentials.sessionToken;
      return known !== undefined && sessionToken !== undefined && isSame(known, sessionToken);
    },
  };
}

/** `ASIA` marks the temporary credentials of a role, as on AWS. */
function newCredentials(): Credentials {
  return {
    accessKeyId: `ASIA${base32(16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
  };
}

function base32(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...randomBytes(length)].map((byte) => alphabet.charAt(byte % 32)).join('');
}

/** In a time that does not tell how much of it is right. */
function isSame(known: string, given: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
