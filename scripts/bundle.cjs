/**
 * Runs a TypeScript file of ours as one script in plain Node: esbuild bundles it and all it imports of ours in memory, and
 * packages stay where they are. With tsx, which looks at every file of every package too, a start takes twice as long.
 * Why: docs/decisions/080-synthesis-runs-a-bundle.md.
 */
const { readFileSync } = require('node:fs');
const { createRequire, SourceMap } = require('node:module');
const { dirname, join, resolve } = require('node:path');
const process = require('node:process');
const { compileFunction } = require('node:vm');
const { build } = require('esbuild');
const { dependencies, devDependencies } = require('../package.json');

const ROOT = resolve(module.path, '..');
/**
 * Packages that are bundled. jose has no form that `require` takes, and Node before 20.19 no other way to load it; of zod
 * a tenth is used, and to load all of it takes 70 ms.
 */
const BUNDLED = new Set(['jose', 'zod']);

/**
 * Runs a file; what does not compile, or is thrown at load, ends the process with exit code 1 and TypeScript's file and line.
 *
 * @param {string} entry In the project's folder: `scripts/start.ts`.
 * @param {object} [options]
 * @param {() => void} [options.meanwhile] Done while esbuild, a process of its own, is at work.
 * @param {() => Promise<unknown>} [options.ready] Awaited before the script runs.
 * @param {boolean} [options.mapsStacks] True: every stack names TypeScript's lines, for as long as the process lives;
 *   false, the default: that of an error which ends the load alone, at no cost to those which are caught.
 */
function runBundle(entry, options = {}) {
  bundleAndRun(entry, options).catch((error) => {
    process.stderr.write(`gatehouse: ${describe(error)}\n`);
    process.exitCode = 1;
  });
}

async function bundleAndRun(entry, { meanwhile, ready, mapsStacks = false }) {
  // Where the script would lie if it were written: packages are found from here.
  const script = join(ROOT, entry.replace(/\.ts$/, '.js'));
  const bundling = bundle(entry, script);
  meanwhile?.();
  const { outputFiles, warnings } = await bundling;
  for (const warning of warnings) {
    process.stderr.write(`gatehouse: warning: ${describeMessage(warning)}\n`);
  }
  const textOf = (path) => outputFiles.find((file) => file.path === path).text;
  await ready?.();
  const origins = new Origins(script, () => textOf(`${script}.map`));
  if (mapsStacks) {
    Error.prepareStackTrace = (error, calls) =>
      origins.mapped([String(error), ...calls].join('\n    at '));
  }
  try {
    run(textOf(script), script);
  } catch (error) {
    if (!mapsStacks && error instanceof Error && error.stack !== undefined) {
      error.stack = origins.mapped(error.stack);
    }
    throw error;
  }
}

function bundle(entry, outfile) {
  const packages = Object.keys({ ...dependencies, ...devDependencies });
  return build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    external: packages.filter((name) => !BUNDLED.has(name)),
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // `import()` of ours: a script in memory has no loader for it, and a require does the same.
    supported: { 'dynamic-import': false },
    sourcemap: 'external',
    sourcesContent: false,
    write: false,
    logLevel: 'silent',
    // The row that is read last would take the other's place, guard and all, without a word.
    logOverride: { 'duplicate-object-key': 'error' },
    plugins: [{ name: 'places', setup: keepPlaces }],
  });
}

/** In a file that asks where it is, `__dirname` and `__filename` stay what they are in TypeScript. */
function keepPlaces({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8');
    if (!/\b__(?:dirname|filename)\b/.test(text) || path.includes('node_modules')) return undefined;
    const [folder, file] = [dirname(path), path].map((place) => JSON.stringify(place));
    // In the first line, so that every other keeps its number.
    return { contents: `const __dirname = ${folder}, __filename = ${file}; ${text}`, loader: 'ts' };
  });
}

function run(code, filename) {
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  const script = { exports: {} };
  const main = compileFunction(code, parameters, { filename });
  main(script.exports, createRequire(filename), script, filename, dirname(filename));
}

/** Where in TypeScript the lines of a script come from; the source map is read when there is something to map. */
class Origins {
  #script;
  #readMap;
  #map;

  constructor(script, readMap) {
    this.#script = script;
    this.#readMap = readMap;
  }

  mapped(stack) {
    return stack
      .split(this.#script)
      .map((text, index) => (index === 0 ? text : this.#withOrigin(text)))
      .join('');
  }

  /** @param text What follows the script's name in a stack: `:12:5)`, and more. */
  #withOrigin(text) {
    const [position, line, column] = /^:(\d+):(\d+)/.exec(text) ?? [];
    const origin = position === undefined ? {} : this.#find(line - 1, column - 1);
    if (origin.originalSource === undefined) return `${this.#script}${text}`;
    const file = resolve(dirname(this.#script), origin.originalSource);
    const rest = text.slice(position.length);
    return `${file}:${origin.originalLine + 1}:${origin.originalColumn + 1}${rest}`;
  }

  #find(line, column) {
    this.#map ??= new SourceMap(JSON.parse(this.#readMap()));
    return this.#map.findEntry(line, column);
  }
}

/** What does not compile: a line each, file and line first. Anything else is a mistake of a program: with its stack. */
function describe(error) {
  if (!Array.isArray(error?.errors)) return error?.stack ?? String(error);
  return error.errors.map(describeMessage).join('\n');
}

/** @param {import('esbuild').Message} message */
function describeMessage({ location, text, notes }) {
  if (location === null) return text;
  const place = ({ file, line, column }) => `${file}:${line}:${column + 1}`;
  // Where the first of two keys is, for one.
  const also = notes.map(
    (note) =>
      ` (${note.location ? `${place(note.location)}: ` : ''}${note.text.replace(/:$/, '')})`,
  );
  return `${place(location)}: ${text}${also.join('')}`;
}

module.exports = { runBundle };
