import { rmSync } from 'node:fs';
import { alternate, type Comparison } from '../comparison';
import { load, requireWrk } from '../load';
import { MOST_ROUTES, type BenchOptions } from '../options';
import type { Running } from '../processes';
import { synthesizeScaled } from '../scaled-app';
import { copyAppWithoutLimits } from '../servers/app-copy';
import { startGatehouse } from '../servers/gatehouse';

/** How synthesis, the runtime's start and its routing grow with more routes and functions, up to what AWS takes. */
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
    'synthesis',
  );
  const lifted = new Map(
    [...apps].map(([routes, folder]) => [routes, copyAppWithoutLimits(folder)] as const),
  );
  const starts = await alternate(
    [...lifted].map(([routes, app]) => ({
      name: nameOf(routes),
      measure: async () => {
        const running = await startGatehouse(app);
        await running.stop();
        return { ms: running.startMs };
      },
    })),
    options.runs,
    'runtime start',
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
      goals: [{ subject: nameOf(MOST_ROUTES), against: FIRST_OF_MOST, atLeast: 0.9 }],
    },
  ];
}

/** The same handler, the same event: only the way through the routes is another. */
const FIRST_OF_MOST = `first of ${String(MOST_ROUTES)} routes more`;

async function measureRouting(apps: ReadonlyMap<number, string>, options: BenchOptions) {
  const servers: { routes: number; running: Running & { readonly url: string } }[] = [];
  try {
    for (const [routes, app] of apps) servers.push({ routes, running: await startGatehouse(app) });
    const measured = await alternate(
      servers.flatMap(({ routes, running }) => {
        const measure = (route: number) => async () => {
          const url = `${running.url}/scaled${String(route)}`;
          const point = { connections: 10, seconds: options.seconds };
          const { requestsPerSecond } = await load({ method: 'GET', url, headers: {} }, point);
          return { rps: requestsPerSecond };
        };
        return [
          { name: nameOf(routes), measure: measure(routes - 1) },
          ...(routes === MOST_ROUTES ? [{ name: FIRST_OF_MOST, measure: measure(0) }] : []),
        ];
      }),
      options.rounds,
      'routing',
    );
    return measured.get('rps') ?? [];
  } finally {
    for (const { running } of servers) await running.stop();
  }
}

function nameOf(routes: number): string {
  return `${String(routes)} routes more`;
}
