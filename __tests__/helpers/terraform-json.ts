/** Terraform JSON of a test's own, in a folder of its own, and what the runtime makes of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Application } from '../../local/application';
import { loadApplication } from '../../local/terraform';
import { tinyZip } from './synth';

export interface TerraformFolder {
  readonly folder: string;
  remove(): void;
}

/** Writes files, given by their path: an object as JSON, anything else as it is. */
export function terraformFolder(files: Readonly<Record<string, unknown>>): TerraformFolder {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-terraform-'));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(file, isText ? content : JSON.stringify(content));
  }
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A `cdktf.out` of stacks by name. */
export function cdktfOut(stacks: Readonly<Record<string, object>>): Record<string, unknown> {
  const paths = Object.keys(stacks).map((name) => [name, `stacks/${name}/cdk.tf.json`] as const);
  return {
    'manifest.json': {
      stacks: Object.fromEntries(
        paths.map(([name, synthesizedStackPath]) => [name, { name, synthesizedStackPath }]),
      ),
    },
    ...Object.fromEntries(paths.map(([name, path]) => [path, stacks[name]])),
  };
}

export interface Loaded {
  readonly application: Application;
  readonly warnings: readonly string[];
}

/** What the runtime reads of these files; `function.zip` is among them. */
export function load(
  files: Readonly<Record<string, unknown>>,
  { strict = true, app = '.' }: { readonly strict?: boolean; readonly app?: string } = {},
): Loaded {
  const written = terraformFolder({ 'function.zip': tinyZip('function'), ...files });
  const warnings: string[] = [];
  try {
    const application = loadApplication({
      app: join(written.folder, app),
      keyRing: { valueOf: (address) => `key of ${address}` },
      strict,
      warn: (line) => warnings.push(line),
    });
    return { application, warnings };
  } finally {
    written.remove();
  }
}
