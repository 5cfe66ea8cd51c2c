import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PROVIDER_LOCK_FILE, pinProvider } from '../../modules/provider-lock';
import { AWS_PROVIDER } from '../../modules/versions';

const ROOT = resolve(__dirname, '../..');

describe('the lock file of the provider', () => {
  const text = readFileSync(join(ROOT, PROVIDER_LOCK_FILE), 'utf8');

  it('locks the release that the stacks ask for', () => {
    expect(text).toContain(`constraints = "${AWS_PROVIDER}"`);
    const [, version = ''] = /version +=? *= "([^"]+)"/.exec(text) ?? [];
    expect(version.split('.').slice(0, 2).join('.')).toBe(/\d+\.\d+/.exec(AWS_PROVIDER)?.[0]);
  });

  it('knows the packages of every platform, by the zip and by what is in it', () => {
    // 14 platforms, and the manifest.
    expect(text.match(/"zh:[0-9a-f]{64}"/g)).toHaveLength(15);
    expect(text.match(/"h1:[A-Za-z0-9+/]{43}="/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('is put where Terraform looks for it, and only when there is one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-pin-'));
    pinProvider(folder, folder);
    pinProvider(ROOT, folder);
    expect(readFileSync(join(folder, PROVIDER_LOCK_FILE), 'utf8')).toBe(text);
    rmSync(folder, { recursive: true });
  });
});
