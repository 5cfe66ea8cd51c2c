import { resolve } from 'node:path';
import { BuildError } from './build-error';
import type { Bundle } from './bundle';
import { anyModifiedSince, hashRecipe, hashSources, sha256 } from './fingerprint';
import type { ManifestEntry } from './manifest';
import { OutFolder, type Product } from './out-folder';
import { findHandlers } from './sources';

/** What a function may have unzipped, so that a larger zip is surely too large: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_ZIP_BYTES = 250 * 1024 * 1024;

export interface BuildOptions {
  /** The project's folder, which holds `functions/`; default: this project's. */
  readonly root?: string;
  /** Where the zips go, relative to the root; default: `dist`. */
  readonly outFolder?: string;
  /** A larger zip is an error; default: `MAX_ZIP_BYTES`. */
  readonly maxZipBytes?: number;
}

export interface BuildResult {
  /** Sorted by name. */
  readonly functions: readonly BuiltFunction[];
  /** Milliseconds. */
  readonly durationMs: number;
}

export interface BuiltFunction extends Pick<ManifestEntry, 'bundleBytes' | 'zipBytes' | 'zipHash'> {
  readonly name: string;
  /** Absolute. */
  readonly zipPath: string;
  /** `unchanged`: the zip of an earlier build is what this build would have made. */
  readonly status: 'built' | 'unchanged';
}

/** What the sources of a zip are measured by: the project's folder, and how it is built. */
interface Workshop {
  readonly root: string;
  readonly recipe: string;
}

type Handlers = ReadonlyMap<string, string>;

const PROJECT = resolve(__dirname, '../..');

/**
 * Bundles and zips every function to `<outFolder>/<name>.zip` (handler `index.handler`), the same bytes on every machine.
 * A function of which nothing changed since its last build is left alone. When one fails, all zips stay as they were.
 *
 * @throws BuildError with a line per cause: what does not compile (with file and line), a folder without handler, a zip
 * over the limit.
 */
export async function buildFunctions(options: BuildOptions = {}): Promise<BuildResult> {
  const startedAt = performance.now();
  const root = resolve(options.root ?? PROJECT);
  const outFolder = new OutFolder(resolve(root, options.outFolder ?? 'dist'));
  const workshop = { root, recipe: hashRecipe(root) };
  const handlers = findHandlers(root);

  const known = outFolder.readManifest();
  const unchanged = pick(
    known,
    (name, entry) => handlers.has(name) && outFolder.holds(name, entry) && isFresh(workshop, entry),
  );
  const products = await make(
    workshop,
    pick(handlers, (name) => !unchanged.has(name)),
  );
  const functions = [...handlers.keys()].flatMap((name) => [
    ...describe(name, outFolder, { entry: unchanged.get(name), status: 'unchanged' }),
    ...describe(name, outFolder, { entry: products.get(name)?.entry, status: 'built' }),
  ]);
  refuseLargeZips(functions, options.maxZipBytes ?? MAX_ZIP_BYTES);
  const gone = pick(known, (name) => !handlers.has(name));
  if (products.size + gone.size > 0) outFolder.update(products, gone.keys());
  return { functions, durationMs: performance.now() - startedAt };
}

function isFresh({ root, recipe }: Workshop, entry: ManifestEntry): boolean {
  return hashSources(root, recipe, entry.inputs) === entry.sourceHash;
}

async function make(workshop: Workshop, handlers: Handlers): Promise<ReadonlyMap<string, Product>> {
  const products = new Map<string, Product>();
  if (handlers.size === 0) return products;
  const startedAt = Date.now();
  // Loaded here, so that a build with nothing to do does without esbuild and jszip.
  const [{ bundleHandlers }, { createZip }] = await Promise.all([
    import('./bundle'),
    import('../zip'),
  ]);
  for (const [name, bundle] of await bundleHandlers(workshop.root, handlers)) {
    const zip = await createZip(new Map([['index.js', bundle.code]]));
    products.set(name, {
      zip,
      entry: {
        sourceHash: sourceHashOf(workshop, bundle, startedAt),
        inputs: bundle.inputs,
        bundleBytes: bundle.code.byteLength,
        zipBytes: zip.byteLength,
        zipHash: sha256(zip),
      },
    });
  }
  return products;
}

/** A file saved while esbuild was reading may be in the bundle as it was before: such a bundle is made anew next time. */
function sourceHashOf({ root, recipe }: Workshop, { inputs }: Bundle, startedAt: number): string {
  if (anyModifiedSince(root, inputs, startedAt)) return '';
  return hashSources(root, recipe, inputs) ?? '';
}

function describe(
  name: string,
  outFolder: OutFolder,
  { entry, status }: { entry: ManifestEntry | undefined; status: BuiltFunction['status'] },
): BuiltFunction[] {
  if (entry === undefined) return [];
  const { bundleBytes, zipBytes, zipHash } = entry;
  return [{ name, zipPath: outFolder.zipPath(name), bundleBytes, zipBytes, zipHash, status }];
}

function refuseLargeZips(functions: readonly BuiltFunction[], maxZipBytes: number): void {
  const complaints = functions
    .filter(({ zipBytes }) => zipBytes > maxZipBytes)
    .map(
      ({ name, zipBytes }) =>
        `functions/${name}: its zip has ${zipBytes} bytes, over the limit of ${maxZipBytes}: import less, or raise --max-zip-bytes`,
    );
  if (complaints.length > 0) throw new BuildError(complaints.join('\n'));
}

function pick<V>(
  map: ReadonlyMap<string, V>,
  keep: (name: string, value: V) => boolean,
): ReadonlyMap<string, V> {
  return new Map([...map].filter(([name, value]) => keep(name, value)));
}
