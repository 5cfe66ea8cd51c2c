/** The runtime's TypeScript as one script that a bare worker thread can start from, without a loader in it. */
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles `runtime/` in memory: about 20 ms, once per process. */
export async function buildWorkerSource(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'runtime/index.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error('esbuild made nothing of runtime/index.ts');
  return script.text;
}
