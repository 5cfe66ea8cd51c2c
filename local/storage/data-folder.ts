/** Items, messages, logs and keys of this laptop are its user's alone: no other account of the machine may read them. */
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What the runtime writes into its folder. Anything else in it is somebody else's, and left alone. */
const OURS = [
  'application',
  'apps',
  'api-keys.json',
  'dynamodb',
  'keys',
  'laptop-keys',
  'logs',
  'sqs',
  'usage.json',
];
/** A folder of this name is the runtime's whole. */
const OWN_NAME = '.gatehouse';
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * Makes the folder, readable by its owner alone (0700, files 0600), and takes back what earlier versions gave away.
 *
 * @throws Error naming the folder when it cannot be made.
 */
export function openDataFolder(path: string): void {
  try {
    const made = mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
    // One that was there before may hold more than ours: `--data .` must not close a project.
    if (made !== undefined) return;
    if (basename(path) === OWN_NAME) chmodSync(path, FOLDER_MODE);
  } catch (error) {
    throw new Error(
      `${path} cannot be used as the data folder (${String(error)}): choose --data DIR`,
      {
        cause: error,
      },
    );
  }
  for (const name of OURS) closeToOthers(join(path, name));
}

function closeToOthers(path: string): void {
  if (!existsSync(path)) return;
  const entries = listFolder(path);
  try {
    chmodSync(path, entries === undefined ? FILE_MODE : FOLDER_MODE);
  } catch {
    // Another user's, or a disk without modes: it stays as it is.
  }
  for (const name of entries ?? []) closeToOthers(join(path, name));
}

/** `undefined`: it is a file. */
function listFolder(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}
