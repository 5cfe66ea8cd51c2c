import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { benchBuild } from './areas/build';
import { benchLambda } from './areas/lambda';
import { benchPlan } from './areas/plan';
import { benchRuntime } from './areas/runtime';
import { benchScale } from './areas/scale';
import { benchStart } from './areas/start';
import type { Comparison } from './comparison';
import { HELP, parseBenchOptions, type Area, type BenchOptions } from './options';
import { BENCH, ROOT } from './paths';
import { longReport, replaceBetweenMarkers, shortReport } from './report/readme';
import { keepResult, readResults } from './report/results';
import { markdownTables } from './report/tables';

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
  const { areas, resultsFolder = join(BENCH, 'results'), writeReadme } = options;
  for (const area of areas) {
    const file = await measure(area, options, resolve(resultsFolder));
    process.stdout.write(`\n${file}\n`);
  }
  if (writeReadme) await writeReadmes(resolve(resultsFolder));
}

/** @returns The file of the day's results. */
async function measure(area: Area, options: BenchOptions, folder: string): Promise<string> {
  const loadBefore = loadavg();
  const comparisons = await BENCHES[area](options);
  process.stdout.write(`\n## ${area}\n\n${markdownTables(comparisons)}`);
  const { resultsFolder: _folder, writeReadme: _write, ...amounts } = options;
  return keepResult(folder, area, {
    time: new Date().toISOString(),
    options: amounts,
    machine: { ...describeMachine(), loadBefore, loadAfter: loadavg() },
    comparisons,
  });
}

function describeMachine() {
  return {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'an unknown processor',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

async function writeReadmes(resultsFolder: string): Promise<void> {
  const results = readResults(resultsFolder);
  await rewrite(join(BENCH, 'README.md'), longReport(results));
  await rewrite(join(ROOT, 'README.md'), shortReport(results));
}

/** Formatted as lint wants it. */
async function rewrite(file: string, report: string): Promise<void> {
  const text = replaceBetweenMarkers(readFileSync(file, 'utf8'), report);
  const style = await resolveConfig(file);
  writeFileSync(file, await format(text, { ...style, filepath: file }));
  process.stdout.write(`${file}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
