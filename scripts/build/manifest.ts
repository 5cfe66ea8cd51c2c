/** What is known of a zip that was built: enough to tell whether it still is what a build would make. */
export interface ManifestEntry {
  /** SHA-256 over every file that went in, and over how it was built; `''` when that is not known. */
  readonly sourceHash: string;
  /** Relative to the project's folder. */
  readonly inputs: readonly string[];
  /** Of `index.js`, minified. */
  readonly bundleBytes: number;
  readonly zipBytes: number;
  /** SHA-256 of the zip, hexadecimal. */
  readonly zipHash: string;
}

/** By the function's name. */
export type Manifest = ReadonlyMap<string, ManifestEntry>;

/** Reads a manifest's text. What is not one is an empty manifest: everything is built again. */
export function parseManifest(text: string): Manifest {
  try {
    const parsed: unknown = JSON.parse(text);
    return new Map(Object.entries(isRecord(parsed) ? parsed : {}).filter(isNamedEntry));
  } catch {
    return new Map();
  }
}

/** The manifest as text. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(Object.fromEntries(manifest))}\n`;
}

function isNamedEntry(pair: [string, unknown]): pair is [string, ManifestEntry] {
  const [, value] = pair;
  return (
    isRecord(value) &&
    typeof value['sourceHash'] === 'string' &&
    typeof value['zipHash'] === 'string' &&
    typeof value['bundleBytes'] === 'number' &&
    typeof value['zipBytes'] === 'number' &&
    Array.isArray(value['inputs']) &&
    value['inputs'].every((input) => typeof input === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
