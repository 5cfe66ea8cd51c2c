/**
 * Whether an API was published only when all of it was there: every call that changes the API ended before the call that
 * takes its snapshot, since a snapshot that came too early stays, and no later plan mends it. And whether that was no luck:
 * cdktf deploys side by side what its manifest does not put in order.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isMembers, listAt, objectAt } from './call';
import type { LoggedCall } from './call-log';

/** What of an API a snapshot holds. */
const PARTS =
  /^\/restapis\/[^/]+\/(?:resources|authorizers|models|requestvalidators|gatewayresponses|documentation\/parts)(?:\/|$)/;

type Entry = Pick<LoggedCall, 'number' | 'operation' | 'path' | 'status'>;

export interface Order {
  /** Numbers of the snapshots. */
  readonly deployments: readonly number[];
  /** Changes of the API that were done: all of them. */
  readonly changes: number;
  /** Changes that came, or ended, after a snapshot. */
  readonly late: readonly Entry[];
}

/** @param calls In the order in which they ended; numbered in the order in which they came. */
export function orderOf(calls: readonly Entry[]): Order {
  const done = calls.filter(({ status }) => status < 300);
  const deployments = done.filter(({ operation }) => operation === 'CreateDeployment');
  const changes = done.filter(
    ({ operation, path }) => PARTS.test(path) && !operation.startsWith('Get'),
  );
  const [first] = deployments;
  const late =
    first === undefined
      ? []
      : changes.filter(
          (change) => change.number > first.number || done.indexOf(change) > done.indexOf(first),
        );
  return { deployments: deployments.map(({ number }) => number), changes: changes.length, late };
}

/**
 * Stacks that cdktf would deploy without waiting for the API's.
 *
 * @param manifest `cdktf.out/manifest.json`.
 * @param api The name of the API's stack.
 */
export function unordered(manifest: unknown, api: string): readonly string[] {
  const stacks = Object.entries(isMembers(manifest) ? objectAt(manifest, 'stacks') : {});
  return stacks
    .filter(([name, stack]) => {
      const before = isMembers(stack) ? listAt(stack, 'dependencies') : [];
      return name !== api && !before.includes(api);
    })
    .map(([name]) => name);
}

/** The lines of a log's file. */
export function readLog(file: string): readonly LoggedCall[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LoggedCall);
}

/** `order.ts LOG --after N --manifest FILE [--deployments COUNT]`: exit code 1, and what is wrong, when the order is. */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      manifest: { type: 'string', default: 'cdktf.out/manifest.json' },
      after: { type: 'string', default: '0' },
      deployments: { type: 'string', default: '1' },
    },
  });
  const calls = readLog(positionals[0] ?? '').filter(({ number }) => number > Number(values.after));
  const { deployments, changes, late } = orderOf(calls);
  process.stdout.write(
    `${changes} changes of the API, ${deployments.length} snapshots, ${late.length} changes too late\n`,
  );
  for (const { number, operation, path } of late)
    process.stdout.write(`  call ${number} after the snapshot: ${operation} ${path}\n`);
  const free = unordered(JSON.parse(readFileSync(values.manifest, 'utf8')), 'gatehouse-api');
  for (const stack of free)
    process.stdout.write(`  ${stack} does not wait for gatehouse-api: ${values.manifest}\n`);
  if (free.length > 0 || late.length > 0 || deployments.length !== Number(values.deployments))
    process.exitCode = 1;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === resolve(__filename)) main();
