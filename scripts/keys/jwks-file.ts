import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicJwk, type PublicJwk } from '../../local/tokens/key-store';

/** A key of a JWKS: one of ours, or any other that somebody put there. */
type Jwk = Readonly<Record<string, unknown>>;

/** `keys/<stage>.jwks.json`: the public keys that a stage's authorizer is deployed with. */
export class JwksFile {
  readonly path: string;

  /** @param root The project's folder. */
  constructor(root: string, stage: string) {
    this.path = join(root, 'keys', `${stage}.jwks.json`);
  }

  /**
   * Adds a key and takes others out. The file is the same for the same keys: sorted by id.
   *
   * @returns Whether anything changed.
   * @throws Error naming the file when it is no set of keys.
   */
  update(added: PublicJwk, removed: readonly string[]): boolean {
    const before = this.#read();
    const kept = before.filter(({ kid }) => kid !== added.kid && !removed.includes(String(kid)));
    const keys = [...kept, { ...publicJwk(added) }].sort((a, b) =>
      String(a['kid']) < String(b['kid']) ? -1 : 1,
    );
    const text = `${JSON.stringify({ keys }, null, 2)}\n`;
    if (existsSync(this.path) && readFileSync(this.path, 'utf8') === text) return false;
    writeFileSync(`${this.path}.new`, text);
    renameSync(`${this.path}.new`, this.path);
    return true;
  }

  #read(): readonly Jwk[] {
    if (!existsSync(this.path)) return [];
    try {
      const parsed: unknown = JSON.parse(readFileSync(this.path, 'utf8'));
      if (isJwks(parsed)) return parsed.keys;
    } catch {
      // told below, in the reader's words
    }
    throw new Error(`${this.path} is no set of keys: restore it from git, or delete it`);
  }
}

function isJwks(value: unknown): value is { readonly keys: readonly Jwk[] } {
  return isRecord(value) && Array.isArray(value['keys']) && value['keys'].every(isRecord);
}

function isRecord(value: unknown): value is Jwk {
  return typeof value === 'object' && value !== null;
}
