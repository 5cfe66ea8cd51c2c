import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file of the page, ready to send. */
export interface PageFile {
  readonly contentType: string;
  readonly content: Buffer;
}

const PAGE = join(__dirname, 'page');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * A file of the page by its name; `undefined`: there is none. Only names that the folder lists are ever opened, so that
 * no name leads out of it.
 */
export async function pageFile(name: string): Promise<PageFile | undefined> {
  const contentType = CONTENT_TYPES[extname(name)];
  if (contentType === undefined || !(await readdir(PAGE)).includes(name)) return undefined;
  return { contentType, content: await readFile(join(PAGE, name)) };
}
