import { join, resolve } from 'node:path';
import { loadConfig } from '../config';
import { buildFunctions } from './build';
import { runCommand } from './cli';
import { estimate } from './cost/estimate';
import { COST_HELP, parseCostOptions } from './cost/options';
import { PRICES } from './cost/prices';
import { render } from './cost/render';
import { readStageParts } from './cost/stage-parts';
import { assumedWorkload, measuredWorkload } from './cost/workload';
import { synthesizeIfChanged } from './start/synthesize';

const ROOT = resolve(__dirname, '..');

async function main(): Promise<undefined> {
  const options = parseCostOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(COST_HELP);
    return;
  }
  const { requests, measured } = options;
  const workload =
    measured === undefined ? assumedWorkload(requests) : measuredWorkload(measured, requests);
  const app = options.app ?? (await synthesizeHere());
  const project = loadConfig().projectName;
  const estimates = options.stages.map((stage) => ({
    stage,
    ...estimate(readStageParts(app, { project, stage }), workload),
  }));
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ prices: PRICES, workload, estimates }, null, 2)}\n`);
    return;
  }
  const source = measured === undefined ? 'assumed (docs/cost.md)' : `measured (${measured})`;
  const texts = estimates.map((one) => render(one.stage, requests, one));
  process.stdout.write(`${texts.join('\n')}\nMix of requests and durations: ${source}.\n`);
}

async function synthesizeHere(): Promise<string> {
  await buildFunctions();
  await synthesizeIfChanged(ROOT);
  return join(ROOT, 'cdktf.out');
}

runCommand(main);
