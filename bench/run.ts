import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { benchBuild } from './areas/build';
import { benchLambda } from './areas/lambda';
import { benchPlan } from './areas/plan';
import { benchRuntime } from './areas/runtime';
import { benchScale } from './areas/scale';
import { benchStart } from './areas/start';
import type { Comparison } from './comparison';
import { HELP, parseBenchOptions, type Area, type BenchOptions } from './options';
import { BENCH } from './paths';
import { markdownTable } from './report/tables';

const BENCHES: Readonly<Record<Area, (options: BenchOptions) => Promise<readonly Comparison[]>>> = {
  lambda: benchLambda,
  runtime: async (options) => [...(await benchStart(options)), ...(await benchRuntime(options))],
  build: benchBuild,
  plan: benchPlan,
  scale: benchScale,
};

async function main(): Promise<void> {
  const options = parseBenchOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(HELP);
    return;
  }
  for (const area of options.areas) {
    const loadBefore = loadavg();
    const comparisons = await BENCHES[area](options);
    process.stdout.write(`\n## ${area}\n\n${markdownTable(comparisons)}`);
    const file = keep(area, {
      options,
      machine: { ...describeMachine(), loadBefore },
      comparisons,
    });
    process.stdout.write(`\n${file}\n`);
  }
}

function describeMachine() {
  return {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAfter: loadavg(),
  };
}

/** Writes an area's result into the day's file, beside those of the areas that were measured before. */
function keep(area: Area, result: object): string {
  const now = new Date().toISOString();
  const file = join(BENCH, 'results', `${now.slice(0, 10)}.json`);
  mkdirSync(dirname(file), { recursive: true });
  const before: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const all = { ...Object(before), [area]: { time: now, ...result } } as Record<string, unknown>;
  writeFileSync(file, `${JSON.stringify(all)}\n`);
  return file;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
