import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * The environment of everything that is measured: this one's, without what would change how every Node process starts.
 * `NODE_EXTRA_CA_CERTS` alone doubles the start of Node 20.
 */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const {
    NODE_EXTRA_CA_CERTS: _certificates,
    NODE_OPTIONS: _options,
    AWS_CA_BUNDLE: _bundle,
    ...environment
  } = process.env;
  return { ...environment, ...extra };
}

/**
 * Runs a command to its end.
 *
 * @returns Milliseconds from spawn to exit.
 * @throws Error with what it said when it fails.
 */
export async function timeCommand(command: Command): Promise<number> {
  const started = performance.now();
  await runCommand(command);
  return performance.now() - started;
}

/** @returns Standard output. @throws Error with what the command said when it fails. */
export async function runCommand({ file, args, cwd, env }: Command): Promise<string> {
  const child = spawn(file, args, {
    cwd,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} failed:\n${errors}${output}`);
  return output;
}

/** A server that answers. */
export interface Running {
  /** Milliseconds from spawn to the first answer. */
  readonly startMs: number;
  /** MiB of resident memory, its children included. */
  memoryMiB(): number;
  /** Takes the CPU from it and its children, as long as others are measured. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Milliseconds between two tries, and until a server counts as one that never starts. */
const POLL_MS = 2;
const PATIENCE_MS = 120_000;

/**
 * Starts a server and waits for its first 200.
 *
 * @param url Asked after every tick until it answers 200; `undefined`: not known yet.
 */
export async function startServer(
  command: Command,
  url: () => string | undefined,
): Promise<Running> {
  const started = performance.now();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: cleanEnvironment(command.env),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, so that the children of a server end with it.
    detached: true,
  });
  endWithBench(child);
  let errors = '';
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (errors = `${errors}${text}`.slice(-4000)));
  for (;;) {
    const at = url();
    if (at !== undefined && (await answers(at))) break;
    if (child.exitCode !== null || performance.now() - started > PATIENCE_MS) {
      await stop(child);
      throw new Error(`${command.file} ${command.args.join(' ')} does not answer:\n${errors}`);
    }
    await sleep(POLL_MS);
  }
  return {
    startMs: performance.now() - started,
    memoryMiB: () => residentMiB(child.pid ?? 0),
    pause: () => {
      signal(child, 'SIGSTOP');
    },
    resume: () => {
      signal(child, 'SIGCONT');
    },
    stop: () => stop(child),
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: PATIENCE_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => {
      resolve(false);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, 'exit');
  signal(child, 'SIGKILL');
  await exited;
}

const running = new Set<ChildProcess>();

/** However the bench ends, by an error or by a signal, no server outlives it: a stopped one would for ever. */
function endWithBench(child: ChildProcess): void {
  running.add(child);
  child.once('exit', () => running.delete(child));
  if (process.listeners('exit').includes(killRunning)) return;
  process.on('exit', killRunning);
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
}

function killRunning(): void {
  for (const child of running) if (!hasEnded(child)) signal(child, 'SIGKILL');
}

/** To the whole group of a child. @throws Error when it has ended by itself: nothing is left to measure. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || hasEnded(child)) {
    throw new Error(`${child.spawnargs.join(' ')} has ended by itself`);
  }
  process.kill(-child.pid, name);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

/** Of a process and all below it. */
function residentMiB(root: number): number {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (pid: number): number =>
    rows.reduce((sum, [own = 0, parent, kib = 0]) => {
      if (own === pid) return sum + kib;
      return parent === pid ? sum + below(own) : sum;
    }, 0);
  return below(root) / 1024;
}
