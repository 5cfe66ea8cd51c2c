/** Puts a function's zip where an execution environment can load it: the laptop's `/var/task`. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { readZip } from './unzip';

export interface DeploymentPackage {
  /** SHA-256 of the zip, hexadecimal. */
  readonly sha256: string;
  /** The folder with the code. */
  readonly taskRoot: string;
}

/** Unpacked zips, a folder each, named by content: two functions with one zip share it. */
export class DeploymentPackages {
  #folder: string | undefined;

  /**
   * Unpacks a zip, once.
   *
   * @throws Error naming the zip, when it is missing or broken.
   */
  open(zipPath: string): DeploymentPackage {
    const zip = readZipFile(zipPath);
    const sha256 = createHash('sha256').update(zip).digest('hex');
    const taskRoot = join(this.#root(), sha256);
    if (!existsSync(taskRoot)) {
      try {
        unpack(zip, taskRoot);
      } catch (error) {
        rmSync(taskRoot, { recursive: true, force: true });
        throw new Error(`${zipPath} ${messageOf(error)}: build it again`, { cause: error });
      }
    }
    return { sha256, taskRoot };
  }

  /** Removes the folders. */
  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  /** Outside of any project, so that no `node_modules` up the path can stand in for what the zip lacks. */
  #root(): string {
    if (this.#folder === undefined) {
      this.#folder = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-')));
      linkSdk(this.#folder);
    }
    return this.#folder;
  }
}

function readZipFile(zipPath: string): Buffer {
  try {
    return readFileSync(zipPath);
  } catch (error) {
    throw new Error(`cannot read ${zipPath} (${messageOf(error)}): build the functions first`, {
      cause: error,
    });
  }
}

/**
 * Writes what a zip holds. Links come last, when every folder is there as a folder: nothing is ever written through one, and
 * a link in the place of a folder is refused.
 */
function unpack(zip: Buffer, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const links: { readonly path: string; readonly target: string }[] = [];
  for (const entry of readZip(zip)) {
    const path = inside(folder, resolve(folder, entry.name), entry.name);
    mkdirSync(entry.kind === 'folder' ? path : dirname(path), { recursive: true });
    if (entry.kind === 'file') writeFileSync(path, entry.content);
    if (entry.kind === 'link') {
      const target = entry.content.toString();
      inside(folder, resolve(dirname(path), target), entry.name);
      // After a name, which may be a link itself, `..` leads to where only the disk knows.
      if (CLIMBS_FROM_A_NAME.test(target)) throw leadsOut(entry.name);
      links.push({ path, target });
    }
  }
  for (const { path, target } of links) symlinkSync(target, path);
}

const CLIMBS_FROM_A_NAME = /(?:^|\/)(?!\.\.?(?:\/|$))[^/]+\/(?:.*\/)?\.\.(?:\/|$)/;

function inside(folder: string, path: string, name: string): string {
  if (path === folder || path.startsWith(folder + sep)) return path;
  throw leadsOut(name);
}

function leadsOut(name: string): Error {
  return new Error(`holds ${name}, which leads out of the package`);
}

/** AWS's Node.js runtimes bring version 3 of the SDK along: lend functions the one installed here, if there is one. */
function linkSdk(folder: string): void {
  const scope = sdkScope();
  if (scope === undefined) return;
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['@aws-sdk', '@smithy']) {
    const target = join(scope, name);
    if (existsSync(target)) symlinkSync(target, join(folder, 'node_modules', name), 'junction');
  }
}

function sdkScope(): string | undefined {
  try {
    const client = createRequire(__filename).resolve('@aws-sdk/client-dynamodb/package.json');
    return resolve(dirname(client), '../..');
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
