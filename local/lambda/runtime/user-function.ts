/** Finds and loads the function's code as AWS's Node.js runtime does: which file, which module system, which export. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeFailure } from './errors';
import type { RuntimeSettings } from './protocol';

export type Handler = (event: unknown, context: object, callback: unknown) => unknown;

/** How `awslambda.streamifyResponse` marks a handler. */
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** The global that functions with response streaming are written against. */
export const awslambda = {
  streamifyResponse: (handler: object): object =>
    Object.assign(handler, { [STREAMING]: 'response' }),
};

/**
 * Loads the handler.
 *
 * @throws RuntimeFailure with the name AWS gives to what went wrong; an error that the module threw is let through.
 */
export async function loadHandler(settings: RuntimeSettings): Promise<Handler> {
  const { moduleRoot, moduleName, exportPath } = parseHandler(settings.handler);
  const module = await loadModule(settings.taskRoot, moduleRoot, moduleName);
  const handler = exportPath.split('.').reduce<unknown>((value, key) => member(value, key), module);
  if (handler === undefined || handler === null) {
    throw new RuntimeFailure('HandlerNotFound', `${settings.handler} is undefined or not exported`);
  }
  if (!isHandler(handler)) {
    throw new RuntimeFailure('HandlerNotFound', `${settings.handler} is not a function`);
  }
  refuseUnsupported(handler, settings);
  return handler;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function member(value: unknown, key: PropertyKey): unknown {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? Reflect.get(value, key)
    : undefined;
}

/** `src/index.handlers.get` is file `src/index`, export `handlers.get`. */
function parseHandler(handler: string) {
  if (handler.includes('..')) {
    throw new RuntimeFailure(
      'MalformedHandlerName',
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const name = basename(handler);
  const [, moduleName, exportPath] = /^([^.]*)\.(.*)$/.exec(name) ?? [];
  if (moduleName === undefined || exportPath === undefined) {
    throw new RuntimeFailure('MalformedHandlerName', 'Bad handler');
  }
  return { moduleRoot: handler.slice(0, handler.indexOf(name)), moduleName, exportPath };
}

function refuseUnsupported(handler: Handler, settings: RuntimeSettings): void {
  if (member(handler, STREAMING) !== undefined) {
    throw new RuntimeFailure(
      'MalformedStreamingHandler',
      `${settings.handler} uses awslambda.streamifyResponse, and the local runtime does not stream responses: return the whole response from a plain async handler`,
    );
  }
  if (settings.nodeMajor >= 24 && handler.length >= 3) {
    throw new RuntimeFailure(
      'CallbackHandlerDeprecated',
      `${settings.handler} takes a callback, which AWS Lambda removed with Node.js 24: make it async, or set runtime nodejs22.x`,
    );
  }
}

async function loadModule(root: string, moduleRoot: string, name: string): Promise<unknown> {
  const path = resolve(root, moduleRoot, name);
  const require = createRequire(join(root, 'index.js'));
  try {
    const file = findFile(path);
    if (file === undefined) {
      return require(require.resolve(name, { paths: [root, join(root, moduleRoot)] })) as unknown;
    }
    return isEsModule(file)
      ? ((await import(pathToFileURL(file).href)) as unknown)
      : (require(file) as unknown);
  } catch (error) {
    throw asLoadFailure(error);
  }
}

function asLoadFailure(error: unknown): unknown {
  if (error instanceof SyntaxError) {
    const failure = new RuntimeFailure('UserCodeSyntaxError', String(error));
    failure.stack = error.stack ?? '';
    return failure;
  }
  if (member(error, 'code') === 'MODULE_NOT_FOUND') {
    return new RuntimeFailure('ImportModuleError', String(error));
  }
  return error;
}

function findFile(path: string): string | undefined {
  return ['', '.js', '.mjs', '.cjs'].map((extension) => path + extension).find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isEsModule(file: string): boolean {
  return file.endsWith('.mjs') || (file.endsWith('.js') && isModulePackage(dirname(file)));
}

/** The nearest `package.json` decides, as for Node.js. */
function isModulePackage(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
      return member(parsed, 'type') === 'module';
    } catch {
      return false;
    }
  }
  const parent = dirname(folder);
  return parent !== folder && basename(folder) !== 'node_modules' && isModulePackage(parent);
}
