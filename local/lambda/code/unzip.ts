/** Reads a zip: stored and deflated entries, folders, symbolic links; what Lambda takes as a deployment package. */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** With `/` between the parts; a folder ends in one. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
  readonly content: Buffer;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_BYTES = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const MAX_COMMENT_BYTES = 0xffff;
const IN_ZIP64 = 0xffffffff;
const LINK_MODE = 0o12;
/** Bytes, unpacked: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_PACKAGE = 262_144_000;

/**
 * The entries of a zip: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 *
 * @throws Error that says what is wrong with the zip.
 */
export function* readZip(zip: Buffer): Generator<ZipEntry> {
  const end = findEndOfDirectory(zip);
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (at === IN_ZIP64) throw new Error('is a zip64 archive, which the local runtime does not read');
  let unpacked = 0;
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('has a broken central directory');
    // As the directory says it, before anything is inflated: no entry comes out larger.
    unpacked += zip.readUInt32LE(at + 24);
    if (unpacked > LARGEST_PACKAGE) {
      throw new Error(`unpacks to more than ${LARGEST_PACKAGE} bytes, the most that Lambda takes`);
    }
    const nameEnd = at + DIRECTORY_ENTRY_BYTES + zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + DIRECTORY_ENTRY_BYTES, nameEnd).replaceAll('\\', '/');
    yield { name, kind: kindOf(zip, { at, name }), content: contentOf(zip, { at, name }) };
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** It is the last thing in the file but for a comment of unknown length. */
function findEndOfDirectory(zip: Buffer): number {
  const first = Math.max(0, zip.length - END_OF_DIRECTORY_BYTES - MAX_COMMENT_BYTES);
  for (let at = zip.length - END_OF_DIRECTORY_BYTES; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new Error('is not a zip');
}

interface DirectoryEntry {
  readonly at: number;
  readonly name: string;
}

function kindOf(zip: Buffer, { at, name }: DirectoryEntry): ZipEntry['kind'] {
  if (name.endsWith('/')) return 'folder';
  const mode = zip.readUInt32LE(at + 38) >>> 28;
  return mode === LINK_MODE ? 'link' : 'file';
}

/** Sizes are the directory's: the local header may leave them to a descriptor behind the data. */
function contentOf(zip: Buffer, { at, name }: DirectoryEntry): Buffer {
  if ((zip.readUInt16LE(at + 8) & 1) === 1) throw new Error(`holds ${name} encrypted`);
  const header = zip.readUInt32LE(at + 42);
  const start =
    header + LOCAL_HEADER_BYTES + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
  const size = zip.readUInt32LE(at + 24);
  const content = decompress(data, { method: zip.readUInt16LE(at + 10), name, size });
  if (content.length !== size) throw new Error(`holds ${name} cut short`);
  return content;
}

function decompress(data: Buffer, entry: { method: number; name: string; size: number }): Buffer {
  switch (entry.method) {
    case 0:
      return data;
    case 8:
      return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.size) });
    default:
      throw new Error(`holds ${entry.name} compressed by method ${entry.method}, not deflate`);
  }
}
