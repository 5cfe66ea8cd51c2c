import { createHash } from 'node:crypto';
import { createZip } from '../../../../scripts/zip';

/** The zip that the base configuration deploys. */
export function createItemsZip(): Promise<Uint8Array> {
  return createZip(new Map([['index.js', Buffer.from("exports.handler = async () => 'one';\n")]]));
}

export function sha256(zip: Uint8Array): string {
  return createHash('sha256').update(zip).digest('base64');
}
