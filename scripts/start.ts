import { writeFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LocalRuntime } from '../local';
import { printableLines } from '../local/shell';
import { buildFunctions } from './build';
import { messageOf, runCommand } from './cli';
import { privateKeyFolder } from './keys/private-key-folder';
import { dataFolder } from './start/data-folder';
import { parseStartOptions, START_HELP } from './start/options';
import { buildAndSynthesize } from './start/synthesize';
import { watchSources } from './start/watch';

type CurlLines = typeof import('../local').curlLines;

const ROOT = resolve(__dirname, '..');
const OWNER_ONLY = 0o077;
/** Set, and set back at once: to ask for it alone is deprecated. */
const USERS_UMASK = process.umask(OWNER_ONLY);
process.umask(USERS_UMASK);

/** Build, synthesize, serve: what `npm start` does. */
async function main(): Promise<undefined> {
  const options = parseStartOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(START_HELP);
    return;
  }
  const preparing = options.app === undefined ? prepare() : undefined;
  // Other processes bundle and synthesize: meanwhile this one loads the runtime.
  const [{ startLocal, curlLines }] = await Promise.all([import('../local'), preparing]);
  // Whatever is written from here on, LevelDB's files among it, is the user's alone.
  process.umask(OWNER_ONLY);
  const runtime = await startLocal({
    ...options,
    app: options.app ?? join(ROOT, 'cdktf.out'),
    data: dataFolder({ root: ROOT, ...options }),
    keys: privateKeyFolder(ROOT),
    warn: (line) => process.stderr.write(`${printableLines(line)}\n`),
  });
  process.stdout.write(printableLines(describe(runtime, curlLines)));
  if (options.readyFile !== undefined) writeReadyFile(options.readyFile, runtime);
  const stopWatching = options.watch ? watchSources(ROOT, () => reload(runtime)) : () => undefined;
  stopOnSignal(async () => {
    stopWatching();
    await runtime.stop();
  });
}

/** What is built is readable by whom the user's other files are: somebody else may deploy it. */
async function prepare(): Promise<void> {
  const before = process.umask(USERS_UMASK);
  try {
    await buildAndSynthesize(ROOT, buildFunctions);
  } finally {
    process.umask(before);
  }
}

/** A change that does not compile leaves the last good API serving. */
async function reload(runtime: LocalRuntime): Promise<void> {
  try {
    await prepare();
    await runtime.reload();
    process.stdout.write('reloaded\n');
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\nStill serving the last version that was good.\n`);
  }
}

function describe(runtime: LocalRuntime, curlLines: CurlLines): string {
  const stages = runtime.served.flatMap(({ api, stage, access }) => [
    `\n${stage.name}  ${access.url}`,
    `  key    ${access.apiKey ?? 'none'}`,
    `  token  ${access.token ?? 'none'}`,
    ...curlLines(api, access).map((line) => `  ${line}`),
  ]);
  return [
    ...stages,
    `\nConsole             ${runtime.endpoint}/`,
    `AWS CLI and SDKs    export AWS_ENDPOINT_URL=${runtime.endpoint} AWS_REGION=${runtime.region} AWS_ACCESS_KEY_ID=laptop AWS_SECRET_ACCESS_KEY=laptop`,
    'Stop with Ctrl-C.\n',
  ].join('\n');
}

/** Written whole or not at all, and readable by its owner alone: it holds a key and a token. */
function writeReadyFile(file: string, { port, endpoint, stages }: LocalRuntime): void {
  writeFileSync(`${file}.new`, JSON.stringify({ port, endpoint, stages }, null, 2), {
    mode: 0o600,
  });
  renameSync(`${file}.new`, file);
}

function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`gatehouse: ${messageOf(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

runCommand(main);
