/** Where the releases of a stage are remembered: beside its state, in a file or in the state bucket. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { StateLocation } from '../../modules/state-backend';
import { isRecord, listOf, textOf } from './json';

/** What a stage ran at a time: its snapshot of the API, and a version of each function. */
export interface Release {
  /** Counts up from 1, per stage. */
  readonly number: number;
  /** ISO 8601. */
  readonly deployedAt: string;
  readonly deploymentId: string;
  /** Version by function name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Keeps the list of a stage's releases, oldest first. */
export interface ReleaseStore {
  read(): Promise<readonly Release[]>;
  write(releases: readonly Release[]): Promise<void>;
}

/**
 * The store of one stack.
 *
 * @param location Where the states are.
 * @param stack `gatehouse-dev`.
 * @param root The project's folder, beside which local states lie.
 */

export function releaseStore(location: StateLocation, stack: string, root: string): ReleaseStore {
  if (location.kind === 'local') return fileStore(join(root, `terraform.${stack}.releases.json`));
  return bucketStore(location, `${location.prefix}/${stack}.releases.json`);
}

function fileStore(file: string): ReleaseStore {
  return {
    read: () =>
      Promise.resolve(existsSync(file) ? parseReleases(readFileSync(file, 'utf8'), file) : []),
    write: (releases) => {
      writeFileSync(file, format(releases));
      return Promise.resolve();
    },
  };
}

function bucketStore({ bucket, region }: { bucket: string; region: string }, key: string) {
  const client = new S3Client({ region, forcePathStyle: usesEmulator() });
  return {
    read: async () => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return parseReleases((await Body?.transformToString()) ?? '[]', `s3://${bucket}/${key}`);
      } catch (error) {
        if (error instanceof NoSuchKey) return [];
        throw error;
      }
    },
    write: async (releases: readonly Release[]) => {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: format(releases),
          ContentType: 'application/json',
          ServerSideEncryption: 'AES256',
        }),
      );
    },
  };
}

/** An emulator has one address for all buckets. */
function usesEmulator(): boolean {
  return (process.env['AWS_ENDPOINT_URL'] ?? '') !== '';
}

function format(releases: readonly Release[]): string {
  return `${JSON.stringify(releases, null, 2)}\n`;
}

function parseReleases(json: string, place: string): readonly Release[] {
  const value: unknown = JSON.parse(json);
  return listOf(value).map((one) => {
    const release = parseRelease(one);
    if (release !== undefined) return release;
    throw new Error(
      `${place}: not a list of releases; a deployment writes it anew once it is gone`,
    );
  });
}

function parseRelease(value: unknown): Release | undefined {
  if (!isRecord(value) || typeof value['number'] !== 'number') return undefined;
  if (!isRecord(value['versions'])) return undefined;
  const versions = Object.entries(value['versions']).map(
    ([name, one]) => [name, textOf(one)] as const,
  );
  return {
    number: value['number'],
    deployedAt: textOf(value['deployedAt']),
    deploymentId: textOf(value['deploymentId']),
    versions: Object.fromEntries(versions),
  };
}
