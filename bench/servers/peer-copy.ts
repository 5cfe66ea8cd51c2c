import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCH } from '../paths';

/** Copies a peer's project to where it may write. @returns The folder. */
export function copyPeer(name: 'serverless-offline' | 'architect'): string {
  const folder = mkdtempSync(join(tmpdir(), `gatehouse-${name}-`));
  cpSync(join(BENCH, 'peers', name), folder, { recursive: true });
  // Plugins are looked for beside the project that names them.
  symlinkSync(join(BENCH, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  return folder;
}
