/** Where the lock of a deployment is kept: an object beside the states, or a file. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { StateLocation } from '../../modules/state-backend';
import { isRecord, memberOf, textOf } from './json';

/** Who holds the lock. */
export interface LockHolder {
  /** Tells one holding from another. */
  readonly id: string;
  /** `me@laptop`, or the address of the build. */
  readonly who: string;
  /** `deploy dev` */
  readonly what: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface LockStore {
  /** For messages: a path, or `s3://bucket/key`. */
  readonly place: string;
  /** Takes the lock, unless somebody has it. Returns whether it is ours. */
  take(holder: LockHolder): Promise<boolean>;
  /** @returns `undefined` when nobody holds it. */
  read(): Promise<LockHolder | undefined>;
  /** Gives the lock back, whoever holds it. */
  remove(): Promise<void>;
}

/**
 * The lock of all deployments that share an API.
 *
 * @param location Where the states are; the lock lies beside that of the API.
 * @param apiStack `gatehouse-api`; the deploy roles of every stage may write what starts with it.
 * @param root The project's folder, in which local states lie.
 */
export function lockStore(location: StateLocation, apiStack: string, root: string): LockStore {
  if (location.kind === 'local') return fileStore(join(root, `terraform.${apiStack}.lock.json`));
  return bucketStore(location, `${location.prefix}/${apiStack}.lock.json`);
}

function fileStore(file: string): LockStore {
  return {
    place: file,
    // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown becomes a rejection
    take: async (holder) => {
      try {
        writeFileSync(file, format(holder), { flag: 'wx' });
        return true;
      } catch (error) {
        if (memberOf(error, 'code') === 'EEXIST') return false;
        throw error;
      }
    },
    read: () => {
      try {
        return Promise.resolve(parseHolder(readFileSync(file, 'utf8')));
      } catch {
        // Given back in the meantime.
        return Promise.resolve(undefined);
      }
    },
    remove: () => {
      rmSync(file, { force: true });
      return Promise.resolve();
    },
  };
}

/** S3 takes an object that must be new from one of many writers alone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function bucketStore({ bucket, region }: { bucket: string; region: string }, key: string) {
  const isEmulated = (process.env['AWS_ENDPOINT_URL'] ?? '') !== '';
  const client = new S3Client({ region, forcePathStyle: isEmulated });
  const object = { Bucket: bucket, Key: key };
  return {
    place: `s3://${bucket}/${key}`,
    take: async (holder: LockHolder) => {
      try {
        await client.send(
          new PutObjectCommand({
            ...object,
            Body: format(holder),
            IfNoneMatch: '*',
            ContentType: 'application/json',
            ServerSideEncryption: 'AES256',
          }),
        );
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    },
    read: async () => {
      try {
        const { Body } = await client.send(new GetObjectCommand(object));
        return parseHolder((await Body?.transformToString()) ?? '');
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    remove: async () => {
      await client.send(new DeleteObjectCommand(object));
    },
  };
}

/** It is there, or somebody else is just writing it. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof S3ServiceException && [409, 412].includes(error.$metadata.httpStatusCode ?? 0)
  );
}

function format(holder: LockHolder): string {
  return `${JSON.stringify(holder, null, 2)}\n`;
}

/** What cannot be read is a lock all the same: somebody must look. */
function parseHolder(json: string): LockHolder {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = {};
  }
  const of = (name: string, otherwise: string): string =>
    (isRecord(value) && textOf(value[name])) || otherwise;
  return {
    id: of('id', ''),
    who: of('who', 'somebody'),
    what: of('what', 'something'),
    since: of('since', 'some time'),
  };
}
