import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives an API key that Terraform has no value for (AWS makes it) the value it has on this laptop. */
export interface KeyRing {
  /** @param address The Terraform address of the `aws_api_gateway_api_key`, with its stack. */
  valueOf(address: string): string;
}

/**
 * Keys that stay the same from start to start.
 *
 * @param file Where they are kept, readable by its owner alone; `undefined`: they live as long as the process.
 * @throws Error naming the file when it holds something else.
 */
export function createKeyRing(file: string | undefined): KeyRing {
  const keys = new Map(Object.entries(file === undefined ? {} : readKeys(file)));
  return {
    valueOf(address) {
      const known = keys.get(address);
      if (known !== undefined) return known;
      const value = randomBytes(30).toString('base64url');
      keys.set(address, value);
      if (file !== undefined) writeKeys(file, Object.fromEntries(keys));
      return value;
    },
  };
}

function readKeys(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isKeys(parsed)) return parsed;
  } catch {
    // told below, in the reader's words
  }
  throw new Error(`${file} is not the key file it should be: delete it, and new keys are made`);
}

function isKeys(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((key) => typeof key === 'string')
  );
}

function writeKeys(file: string, keys: Record<string, string>): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Written beside and renamed: a kill in between leaves the old keys, never half a file.
  writeFileSync(`${file}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
