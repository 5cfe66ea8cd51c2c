import type { Plugin } from 'esbuild';

const NAMESPACE = 'entry-point';

/**
 * Makes each handler file's export `handler`, and nothing else of it, what the bundle exports: what is there for tests
 * alone is shaken off, and a file without a `handler` does not compile.
 */
export const entryPoints: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'entry-point' ? { path, namespace: NAMESPACE } : undefined,
    );
    build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({
      contents: `export { handler } from ${JSON.stringify(`./${path}`)};`,
      resolveDir: build.initialOptions.absWorkingDir,
    }));
  },
};

/** Is this path, in esbuild's metafile or in a message, one of the entry points that we made up? */
export function isEntryPoint(path: string): boolean {
  return path.startsWith(`${NAMESPACE}:`);
}

/** The handler file behind such a path. */
export function handlerFileOf(path: string): string {
  // esbuild writes some entry points with a `./` of its own.
  return path.slice(NAMESPACE.length + 1).replace(/^\.\//, '');
}
