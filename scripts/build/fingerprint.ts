import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** SHA-256, hexadecimal. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Hashes how functions are built: these very scripts, and which packages are installed. */
export function hashRecipe(root: string): string {
  const ours = readdirSync(__dirname).sort();
  const files = [...ours.map((name) => join(__dirname, name)), resolve(__dirname, '../zip.ts')];
  const hash = createHash('sha256');
  for (const file of [...files, join(root, 'package-lock.json')]) {
    hash.update(existsSync(file) ? readFileSync(file) : 'none').update('\n');
  }
  return hash.digest('hex');
}

/**
 * Hashes what a bundle was made of, names and contents.
 *
 * @param files Relative to the root.
 * @returns `undefined` when one of them is gone.
 */
export function hashSources(
  root: string,
  recipe: string,
  files: readonly string[],
): string | undefined {
  const hash = createHash('sha256').update(recipe);
  try {
    for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

/** Was one of the files written at or after a time, in milliseconds since the epoch? Then a hash may be of newer content. */
export function anyModifiedSince(root: string, files: readonly string[], time: number): boolean {
  return files.some((file) => statSync(join(root, file)).mtimeMs >= time);
}
