import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export interface DataFolderOptions {
  /** The project's folder. */
  readonly root: string;
  /** What is served when it is not the project itself: a folder or a plan file. */
  readonly app: string | undefined;
  /** `--data`; `undefined`: nothing is kept. */
  readonly data: string | undefined;
}

/** In a data folder: the path of the application that it belongs to. */
const OWNER_FILE = 'application';

/**
 * Where an application's items, queues and logs are: each has a folder of its own, so that two with a table of one name never
 * meet. `.gatehouse` is the project's, any other belongs to the application that is served with it first; every other
 * application gets `<data>/apps/<name>-<hash of its path>`.
 *
 * @throws Error when the folder cannot be made.
 */
export function dataFolder({ root, app, data }: DataFolderOptions): string | undefined {
  if (data === undefined) return undefined;
  const own = realPath(join(root, 'cdktf.out'));
  const path = app === undefined ? own : realPath(app);
  const owner = realPath(data) === realPath(join(root, '.gatehouse')) ? own : claim(data, path);
  if (owner === path) return data;
  const name = basename(path)
    .replace(/[^\w.-]/g, '_')
    .slice(0, 40);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 12);
  return join(data, 'apps', `${name}-${hash}`);
}

/** The owner's path; of a folder that nobody owns yet, the one given. */
function claim(data: string, path: string): string {
  const file = join(data, OWNER_FILE);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${path}\n`, { mode: 0o600 });
  return path;
}

/** Of what is not there the path as given: loading it says what is wrong. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}
