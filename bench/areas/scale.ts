import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyAppWithoutLimits } from '../app-copy';
import { alternate, type Comparison } from '../comparison';
import { load, requireWrk } from '../load';
import type { BenchOptions } from '../options';
import { ROOT } from '../paths';
import { startServer, type Running } from '../processes';
import { synthesizeScaled } from '../scaled-app';
import { readAccess } from '../servers';

/** How synthesis, the runtime's start and its routing grow with 10, 50 and 200 more routes and functions. */
export async function benchScale(options: BenchOptions): Promise<readonly Comparison[]> {
  requireWrk();
  const apps = new Map<number, string>();
  const synthesis = await alternate(
    options.routes.map((routes) => ({
      name: nameOf(routes),
      measure: async () => {
        const { folder, synthMs } = await synthesizeScaled(routes);
        const before = apps.get(routes);
        if (before !== undefined) rmSync(before, { recursive: true });
        apps.set(routes, folder);
        return { ms: synthMs };
      },
    })),
    options.runs,
  );
  const lifted = new Map(
    [...apps].map(([routes, folder]) => [routes, copyAppWithoutLimits(folder)] as const),
  );
  const starts = await alternate(
    [...lifted].map(([routes, app]) => ({
      name: nameOf(routes),
      measure: async () => {
        const { running } = await start(app);
        await running.stop();
        return { ms: running.startMs };
      },
    })),
    options.runs,
  );
  const routing = await measureRouting(lifted, options);
  const growth = (what: string, series: Comparison['series']): Comparison => ({
    what,
    unit: 'ms',
    series,
    goals: [],
  });
  return [
    growth('synthesis', synthesis.get('ms') ?? []),
    growth('runtime start to first 200', starts.get('ms') ?? []),
    {
      what: 'GET of the last route, 10 connections',
      unit: 'requests/s',
      series: routing,
      goals: [{ subject: nameOf(200), against: nameOf(10), atLeast: 0.9 }],
    },
  ];
}

async function measureRouting(apps: ReadonlyMap<number, string>, options: BenchOptions) {
  const servers: { routes: number; running: Running; url: string }[] = [];
  try {
    for (const [routes, app] of apps) servers.push({ routes, ...(await start(app)) });
    const measured = await alternate(
      servers.map(({ routes, url }) => ({
        name: nameOf(routes),
        measure: async () => {
          const request = {
            method: 'GET',
            url: `${url}/scaled${String(routes - 1)}`,
            headers: {},
          } as const;
          const point = { connections: 10, seconds: options.seconds };
          return { rps: (await load(request, point)).requestsPerSecond };
        },
      })),
      options.rounds,
    );
    return measured.get('rps') ?? [];
  } finally {
    for (const { running } of servers) await running.stop();
  }
}

async function start(app: string): Promise<{ running: Running; url: string }> {
  const readyFile = join(app, 'ready.json');
  rmSync(readyFile, { force: true });
  const running = await startServer(
    {
      file: process.execPath,
      args: [
        '--import=tsx',
        'scripts/start.ts',
        `--app=${app}`,
        '--port=0',
        '--memory',
        `--ready-file=${readyFile}`,
      ],
      cwd: ROOT,
    },
    () => (existsSync(readyFile) ? `${readAccess(readyFile).url}/faq` : undefined),
  );
  return { running, url: readAccess(readyFile).url };
}

function nameOf(routes: number): string {
  return `${String(routes)} routes more`;
}
