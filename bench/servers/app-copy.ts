import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT } from '../paths';

type Json = Record<string, unknown>;

/**
 * Copies `cdktf.out` with throttles and quotas that a bench does not reach; everything else stays as deployed. The zips are
 * the project's own.
 *
 * @param app Default: the project's own.
 * @returns The folder of the copy, for `npm start -- --app`.
 */
export function copyAppWithoutLimits(app = join(ROOT, 'cdktf.out')): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  cpSync(app, folder, { recursive: true });
  const stacks = join(folder, 'stacks');
  for (const stack of readdirSync(stacks)) {
    const file = join(stacks, stack, 'cdk.tf.json');
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify(withoutLimits(json, join(app, 'stacks', stack))));
  }
  return folder;
}

const RATE = 1_000_000;
const LIFTED: Readonly<Record<string, number>> = {
  throttling_rate_limit: RATE,
  throttling_burst_limit: RATE,
  rate_limit: RATE,
  burst_limit: RATE,
};

/** Also makes the paths of zips, which are relative to the stack's folder, absolute. */
function withoutLimits(value: unknown, stackFolder: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutLimits(one, stackFolder));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'quota_settings')
      .map(([name, member]) => {
        const lifted = LIFTED[name];
        if (lifted !== undefined) return [name, lifted];
        if (name === 'filename' && typeof member === 'string') {
          return [name, resolve(stackFolder, member)];
        }
        return [name, withoutLimits(member, stackFolder)];
      }),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
