import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import JSZip from 'jszip';
import { api } from '../../api';
import { routeScopesFile } from '../../modules/route-scopes';
import { ROOT } from '../paths';

/**
 * Unpacks the zips of `dist/`, the authorizer's with the file that synthesis adds, so that peers and limits run the very code that Lambda would.
 *
 * @returns The folder: `<name>/index.js` each.
 */
export async function unpackFunctions(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-functions-'));
  const dist = join(ROOT, 'dist');
  for (const file of readdirSync(dist).filter((name) => name.endsWith('.zip'))) {
    const zip = await JSZip.loadAsync(readFileSync(join(dist, file)));
    const target = join(folder, basename(file, '.zip'));
    mkdirSync(target);
    for (const [name, entry] of Object.entries(zip.files)) {
      writeFileSync(join(target, name), await entry.async('nodebuffer'));
    }
  }
  for (const [name, text] of Object.entries(routeScopesFile(api))) {
    writeFileSync(join(folder, 'authorizer', name), text);
  }
  return folder;
}
