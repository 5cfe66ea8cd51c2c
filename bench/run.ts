import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchBuild } from './areas/build';
import { benchLambda } from './areas/lambda';
import { benchPlan } from './areas/plan';
import { benchRuntime } from './areas/runtime';
import { benchScale } from './areas/scale';
import { benchStart } from './areas/start';
import type { Comparison } from './comparison';
import { HELP, parseBenchOptions, type Area, type BenchOptions } from './options';
import { BENCH } from './paths';
import { markdownTable } from './report';

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
  const loadBefore = loadavg();
  const results: Partial<Record<Area, readonly Comparison[]>> = {};
  for (const area of options.areas) {
    const comparisons = await BENCHES[area](options);
    results[area] = comparisons;
    process.stdout.write(`\n## ${area}\n\n${markdownTable(comparisons)}`);
  }
  const folder = join(BENCH, 'results');
  mkdirSync(folder, { recursive: true });
  const now = new Date();
  const file = join(folder, `${now.toISOString().slice(0, 10)}.json`);
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore,
    loadAfter: loadavg(),
  };
  writeFileSync(
    file,
    `${JSON.stringify({ time: now.toISOString(), options, machine, results })}\n`,
  );
  process.stdout.write(`\n${file}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
