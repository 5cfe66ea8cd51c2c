import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
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
 * Builds, then synthesizes what has changed; where nothing was synthesized yet, synthesis gets ready during the build.
 *
 * @param root The project's folder.
 * @param build Makes the zips.
 * @throws Error with what the build, or `main.ts`, said when it refuses.
 */
export async function buildAndSynthesize(root: string, build: () => Promise<unknown>) {
  if (existsSync(join(root, 'cdktf.out'))) {
    await build();
    await synthesizeIfChanged(root);
    return;
  }
  const synthesis = openSynthesis(root);
  try {
    await build();
    await synthesizeIfChanged(root, () => synthesis.run());
  } finally {
    synthesis.cancel();
  }
}

/**
 * Runs `main.ts` as `cdktf synth` would, by `scripts/synth.cjs` in a process of its own: it writes `cdktf.out`.
 *
 * @param root The project's folder.
 * @throws Error with what `main.ts` said when it refuses.
 */
export function synthesize(root: string): Promise<void> {
  return openSynthesis(root).run();
}

/** A process that has loaded all that synthesis needs, and waits to be told that the zips are there. */
interface Synthesis {
  run(): Promise<void>;
  /** Ends it, unless it has run. */
  cancel(): void;
}

function openSynthesis(root: string): Synthesis {
  const child = spawn(process.execPath, ['scripts/synth.cjs', '--wait'], {
    cwd: root,
    // Here, wherever the caller's environment would have it.
    env: { ...process.env, CDKTF_OUTDIR: join(root, 'cdktf.out') },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  // One that ends before it is told is heard of by its exit.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) {
        reject(new Error(withoutName(said) || `main.ts exited with ${code ?? 'a signal'}`));
        return;
      }
      // A warning of the bundle's, for one.
      process.stderr.write(said);
      resolve();
    });
  });
  ended.catch(() => undefined);
  return {
    run() {
      child.stdin.end();
      return ended;
    },
    cancel: () => child.kill(),
  };
}

/** Whoever prints it names the program, as synthesis has done. */
function withoutName(said: string): string {
  return said.trim().replace(/^gatehouse: /, '');
}
