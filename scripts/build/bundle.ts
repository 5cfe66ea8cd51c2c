import { basename, resolve } from 'node:path';
import type { BuildFailure, BuildOptions, Message, Metafile, OutputFile, Plugin } from 'esbuild';
import { BuildError } from './build-error';
import { entryPoints, handlerFileOf, isEntryPoint } from './entry-points';

/** One function as Lambda runs it. */
export interface Bundle {
  /** The text of `index.js`. */
  readonly code: Uint8Array;
  /** Every file that went in, relative to the project's folder. */
  readonly inputs: readonly string[];
}

const EVENT_STREAMS = '@smithy/core/event-streams';

/**
 * CommonJS from the packages' ES modules, minified: of the ways to bundle the SDK the one that starts fastest. Whatever
 * would depend on the machine (working folder, tsconfig, NODE_PATH) is pinned.
 */
const SETTINGS = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  // esbuild's own default for Node takes CommonJS first, which cannot be tree-shaken.
  mainFields: ['module', 'main'],
  // The SDK's `import("node:http")` becomes a require: it need not start the loader for ES modules.
  supported: { 'dynamic-import': false },
  alias: {
    '@aws-sdk/credential-provider-node': resolve(__dirname, 'environment-credentials.ts'),
  },
  tsconfigRaw: {},
  nodePaths: [],
  outdir: 'dist',
  write: false,
  metafile: true,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/**
 * Bundles functions, all in one run.
 *
 * @param root The project's folder.
 * @param handlers Name to the handler's path, relative to the root.
 * @throws BuildError with a line per thing that does not compile, `file:line:column` first.
 */
export async function bundleHandlers(
  root: string,
  handlers: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Bundle>> {
  const lean = await run(root, handlers, [leaveOutEventStreams]);
  const streaming = new Map([...handlers].filter(([name]) => usesEventStreams(lean.get(name))));
  return streaming.size === 0 ? lean : new Map([...lean, ...(await run(root, streaming, []))]);
}

/**
 * Every client can load the code for event streams, and only those of services that have such streams import it. For the
 * others it is a tenth of the bundle that nothing reaches.
 */
const leaveOutEventStreams: Plugin = {
  name: 'leave-out-event-streams',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${EVENT_STREAMS}$`) }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: EVENT_STREAMS, external: true } : undefined,
    );
  },
};

function usesEventStreams(bundle: Bundle | undefined): boolean {
  return bundle?.inputs.some((path) => path.includes('/event-streams/')) ?? false;
}

async function run(
  root: string,
  handlers: ReadonlyMap<string, string>,
  plugins: readonly Plugin[],
): Promise<ReadonlyMap<string, Bundle>> {
  // Loaded here, so that a build with nothing to do does without it.
  const { build } = await import('esbuild');
  const result = await build({
    ...SETTINGS,
    plugins: [entryPoints, ...plugins],
    absWorkingDir: root,
    entryPoints: Object.fromEntries(handlers),
  }).catch((error: unknown) => {
    throw new BuildError(describeAll(error), { cause: error });
  });
  return new Map(
    [...handlers].map(([name, handler]) => [
      name,
      {
        code: codeOf(name, result.outputFiles),
        inputs: inputsOf(handler, result.metafile.inputs),
      },
    ]),
  );
}

function codeOf(name: string, files: readonly OutputFile[]): Uint8Array {
  const file = files.find(({ path }) => basename(path) === `${name}.js`);
  if (file === undefined) throw new BuildError(`functions/${name}: esbuild made no bundle of it`);
  return file.contents;
}

/** Every file that was read on the handler's behalf, also when none of its bytes were kept. */
function inputsOf(handler: string, graph: Metafile['inputs']): readonly string[] {
  const reached = new Set<string>();
  const reach = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const found of graph[path]?.imports ?? []) {
      if (found.external !== true) reach(found.path);
    }
  };
  reach(handler);
  return [...reached].sort();
}

function describeAll(error: unknown): string {
  if (!isBuildFailure(error)) return error instanceof Error ? error.message : String(error);
  return error.errors.map(describe).join('\n');
}

function describe({ location, text }: Message): string {
  if (location === null) return text;
  if (isEntryPoint(location.file)) {
    return `${handlerFileOf(location.file)}:1:1: ${text}: Lambda calls a function's "handler"`;
  }
  return `${location.file}:${location.line}:${location.column + 1}: ${text}`;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
