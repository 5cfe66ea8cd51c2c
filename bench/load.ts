import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './processes';

/** A request that is sent again and again. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** A third of a round, as an uncounted turn, is enough for workers to start and code to be compiled. At least one second. */
export function warmUpSeconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 3));
}

/** Seconds within which the slowest peer answers a few times. */
const PATIENCE_SECONDS = 10;

/**
 * Keeps `connections` connections busy for `seconds`; once more, for longer, when nothing was answered in that time.
 *
 * @throws Error when `wrk` is missing, or when an answer is not a success: what refuses fast would look fast.
 */
export async function load(request: LoadRequest, amount: LoadAmount): Promise<LoadResult> {
  const result = await runWrk(request, amount);
  if (result.requestsPerSecond > 0) return result;
  const longer = await runWrk(request, { ...amount, seconds: PATIENCE_SECONDS });
  if (longer.requestsPerSecond > 0) return longer;
  throw new Error(`${request.url} answered nothing in ${PATIENCE_SECONDS} seconds`);
}

interface LoadAmount {
  readonly connections: number;
  readonly seconds: number;
}

async function runWrk(
  request: LoadRequest,
  { connections, seconds }: LoadAmount,
): Promise<LoadResult> {
  const output = await runCommand({
    file: 'wrk',
    args: [
      '--latency',
      '--timeout=60s',
      '-t1',
      `-c${String(connections)}`,
      `-d${String(seconds)}s`,
      '-s',
      writeScript(request),
      request.url,
    ],
    cwd: tmpdir(),
  });
  return parseWrk(output, request.url);
}

/**
 * Reads what `wrk --latency` prints.
 *
 * @param url Of the request, for the error.
 * @throws Error when more than one answer in a thousand was no success, or when this is not what `wrk` prints.
 */
export function parseWrk(output: string, url: string): LoadResult {
  const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? 0);
  const all = Number(read(output, /(\d+) requests in/));
  // A server that was stopped under load may have an answer or two for clients that have gone.
  if (refused > all / 1000) {
    throw new Error(`${url}: ${String(refused)} of ${String(all)} answers were no success`);
  }
  return {
    requestsPerSecond: Number(read(output, /Requests\/sec:\s+([\d.]+)/)),
    p50: milliseconds(read(output, /\s50%\s+(\S+)/)),
    p99: milliseconds(read(output, /\s99%\s+(\S+)/)),
  };
}

/** @throws Error in one line when `wrk` is not installed. */
export function requireWrk(): void {
  try {
    execFileSync('which', ['wrk'], { stdio: 'ignore' });
  } catch {
    throw new Error('wrk is missing: apt-get install wrk, or brew install wrk');
  }
}

/** wrk takes method and body from a script alone. */
function writeScript({ method, headers, body }: LoadRequest): string {
  const file = join(mkdtempSync(join(tmpdir(), 'gatehouse-wrk-')), 'request.lua');
  const lines = [
    `wrk.method = ${JSON.stringify(method)}`,
    ...Object.entries(headers).map(
      ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
    ),
    ...(body === undefined ? [] : [`wrk.body = ${JSON.stringify(body)}`]),
  ];
  writeFileSync(file, lines.join('\n'));
  return file;
}

function read(output: string, pattern: RegExp): string {
  const found = pattern.exec(output)?.[1];
  if (found === undefined) throw new Error(`wrk said nothing of ${String(pattern)}:\n${output}`);
  return found;
}

/** `174.00us`, `2.03ms`, `1.22s`. */
function milliseconds(text: string): number {
  const value = Number.parseFloat(text);
  if (text.endsWith('us')) return value / 1000;
  if (text.endsWith('ms')) return value;
  return text.endsWith('m') ? value * 60_000 : value * 1000;
}
