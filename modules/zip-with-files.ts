import { crc32 } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
/** Two, for files alone; made on UNIX, which is what the mode is for. */
const VERSION = 20;
const MADE_BY_UNIX = (3 << 8) | VERSION;
const UTF8_NAME = 0x0800;
/** The first of January 1980: the earliest there is, and the same on every machine. */
const DATE = 0x0021;
/** A regular file that everybody may read: Lambda's user is not its owner. */
const MODE = 0o100644 * 0x10000;

/**
 * A copy of a zip with more files in it, as they are, not compressed; equal input gives equal bytes on every machine.
 *
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 *
 * @param zip Below 4 GB, without a file of the same name.
 * @param files Path in the zip to text.
 * @throws Error when it is no zip.
 */
export function zipWithFiles(zip: Buffer, files: Readonly<Record<string, string>>): Buffer {
  const end = endOf(zip);
  const directoryAt = zip.readUInt32LE(end + 16);
  const directory = zip.subarray(directoryAt, directoryAt + zip.readUInt32LE(end + 12));
  const before = zip.subarray(0, directoryAt);
  const contents: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = directoryAt;
  for (const [path, text] of Object.entries(files).sort()) {
    const content = Buffer.concat([localHeader(path, text), Buffer.from(path), Buffer.from(text)]);
    contents.push(content);
    entries.push(directoryEntry(path, text, offset), Buffer.from(path));
    offset += content.length;
  }
  const entryBytes = entries.reduce((sum, { length }) => sum + length, 0);
  const count = zip.readUInt16LE(end + 10) + Object.keys(files).length;
  const newEnd = Buffer.from(zip.subarray(end));
  newEnd.writeUInt16LE(count, 8);
  newEnd.writeUInt16LE(count, 10);
  newEnd.writeUInt32LE(directory.length + entryBytes, 12);
  newEnd.writeUInt32LE(offset, 16);
  return Buffer.concat([before, ...contents, directory, ...entries, newEnd]);
}

/** It is the last thing in the file but for a comment of unknown length. */
function endOf(zip: Buffer): number {
  const first = Math.max(0, zip.length - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = zip.length - END_BYTES; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  throw new Error('is no zip');
}

function localHeader(path: string, text: string): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(VERSION, 4);
  common(path, text).copy(header, 6);
  return header;
}

function directoryEntry(path: string, text: string, offset: number): Buffer {
  const entry = Buffer.alloc(DIRECTORY_ENTRY_BYTES);
  entry.writeUInt32LE(DIRECTORY_ENTRY, 0);
  entry.writeUInt16LE(MADE_BY_UNIX, 4);
  entry.writeUInt16LE(VERSION, 6);
  common(path, text).copy(entry, 8);
  entry.writeUInt32LE(MODE, 38);
  entry.writeUInt32LE(offset, 42);
  return entry;
}

/** What both say of a file: flags, method (0: as it is), time, date, checksum, sizes, length of the name. */
function common(path: string, text: string): Buffer {
  const content = Buffer.from(text);
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(UTF8_NAME, 0);
  fields.writeUInt16LE(DATE, 6);
  fields.writeUInt32LE(crc32(content), 8);
  fields.writeUInt32LE(content.length, 12);
  fields.writeUInt32LE(content.length, 16);
  fields.writeUInt16LE(Buffer.byteLength(path), 20);
  return fields;
}
