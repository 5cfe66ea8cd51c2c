import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import type { Construct } from 'constructs';
import { limitOf } from './quotas';
import { suppress } from './suppression';
import { zipWithFiles } from './zip-with-files';

/** Bytes that Lambda takes directly: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_DIRECT_ZIP_BYTES = limitOf('direct-zip');

/** A built function that Terraform hands to Lambda itself. */
export interface DirectPackage {
  /** Relative to the stack's folder, where Terraform runs: the same text in every clone. */
  readonly filename: string;
  /** Base64 SHA-256 of the zip. */
  readonly sourceCodeHash: string;
}

/** A built function that Terraform uploads, and that Lambda fetches from there. */
export interface StoredPackage {
  readonly s3Bucket: string;
  /** Tells the content: other code is another object, and never what a running function was made of. */
  readonly s3Key: string;
  /** The zip to upload; relative to the stack's folder, as `filename` is. */
  readonly source: string;
  /** Base64 SHA-256 of the zip. */
  readonly sourceCodeHash: string;
}

/** A built function, as Terraform names it. */
export type DeploymentPackage = DirectPackage | StoredPackage;

/** Where the zips are, and how they reach Lambda. */
export interface PackageLocation {
  /** The folder of the zips. */
  readonly zips: string;
  /** The folder that Terraform will run in. */
  readonly stackFolder: string;
  /** The bucket of the large zips, and what their keys begin with. @default - none: a large zip is an error */
  readonly artifacts?: { readonly bucket: string; readonly prefix: string } | undefined;
  /** Bytes of the largest zip that goes to Lambda directly. @default MAX_DIRECT_ZIP_BYTES */
  readonly maxDirectZipBytes?: number | undefined;
}

/**
 * Reads a function's zip and chooses its way to Lambda.
 *
 * @param files What synthesis adds to the zip, by path: then a copy with them, in the stack's folder, is the package.
 * @throws Error in one line when there is no zip, or it is too large to go directly and there is no artifact bucket.
 */
export function deploymentPackage(
  name: string,
  location: PackageLocation,
  files: Readonly<Record<string, string>> = {},
): DeploymentPackage {
  const { zips, stackFolder, artifacts } = location;
  const built = join(zips, `${name}.zip`);
  if (!existsSync(built)) {
    throw new Error(
      `function "${name}": there is no ${name}.zip in ${relative(process.cwd(), zips) || zips}; write functions/${name}/handler.ts and run npm run build, or correct the name in api.ts`,
    );
  }
  const file = Object.keys(files).length === 0 ? built : join(stackFolder, `${name}.zip`);
  if (file !== built) writeCopy(built, file, files);
  const content = readFileSync(file);
  const hash = createHash('sha256').update(content).digest();
  const source = relative(stackFolder, file);
  const sourceCodeHash = hash.toString('base64');
  const limit = location.maxDirectZipBytes ?? MAX_DIRECT_ZIP_BYTES;
  if (content.length <= limit) return { filename: source, sourceCodeHash };
  if (artifacts === undefined) {
    throw new Error(
      `function "${name}": ${name}.zip has ${content.length} bytes and Lambda takes ${limit} directly; name a bucket for it in ARTIFACT_BUCKET (npm run bootstrap makes one), or make the bundle smaller`,
    );
  }
  return {
    s3Bucket: artifacts.bucket,
    s3Key: `${artifacts.prefix}/${name}-${hash.toString('hex')}.zip`,
    source,
    sourceCodeHash,
  };
}

function writeCopy(from: string, to: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(to, '..'), { recursive: true });
  writeFileSync(to, zipWithFiles(readFileSync(from), files));
}

/**
 * The arguments by which an `aws_lambda_function` finds its code; a large zip gets its object in S3 first.
 *
 * @param scope The function's construct: the object is a child of it.
 */
export function codeArguments(
  scope: Construct,
  code: DeploymentPackage,
): DirectPackage | Omit<StoredPackage, 'source'> {
  if ('filename' in code) return code;
  const object = new S3Object(scope, 'package', {
    bucket: code.s3Bucket,
    key: code.s3Key,
    source: code.source,
    contentType: 'application/zip',
    // The old object goes once the function has the new code.
    lifecycle: { createBeforeDestroy: true },
  });
  suppress(object, {
    CKV_AWS_186:
      'The bucket encrypts what it is given; Lambda keeps a copy of the code under a key of its own.',
  });
  return { s3Bucket: object.bucket, s3Key: object.key, sourceCodeHash: code.sourceCodeHash };
}
