/**
 * Runs `main.ts`: what `npm run synth`, `cdktf synth` and `npm start` do. Our sources become one script in memory, which
 * plain Node then runs: with tsx, which looks at every file of every package too, the same takes twice as long.
 * Why: docs/decisions/080-synthesis-runs-a-bundle.md.
 */
const { createRequire, SourceMap } = require('node:module');
const { join, resolve } = require('node:path');
const process = require('node:process');
const { compileFunction } = require('node:vm');
const { build } = require('esbuild');

const ROOT = resolve(module.path, '..');
/** Where the script would lie if it were written: packages are found from here, and `__dirname` is the project's folder. */
const SCRIPT = join(ROOT, 'main.js');

async function synthesize() {
  const bundling = build({
    absWorkingDir: ROOT,
    entryPoints: ['main.ts'],
    outfile: SCRIPT,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // `import()` of ours: a script in memory has no loader for it, and a require does the same.
    supported: { 'dynamic-import': false },
    sourcemap: 'external',
    sourcesContent: false,
    write: false,
    logLevel: 'silent',
  });
  // esbuild is a process of its own: meanwhile this one loads what takes the longest.
  require('cdktf');
  const { outputFiles } = await bundling;
  const textOf = (path) => outputFiles.find((file) => file.path === path).text;
  try {
    run(textOf(SCRIPT));
  } catch (error) {
    throw inTypeScript(error, textOf(`${SCRIPT}.map`));
  }
}

function run(code) {
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  const script = { exports: {} };
  const main = compileFunction(code, parameters, { filename: SCRIPT });
  main(script.exports, createRequire(SCRIPT), script, SCRIPT, ROOT);
}

/** A source map is read when there is something to map: no synthesis that succeeds pays for it. */
function inTypeScript(error, mapText) {
  if (!(error instanceof Error) || error.stack === undefined) return error;
  const map = new SourceMap(JSON.parse(mapText));
  error.stack = error.stack
    .split(SCRIPT)
    .map((text, index) => (index === 0 ? text : withOrigin(text, map)))
    .join('');
  return error;
}

/** @param text What follows the script's name in a stack: `:12:5)`, and more. */
function withOrigin(text, map) {
  const [position, line, column] = /^:(\d+):(\d+)/.exec(text) ?? [];
  const origin = position === undefined ? {} : map.findEntry(line - 1, column - 1);
  if (origin.originalSource === undefined) return `${SCRIPT}${text}`;
  const file = join(ROOT, origin.originalSource);
  const rest = text.slice(position.length);
  return `${file}:${origin.originalLine + 1}:${origin.originalColumn + 1}${rest}`;
}

/** What does not compile: a line each, file and line first. Anything else is a mistake of a program: with its stack. */
function describe(error) {
  if (!Array.isArray(error?.errors)) return error?.stack ?? String(error);
  return error.errors
    .map(({ location, text }) =>
      location === null
        ? text
        : `${location.file}:${location.line}:${location.column + 1}: ${text}`,
    )
    .join('\n');
}

synthesize().catch((error) => {
  process.stderr.write(`gatehouse: ${describe(error)}\n`);
  process.exitCode = 1;
});
