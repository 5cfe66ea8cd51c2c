import { spawn } from 'node:child_process';

/**
 * Runs `main.ts` as a process of its own, as `cdktf synth` would: it writes `cdktf.out`.
 *
 * @param root The project's folder.
 * @throws Error with what `main.ts` said when it refuses.
 */
export function synthesize(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
      cwd: root,
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
