import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
// The subpaths: the whole of jose takes twice as long to load, and this is on the way of every start.
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { exportJWK } from 'jose/key/export';
import { generateKeyPair } from 'jose/key/generate/keypair';

/** The public half of a key, as it stands in a JWKS: https://www.rfc-editor.org/rfc/rfc7517 */
export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
  /** The key's own thumbprint (RFC 7638), behind the store's prefix. */
  readonly kid: string;
}

/** A key that signs tokens: a secret. */
export interface SigningKey extends PublicJwk {
  readonly d: string;
}

/** What this laptop holds for a stage. */
export interface StageKeys {
  readonly current: SigningKey;
  /** Ids of keys that signed before it, and that verifiers may still know. */
  readonly retired: readonly string[];
}

/** A stage's keys, and whether they were made just now. */
export interface LoadedKeys extends StageKeys {
  readonly created: boolean;
}

/** The private keys of this laptop: a file per stage, which its owner alone can read. */
export class KeyStore {
  readonly #folder: string;
  readonly #kidPrefix: string;

  /**
   * @param folder Made when the first key is.
   * @param kidPrefix What the ids of its keys begin with. Default: nothing.
   */
  constructor(folder: string, kidPrefix = '') {
    this.#folder = folder;
    this.#kidPrefix = kidPrefix;
  }

  /** Where a stage's key is kept. */
  fileOf(stage: string): string {
    // A stage's name becomes a file's: it must not lead anywhere else.
    if (!/^\w[\w-]*$/.test(stage)) throw new Error(`"${stage}" is no name of a stage`);
    return join(this.#folder, `${stage}.json`);
  }

  /**
   * Reads a stage's keys, and makes none.
   *
   * @throws Error naming the file when it holds something else.
   */
  read(stage: string): StageKeys | undefined {
    const file = this.fileOf(stage);
    return existsSync(file) ? this.#parse(file) : undefined;
  }

  /**
   * Reads a stage's keys; without any, makes one.
   *
   * @throws Error naming the file when it holds something else.
   */
  async load(stage: string): Promise<LoadedKeys> {
    const found = this.read(stage);
    if (found !== undefined) return { ...found, created: false };
    const keys = { current: await generateKey(this.#kidPrefix), retired: [] };
    try {
      this.#write(this.fileOf(stage), keys, 'wx');
    } catch (error) {
      // Another process made one at the same moment: there is one key per stage.
      const theirs = this.read(stage);
      if (theirs === undefined) throw error;
      return { ...theirs, created: false };
    }
    return { ...keys, created: true };
  }

  /** Replaces a stage's key by a new one, and remembers the old one's id. */
  async rotate(stage: string): Promise<StageKeys> {
    const { current, retired, created } = await this.load(stage);
    if (created) return { current, retired };
    const keys = {
      current: await generateKey(this.#kidPrefix),
      retired: [...retired, current.kid],
    };
    this.#replace(stage, keys);
    return keys;
  }

  /** Forgets the ids of retired keys. */
  forgetRetired(stage: string, { current }: StageKeys): void {
    this.#replace(stage, { current, retired: [] });
  }

  /** A key that was moved here from another kind of store must not sign. */
  #parse(file: string): StageKeys {
    try {
      const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (isStageKeys(parsed) && parsed.current.kid.startsWith(this.#kidPrefix)) return parsed;
    } catch {
      // told below, in the reader's words
    }
    throw new Error(
      `${file} is not the key file it should be: move it away, and a new key is made`,
    );
  }

  #replace(stage: string, keys: StageKeys): void {
    const file = this.fileOf(stage);
    this.#write(`${file}.new`, keys, 'w');
    renameSync(`${file}.new`, file);
  }

  #write(file: string, { current, retired }: StageKeys, flag: 'w' | 'wx'): void {
    mkdirSync(this.#folder, { recursive: true });
    chmodSync(this.#folder, 0o700);
    writeFileSync(file, `${JSON.stringify({ current, retired }, null, 2)}\n`, {
      flag,
      mode: 0o600,
    });
  }
}

/** The half of a key that verifiers need, and nothing of the other. */
export function publicJwk({ kty, crv, x, y, alg, use, kid }: PublicJwk): PublicJwk {
  return { kty, crv, x, y, alg, use, kid };
}

/** @param kidPrefix What the key's id begins with. */
export async function generateKey(kidPrefix: string): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key: unknown = {
    ...jwk,
    alg: 'ES256',
    use: 'sig',
    kid: `${kidPrefix}${await calculateJwkThumbprint(jwk)}`,
  };
  if (!isSigningKey(key)) throw new Error('the new key is not a P-256 key');
  return key;
}

function isStageKeys(value: unknown): value is StageKeys {
  return (
    isRecord(value) &&
    isSigningKey(value['current']) &&
    Array.isArray(value['retired']) &&
    value['retired'].every((kid) => typeof kid === 'string')
  );
}

function isSigningKey(value: unknown): value is SigningKey {
  return (
    isRecord(value) &&
    value['kty'] === 'EC' &&
    value['crv'] === 'P-256' &&
    value['alg'] === 'ES256' &&
    value['use'] === 'sig' &&
    ['x', 'y', 'd', 'kid'].every((name) => typeof value[name] === 'string')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
