import JSZip from 'jszip';

/** The earliest time that a zip can hold. jszip writes times in UTC: the same bytes in every time zone. */
const EPOCH = new Date(Date.UTC(1980, 0, 1));
/** A regular file that everybody may read: Lambda's user is not its owner. */
const REGULAR_FILE = 0o100644;

/**
 * Zips files in memory. Equal content gives equal bytes on every machine: names are sorted; time, mode and system are
 * fixed; and the deflate is JavaScript, since what `node:zlib` writes differs from one Node and CPU to the next.
 *
 * @param files Path in the archive, with `/`, to content.
 */
export async function createZip(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const path of [...files.keys()].sort()) {
    zip.file(path, files.get(path) ?? '', {
      date: EPOCH,
      unixPermissions: REGULAR_FILE,
      createFolders: false,
    });
  }
  return zip.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
    platform: 'UNIX',
  });
}
