import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './fingerprint';
import { formatManifest, parseManifest, type Manifest, type ManifestEntry } from './manifest';

/** A zip with what is known of it. */
export interface Product {
  readonly entry: ManifestEntry;
  readonly zip: Uint8Array;
}

/** `dist/`: a zip per function, and the manifest that tells what they were made of. */
export class OutFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  zipPath(name: string): string {
    return join(this.#path, `${name}.zip`);
  }

  readManifest(): Manifest {
    const file = this.#manifestFile();
    return existsSync(file) ? parseManifest(readFileSync(file, 'utf8')) : new Map();
  }

  /** Is the zip there, as it was written? */
  holds(name: string, entry: ManifestEntry): boolean {
    const path = this.zipPath(name);
    return existsSync(path) && sha256(readFileSync(path)) === entry.zipHash;
  }

  /** Adds zips, and removes those whose functions are gone. */
  update(products: ReadonlyMap<string, Product>, gone: Iterable<string>): void {
    const manifest = new Map(this.readManifest());
    mkdirSync(this.#path, { recursive: true });
    for (const [name, { entry, zip }] of products) {
      replaceFile(this.zipPath(name), zip);
      manifest.set(name, entry);
    }
    for (const name of gone) {
      rmSync(this.zipPath(name), { force: true });
      manifest.delete(name);
    }
    replaceFile(this.#manifestFile(), formatManifest(manifest));
  }

  #manifestFile(): string {
    return join(this.#path, '.build.json');
  }
}

/** Who reads the file meanwhile sees the old content or the new, never a part. */
function replaceFile(path: string, content: Uint8Array | string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}
