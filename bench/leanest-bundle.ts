import { resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles handlers as lean as the SDK can be without patching it: ES modules first, minified, CommonJS out, credentials
 * from the environment alone, and no event streams.
 *
 * @param project Holds `bench-handlers/<name>.ts`.
 * @returns The code by name.
 */
export async function leanest(
  project: string,
  names: readonly string[],
): Promise<(name: string) => Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: names.map((name) => `bench-handlers/${name}.ts`),
    outdir: 'bench-handlers/out',
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    external: ['@smithy/core/event-streams'],
    alias: {
      '@aws-sdk/credential-provider-node': resolve(
        project,
        'scripts/build/environment-credentials.ts',
      ),
    },
    write: false,
  });
  return (name) => {
    const file = outputFiles.find(({ path }) => path.endsWith(`/${name}.js`));
    if (file === undefined) throw new Error(`esbuild made no bundle of ${name}`);
    return file.contents;
  };
}
