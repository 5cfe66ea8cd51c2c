import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that decides what `main.ts` writes, but for the environment. `dist` holds the zips, whose hashes go into the JSON. */
const INPUTS = [
  'main.ts',
  'scripts/bundle.cjs',
  'scripts/synth.cjs',
  'api.ts',
  'config.ts',
  'config',
  'modules',
  'keys',
  'dist',
  'cdktf.json',
  'package-lock.json',
  'tsconfig.json',
];
/** Set anew by every shell and every npm run; `config.ts` reads none of them. */
const PASSING = /^(npm_|_$|SHLVL$|PWD$|OLDPWD$|COLUMNS$|LINES$|TERM)/;
/** Inside the folder, so that deleting the folder forgets it. */
const FILE = '.fingerprint';

/**
 * A hash over every input of synthesis: the same hash means that `cdktf.out` would come out the same.
 *
 * @param root The project's folder.
 */
export function fingerprint(root: string, environment: NodeJS.ProcessEnv = process.env): string {
  const hash = createHash('sha256');
  for (const input of INPUTS) addPath(hash, root, input);
  for (const name of Object.keys(environment).sort()) {
    if (!PASSING.test(name)) hash.update(`${name}=${environment[name] ?? ''}\0`);
  }
  return hash.digest('hex');
}

/**
 * Whether the folder was made from inputs with this fingerprint, and still holds what was made: somebody else may have
 * synthesized into it since, or deleted some of it.
 */
export function isUpToDate(output: string, expected: string): boolean {
  const file = join(output, FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === record(output, expected);
}

/** Remembers what the folder, as it is now, was made from. */
export function keepFingerprint(output: string, value: string): void {
  writeFileSync(join(output, FILE), record(output, value));
}

/** To be called before the folder is written to: half of a synthesis is up to date with nothing. */
export function forgetFingerprint(output: string): void {
  rmSync(join(output, FILE), { force: true });
}

function record(output: string, inputs: string): string {
  return `${inputs} ${outputHash(output)}`;
}

/** Over what synthesis writes. What Terraform adds beside it, a provider's megabytes among them, is not of interest. */
function outputHash(output: string): string {
  const hash = createHash('sha256');
  addPath(hash, output, 'manifest.json');
  const stacks = join(output, 'stacks');
  const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  for (const name of names) {
    const written = readdirSync(join(stacks, name)).filter((file) => file.endsWith('.zip'));
    for (const file of ['cdk.tf.json', ...written.sort()]) addPath(hash, stacks, join(name, file));
  }
  return hash.digest('hex');
}

function addPath(hash: Hash, root: string, path: string): void {
  const full = join(root, path);
  const stats = statSync(full, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isDirectory()) {
    for (const entry of readdirSync(full).sort()) addPath(hash, root, join(path, entry));
  } else {
    // With its length, so that no file can pass for two.
    hash.update(`${path}\0${stats.size}\0`).update(readFileSync(full));
  }
}
