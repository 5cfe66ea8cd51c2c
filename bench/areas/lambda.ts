import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { alternate, type Comparison, type Goal, type Subject } from '../comparison';
import { leanest } from '../leanest-bundle';
import type { BenchOptions } from '../options';
import { BENCH } from '../paths';
import { runCommand, timeCommand } from '../processes';
import { copyProject } from '../project-copy';
import { startTable, TABLE_ENVIRONMENT } from '../servers/table';
import { unpackFunctions } from '../servers/unpack-functions';
import { zipBytes } from '../zip-bytes';

const EMPTY = 'empty handler';
const LEANEST = 'leanest with lib-dynamodb';
const DEFAULTS = "the same, esbuild's defaults";
const CLASSIC = 'aws-sdk v2, unbundled';
const OURS = ['items', 'authorizer', 'faq', 'hello', 'loopback', 'notifier'] as const;
const CALLS_NO_SERVICE: readonly string[] = ['faq', 'hello', 'loopback'];

const EVENT = JSON.stringify({
  httpMethod: 'POST',
  path: '/items',
  headers: { 'Content-Type': 'application/json' },
  body: '{"title":"A document"}',
  stageVariables: { itemsTable: 'items' },
  requestContext: { stage: 'bench', requestId: 'bench' },
});

/** Zip size, time to the loaded handler, and time in the process to the end of the first call. */
export async function benchLambda(options: BenchOptions): Promise<readonly Comparison[]> {
  const bundles = await makeBundles();
  const table = await startTable();
  try {
    const loaded = await alternate(subjects(bundles, table.url, 'load'), options.runs, 'load');
    const called = await alternate(
      subjects(bundles, table.url, 'call'),
      options.runs,
      'load and first call',
    );
    return [
      await sizes(bundles),
      {
        what: 'process start to handler loaded',
        unit: 'ms',
        series: loaded.get('ms') ?? [],
        goals: goals(),
      },
      { what: 'load and first call', unit: 'ms', series: called.get('ms') ?? [], goals: goals() },
    ];
  } finally {
    await table.stop();
  }
}

function goals(): readonly Goal[] {
  return [
    { subject: 'items', against: LEANEST, atMost: 1.05 },
    ...CALLS_NO_SERVICE.map((subject) => ({ subject, against: EMPTY, atMost: 1.1 })),
  ];
}

/** Name to file. */
async function makeBundles(): Promise<ReadonlyMap<string, string>> {
  const functions = await unpackFunctions();
  const project = copyProject();
  const sources = join(project, 'bench-handlers');
  mkdirSync(sources, { recursive: true });
  for (const name of ['empty', 'put-and-get']) {
    writeFileSync(join(sources, `${name}.ts`), readFileSync(join(BENCH, 'handlers', `${name}.ts`)));
  }
  const bundled = (name: string, code: Uint8Array): string => {
    const file = join(sources, `${name}.js`);
    writeFileSync(file, code);
    return file;
  };
  const lean = await leanest(project, ['empty', 'put-and-get']);
  const plain = await build({
    entryPoints: [join(sources, 'put-and-get.ts')],
    bundle: true,
    platform: 'node',
    minify: true,
    write: false,
  });
  return new Map([
    [EMPTY, bundled('empty', lean('empty'))],
    ...OURS.map((name): [string, string] => [name, join(functions, name, 'index.js')]),
    [LEANEST, bundled('leanest', lean('put-and-get'))],
    [DEFAULTS, bundled('defaults', plain.outputFiles[0]?.contents ?? new Uint8Array())],
    [CLASSIC, join(BENCH, 'handlers/aws-sdk-v2.cjs')],
  ]);
}

/** Of all but the classic SDK, whose zip is the whole package. */
async function sizes(bundles: ReadonlyMap<string, string>): Promise<Comparison> {
  const series = [];
  for (const [subject, file] of bundles) {
    if (subject === CLASSIC) continue;
    series.push({ subject, readings: [await zipBytes(readFileSync(file))] });
  }
  return {
    what: 'zip',
    unit: 'bytes',
    series,
    goals: [{ subject: 'items', against: LEANEST, atMost: 1.05 }],
  };
}

function subjects(
  bundles: ReadonlyMap<string, string>,
  tableUrl: string,
  until: 'load' | 'call',
): readonly Subject[] {
  const env = {
    AWS_ENDPOINT_URL: tableUrl,
    ...TABLE_ENVIRONMENT,
    ISSUER: 'https://bench.example',
    AUDIENCE: 'bench',
    JWKS: '{"keys":[]}',
  };
  const harness = join(BENCH, 'limits/load-and-call.cjs');
  const command = (file: string) => ({
    file: process.execPath,
    args: [harness, file, EVENT, ...(until === 'load' ? [until] : [])],
    cwd: BENCH,
    env,
  });
  // It verifies against keys that a deployment brings, and the notifier against Slack: those are loaded alone.
  const called = [...bundles].filter(
    ([name]) => until === 'load' || (name !== 'authorizer' && name !== 'notifier'),
  );
  const bare: Subject = {
    name: 'bare node',
    measure: async () => ({
      ms: await timeCommand({ file: process.execPath, args: ['-e', '0'], cwd: BENCH }),
    }),
  };
  return [
    ...(until === 'load' ? [bare] : []),
    ...called.map(([name, file]): Subject => ({
      name,
      measure: async () => ({
        ms:
          until === 'load'
            ? await timeCommand(command(file))
            : lastNumber(await runCommand(command(file))),
      }),
    })),
  ];
}

/** Before it stands what the function logs. */
function lastNumber(output: string): number {
  return Number(output.trim().split('\n').at(-1));
}
