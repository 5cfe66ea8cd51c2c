/** Starts what the newcomer starts, once for all browser tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_SECONDS = 120;

let runtime: ChildProcess | undefined;

export default async function startRuntime(): Promise<void> {
  const readyFile = join(mkdtempSync(join(tmpdir(), 'gatehouse-browser-')), 'ready.json');
  const args = ['scripts/start.cjs', '--port', '0', '--memory'];
  const child = spawn(process.execPath, [...args, '--ready-file', readyFile], { stdio: 'pipe' });
  runtime = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  for (let waited = 0; waited < DEADLINE_SECONDS * 10; waited += 1) {
    if (existsSync(readyFile)) {
      process.env['GATEHOUSE_READY'] = readFileSync(readyFile, 'utf8');
      return;
    }
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  child.kill();
  throw new Error(`the runtime did not start:\n${output}`);
}

/** Ends it. */
export function stopRuntime(): void {
  runtime?.kill();
}
