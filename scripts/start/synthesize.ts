import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fingerprint, forgetFingerprint, isUpToDate, keepFingerprint } from './fingerprint';

/**
 * Writes `cdktf.out`, unless it is there and would come out the same: most of the time from `npm start` to the first
 * answer is synthesis.
 *
 * @param root The project's folder.
 * @param run Default: `synthesize`.
 * @returns Whether it had to be written.
 * @throws Error with what `main.ts` said when it refuses.
 */
export async function synthesizeIfChanged(root: string, run = synthesize): Promise<boolean> {
  const output = join(root, 'cdktf.out');
  const inputs = fingerprint(root);
  if (isUpToDate(output, inputs)) return false;
  forgetFingerprint(output);
  await run(root);
  // What was saved meanwhile may be in the output or not: then the next start synthesizes again.
  if (fingerprint(root) === inputs) keepFingerprint(output, inputs);
  return true;
}

/**
 * Runs `main.ts` as `cdktf synth` would, by `scripts/synth.cjs` in a process of its own: it writes `cdktf.out`.
 *
 * @param root The project's folder.
 * @throws Error with what `main.ts` said when it refuses.
 */
export function synthesize(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/synth.cjs'], {
      cwd: root,
      // Here, wherever the caller's environment would have it.
      env: { ...process.env, CDKTF_OUTDIR: join(root, 'cdktf.out') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(said.trim() === '' ? `main.ts exited with ${code ?? 'a signal'}` : said.trim()),
        );
    });
  });
}
