import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { alternate, type Comparison } from '../comparison';
import type { BenchOptions } from '../options';
import { BENCH } from '../paths';
import { timeCommand, type Command } from '../processes';
import { copyProject } from '../project-copy';
import { providerImports } from '../provider-imports';

const NOTHING_CHANGED = 'Gatehouse, nothing changed';
const BUILD_LIMIT = 'esbuild alone';
const SYNTH_LIMIT = 'same imports, same JSON';
/** Below any TypeScript: without the start of tsx, and its look at every file of the packages. */
const BARE_SYNTH_LIMIT = 'the same without tsx';
const SECOND = 'one second';

/** The build of every zip, and the synthesis of every stack, as processes of their own. */
export async function benchBuild(options: BenchOptions): Promise<readonly Comparison[]> {
  const project = copyProject();
  const build = tsx(project, join(project, 'scripts/build.ts'));
  const buildTimes = await alternate(
    [
      {
        name: 'Gatehouse',
        measure: () => {
          rmSync(join(project, 'dist'), { recursive: true, force: true });
          return time(build);
        },
      },
      { name: NOTHING_CHANGED, measure: () => time(build) },
      {
        name: BUILD_LIMIT,
        measure: () => time(tsx(project, join(BENCH, 'limits/esbuild-alone.ts'), project)),
      },
      { name: SECOND, measure: () => Promise.resolve({ ms: 1000 }) },
    ],
    options.runs,
    'build of every zip',
  );
  const synth = node(project, join(project, 'scripts/synth.cjs'));
  await time(synth);
  const imports = join(project, 'imports.ts');
  const bareImports = join(project, 'imports.cjs');
  const source = providerImports(project);
  writeFileSync(imports, source);
  writeFileSync(bareImports, transformSync(source, { format: 'cjs' }).code);
  const synthTimes = await alternate(
    [
      { name: 'Gatehouse', measure: () => time(synth) },
      { name: SYNTH_LIMIT, measure: () => time(tsx(project, imports)) },
      { name: BARE_SYNTH_LIMIT, measure: () => time(node(project, bareImports)) },
    ],
    options.runs,
    'synthesis of every stack',
  );
  return [
    {
      what: 'build of every zip',
      unit: 'ms',
      series: buildTimes.get('ms') ?? [],
      goals: [{ against: SECOND, atMost: 1 }],
    },
    {
      what: 'synthesis of every stack',
      unit: 'ms',
      series: synthTimes.get('ms') ?? [],
      goals: [
        { against: SYNTH_LIMIT, atMost: 1.3 },
        { against: BARE_SYNTH_LIMIT, atMost: 1.3 },
      ],
    },
  ];
}

function tsx(cwd: string, ...args: readonly string[]): Command {
  return node(cwd, '--import=tsx', ...args);
}

function node(cwd: string, ...args: readonly string[]): Command {
  return { file: process.execPath, args, cwd };
}

async function time(command: Command): Promise<{ ms: number }> {
  return { ms: await timeCommand(command) };
}
