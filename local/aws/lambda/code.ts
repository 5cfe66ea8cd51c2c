import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/** What a function's configuration tells of its zip. */
export interface CodeDescription {
  /** Bytes. */
  readonly size: number;
  /** Base64, as Terraform's `source_code_hash`. */
  readonly sha256: string;
  /** As Lambda writes its times: `2026-01-31T12:00:00.000+0000`. */
  readonly lastModified: string;
  /** Where it is to be had: a file of this laptop, where AWS gives a link to S3. */
  readonly location: string;
}

export async function describeCode(zipPath: string): Promise<CodeDescription> {
  const [bytes, { mtime }] = await Promise.all([readFile(zipPath), stat(zipPath)]);
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('base64'),
    lastModified: mtime.toISOString().replace('Z', '+0000'),
    location: pathToFileURL(zipPath).href,
  };
}
