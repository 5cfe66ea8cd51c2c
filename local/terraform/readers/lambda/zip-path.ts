/** Where a function's code is: `filename`, or an object in S3 that a stack here uploads from a file. */
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { World } from '../../stack/world';
import { Arguments } from '../arguments';

/** Where code may come from that is no `filename`. */
export type UploadedZips = (bucket: string, key: string) => Arguments | undefined;

/** The `aws_s3_object`s of every stack. Read when a function asks: other objects' arguments may be AWS's to tell. */
export function uploadedZips(world: World): UploadedZips {
  return (bucket, key) =>
    world
      .ofType('aws_s3_object')
      .map((resource) => Arguments.of(resource))
      .find(
        ({ resource }) =>
          resource.argument('bucket') === bucket && resource.argument('key') === key,
      );
}

/**
 * The function's zip on this machine.
 *
 * @param of The arguments of an `aws_lambda_function`.
 * @returns Absolute.
 * @throws LocatedError when the code is not on this machine.
 */
export function zipPathOf(of: Arguments, uploaded: UploadedZips): string {
  const filename = of.text('filename');
  if (filename !== undefined) return existing(of, 'filename', filename);
  const bucket = of.text('s3_bucket');
  if (bucket === undefined) {
    throw of.error('filename', 'it is missing: name a zip (code in an image is not run locally)');
  }
  const object = uploaded(bucket, of.requiredText('s3_key'));
  if (object === undefined) {
    throw of.error(
      's3_key',
      'no aws_s3_object of these stacks uploads it, so it is not on this machine: give filename, or upload a zip with an aws_s3_object',
    );
  }
  const source = object.text('source');
  if (source !== undefined) return existing(object, 'source', source);
  throw object.error('source', `${of.resource.address} has its code here: name a zip`);
}

function existing(named: Arguments, argument: string, file: string): string {
  const path = resolve(named.resource.folder, file);
  if (existsSync(path)) return path;
  throw named.error(argument, `${relative(process.cwd(), path)}: no such zip, run npm run build`);
}
