import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from './build-error';

/** What functions share is no function. */
const SHARED = 'shared';
/** It becomes part of the function's name on AWS, and of a stage variable's. */
const FUNCTION_NAME = /^[a-z][a-z0-9-]*$/;

/**
 * The functions of a project: each folder of `functions/` with its `handler.ts`.
 *
 * @param root The project's folder.
 * @returns Name to the handler's path, relative to the root, sorted by name.
 * @throws BuildError for a folder without handler, or with a name that no function can have.
 */
export function findHandlers(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'functions');
  if (!existsSync(folder)) throw new BuildError(`${folder}: no such folder, so nothing to build`);
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== SHARED)
    .map((entry) => entry.name)
    .sort();
  const complaints = names.flatMap((name) => complaintsAbout(root, name));
  if (complaints.length > 0) throw new BuildError(complaints.join('\n'));
  return new Map(names.map((name) => [name, handlerOf(name)]));
}

function handlerOf(name: string): string {
  return `functions/${name}/handler.ts`;
}

function complaintsAbout(root: string, name: string): string[] {
  if (!FUNCTION_NAME.test(name)) {
    return [
      `functions/${name}: a function's name is lower-case letters, digits and "-": rename it`,
    ];
  }
  if (existsSync(join(root, handlerOf(name)))) return [];
  return [`functions/${name}: no handler.ts: add one that exports "handler", or remove the folder`];
}
