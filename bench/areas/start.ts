import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, type Comparison } from '../comparison';
import type { BenchOptions } from '../options';
import { startServer } from '../processes';
import { copyProject } from '../project-copy';
import { architect } from '../servers/architect';
import type { Contestant } from '../servers/contestant';
import { limit } from '../servers/limit';
import { readAccess } from '../servers/requests';
import { serverlessOffline } from '../servers/serverless-offline';
import { unpackFunctions } from '../servers/unpack-functions';

/** `npm start` from spawn to the first 200 of `GET /faq`: built and synthesized from nothing, and with nothing changed. */
export async function benchStart(options: BenchOptions): Promise<readonly Comparison[]> {
  const functions = await unpackFunctions();
  const project = copyProject();
  const others = [
    limit('node-http', functions),
    ...(options.peers ? [serverlessOffline('worker', functions), architect(functions)] : []),
  ];
  const measured = await alternate(
    [
      { name: 'Gatehouse', measure: () => timeStart(project, ['dist', 'cdktf.out', '.gatehouse']) },
      { name: 'Gatehouse, nothing changed', measure: () => timeStart(project, []) },
      ...others.map((other) => ({ name: other.name, measure: () => timeContestant(other) })),
    ],
    options.runs,
    'start to first 200',
  );
  return [
    {
      what: 'start to first 200',
      unit: 'ms',
      series: measured.get('startMs') ?? [],
      goals: [{ against: 'serverless-offline (worker)', atMost: 1 }],
    },
  ];
}

/** @param gone Folders of the project that are deleted first. */
async function timeStart(project: string, gone: readonly string[]): Promise<{ startMs: number }> {
  for (const folder of gone) rmSync(join(project, folder), { recursive: true, force: true });
  const readyFile = join(project, 'ready.json');
  rmSync(readyFile, { force: true });
  const running = await startServer(
    {
      file: 'npm',
      args: ['start', '--silent', '--', '--port=0', `--ready-file=${readyFile}`],
      cwd: project,
    },
    () => (existsSync(readyFile) ? `${readAccess(readyFile).url}/faq` : undefined),
  );
  await running.stop();
  return { startMs: running.startMs };
}

async function timeContestant(contestant: Contestant): Promise<{ startMs: number }> {
  const server = await contestant.start();
  await server.stop();
  return { startMs: server.startMs };
}
