/** `npm start` as a process of its own: what a person at a terminal gets. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { StageAccess } from '../../local';

export const PROJECT_ROOT = resolve(__dirname, '../..');

/** What the ready file holds. */
export interface Ready {
  readonly port: number;
  readonly endpoint: string;
  readonly stages: Readonly<Record<'dev' | 'prod', StageAccess>>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedProcess {
  /** @throws Error with what the process said when it ends before it serves. */
  readonly ready: Promise<Ready>;
  readonly readyFile: string;
  readonly ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
  kill(signal: NodeJS.Signals): Promise<Ended>;
}

const POLL_MS = 25;
const START = 'scripts/start.cjs';

/**
 * Runs what `npm start` does with a ready file of its own, or another script.
 *
 * @param cwd Default: the project's folder.
 */
export function startProcess(
  args: readonly string[],
  { cwd = PROJECT_ROOT, script = START } = {},
): StartedProcess {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-ready-'));
  const readyFile = join(folder, 'ready.json');
  const argv =
    script === START
      ? [script, ...args, '--ready-file', readyFile]
      : ['--import', 'tsx', script, ...args];
  const child = spawn(process.execPath, argv, { cwd });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = new Promise<Ended>((resolveEnd) => {
    child.on('close', (code, signal) => {
      rmSync(folder, { recursive: true });
      resolveEnd({ code, signal, ...said });
    });
  });
  const ready = whenReady(child, { readyFile, said });
  // Those that end at once have nobody waiting for them to serve.
  ready.catch(() => undefined);
  return {
    ready,
    readyFile,
    ended,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** A run that is expected to end by itself. */
export function run(
  args: readonly string[],
  options?: { cwd?: string; script?: string },
): Promise<Ended> {
  return startProcess(args, options).ended;
}

/** Asks again and again until the answer is yes. */
export async function until(ask: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await ask())) await new Promise((next) => setTimeout(next, POLL_MS));
}

async function whenReady(
  child: { readonly exitCode: number | null; readonly signalCode: NodeJS.Signals | null },
  { readyFile, said }: { readyFile: string; said: { readonly stderr: string } },
): Promise<Ready> {
  await until(() => existsSync(readyFile) || child.exitCode !== null || child.signalCode !== null);
  if (!existsSync(readyFile)) throw new Error(`it ended before it served: ${said.stderr}`);
  return parseReady(JSON.parse(readFileSync(readyFile, 'utf8')));
}

function parseReady(value: unknown): Ready {
  const { port, endpoint, stages } = members(value);
  const { dev, prod } = members(stages);
  if (typeof port !== 'number' || typeof endpoint !== 'string') throw new Error('no ready file');
  return { port, endpoint, stages: { dev: parseAccess(dev), prod: parseAccess(prod) } };
}

function parseAccess(value: unknown): StageAccess {
  const { url, apiKey, token } = members(value);
  return { url: String(url), apiKey: String(apiKey), token: String(token) };
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return { ...value };
}
