import { alternate, type Comparison, type Goal } from '../comparison';
import { load, requireWrk, warmUpSeconds } from '../load';
import type { BenchOptions } from '../options';
import { tell } from '../progress';
import { architect } from '../servers/architect';
import { ROUTES, type Contestant, type Route, type Server } from '../servers/contestant';
import { gatehouse } from '../servers/gatehouse';
import { limit } from '../servers/limit';
import { serverlessOffline } from '../servers/serverless-offline';
import { unpackFunctions } from '../servers/unpack-functions';
import { summarize } from '../statistics';

const PEER = 'serverless-offline (worker)';
const WORKER = 'bare worker thread';
/** Requests per second under which more connections tell nothing but how long a queue is. */
const TOO_SLOW = 10;

interface Started extends Server {
  readonly name: string;
}

interface Point {
  readonly route: Route;
  readonly connections: number;
}

/** Requests per second and latency by route and number of connections; memory at rest and after all of that. */
export async function benchRuntime(options: BenchOptions): Promise<readonly Comparison[]> {
  requireWrk();
  const servers: Started[] = [];
  try {
    for (const contestant of contestants(await unpackFunctions(), options)) {
      const server = await contestant.start();
      servers.push({ name: contestant.name, ...server });
      tell(`runtime: ${contestant.name} serves after ${Math.round(server.startMs)} ms`);
    }
    const atRest = memory('memory at rest', servers);
    for (const server of servers) server.pause();
    const loads = await measurePoints(servers, options);
    return [...loads, atRest, memory('memory after load', servers)];
  } finally {
    for (const server of servers) await server.stop();
  }
}

function contestants(functions: string, { peers }: BenchOptions): readonly Contestant[] {
  return [
    gatehouse(),
    limit('worker-thread', functions),
    limit('node-http', functions),
    ...(peers
      ? [
          serverlessOffline('worker', functions),
          serverlessOffline('in-process', functions),
          architect(functions),
        ]
      : []),
  ];
}

async function measurePoints(
  servers: readonly Started[],
  options: BenchOptions,
): Promise<readonly Comparison[]> {
  const points = ROUTES.flatMap((route) =>
    options.connections.map((connections): Point => ({ route, connections })),
  );
  const measured: Comparison[] = [];
  for (const [index, point] of points.entries()) {
    const slow = tooSlow(measured, point.route);
    const started = performance.now();
    const comparisons = await measurePoint(servers, { point, options, slow });
    measured.push(...comparisons);
    const seconds = Math.round((performance.now() - started) / 1000);
    tell(`runtime: ${index + 1} of ${points.length}, ${seconds} s: ${medians(comparisons[0])}`);
  }
  return measured;
}

async function measurePoint(
  servers: readonly Started[],
  { point, options, slow }: PointOptions,
): Promise<readonly Comparison[]> {
  const subjects = [];
  const left: string[] = [];
  for (const server of servers) {
    if (slow.has(server.name)) {
      left.push(`${server.name} left out: under ${TOO_SLOW} requests/s with fewer connections`);
      continue;
    }
    const request = await awake(server, () => server.request(point.route));
    if (request === undefined) continue;
    const measure = (isWarmUp: boolean) =>
      awake(server, async () => ({
        ...(await load(request, {
          connections: point.connections,
          seconds: isWarmUp ? warmUpSeconds(options.seconds) : options.seconds,
        })),
      }));
    subjects.push({ name: server.name, measure });
  }
  const measured = await alternate(subjects, options.rounds);
  const comparison = (quantity: string, goals: readonly Goal[]): Comparison => ({
    what: nameOf(point),
    unit: 'ms',
    series: measured.get(quantity) ?? [],
    goals,
  });
  return [
    {
      ...comparison('requestsPerSecond', [
        { against: PEER, atLeast: 5 },
        { against: WORKER, atLeast: 0.5 },
      ]),
      unit: 'requests/s',
      kind: 'requests per second',
      ...(left.length === 0 ? {} : { note: left.join('; ') }),
    },
    { ...comparison('p50', []), what: `${nameOf(point)}, p50`, kind: 'p50' },
    {
      ...comparison('p99', [{ against: PEER, atMost: 0.25 }]),
      what: `${nameOf(point)}, p99`,
      kind: 'p99',
    },
  ];
}

interface PointOptions {
  readonly point: Point;
  readonly options: BenchOptions;
  /** The names of those that are not asked. */
  readonly slow: ReadonlySet<string>;
}

/** The others are stopped meanwhile: an idle server has timers and garbage too. */
async function awake<T>(server: Started, work: () => Promise<T>): Promise<T> {
  server.resume();
  try {
    return await work();
  } finally {
    server.pause();
  }
}

/** Who was too slow at a route with fewer connections. */
function tooSlow(measured: readonly Comparison[], route: Route): ReadonlySet<string> {
  return new Set(
    measured
      .filter(({ unit, what }) => unit === 'requests/s' && what.startsWith(`${route},`))
      .flatMap(({ series }) => series)
      .filter(({ readings }) => summarize(readings).median < TOO_SLOW)
      .map(({ subject }) => subject),
  );
}

function nameOf({ route, connections }: Point): string {
  return `${route}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
}

/** `GET /faq, 1 connection: Gatehouse 2140, bare worker thread 4310 requests/s` */
function medians(comparison: Comparison | undefined): string {
  if (comparison === undefined) return '';
  const each = comparison.series.map(
    ({ subject, readings }) => `${subject} ${summarize(readings).median.toPrecision(4)}`,
  );
  const note = comparison.note === undefined ? '' : ` (${comparison.note})`;
  return `${comparison.what}: ${each.join(', ')} ${comparison.unit}${note}`;
}

function memory(what: string, servers: readonly Started[]): Comparison {
  return {
    what,
    unit: 'MiB',
    series: servers.map((server) => ({ subject: server.name, readings: [server.memoryMiB()] })),
    goals: what.includes('after') ? [{ against: PEER, atMost: 0.5 }] : [],
  };
}
