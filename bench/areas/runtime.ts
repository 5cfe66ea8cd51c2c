import { alternate, type Comparison, type Goal } from '../comparison';
import { load, requireWrk } from '../load';
import type { BenchOptions } from '../options';
import {
  architect,
  gatehouse,
  limit,
  ROUTES,
  serverlessOffline,
  type Contestant,
  type Route,
  type Server,
} from '../servers';
import { unpackFunctions } from '../unpack-functions';

const PEER = 'serverless-offline (worker)';
const WORKER = 'bare worker thread';

interface Started extends Server {
  readonly name: string;
}

/** Requests per second and latency by route and number of connections; memory at rest and after all of that. */
export async function benchRuntime(options: BenchOptions): Promise<readonly Comparison[]> {
  requireWrk();
  const functions = await unpackFunctions();
  const servers: Started[] = [];
  try {
    for (const contestant of contestants(functions, options)) {
      servers.push({ name: contestant.name, ...(await contestant.start()) });
    }
    const atRest = memory('memory at rest', servers);
    const loads: Comparison[] = [];
    for (const route of ROUTES) {
      for (const connections of options.connections) {
        loads.push(...(await measureRoute(servers, { route, connections, options })));
      }
    }
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

async function measureRoute(
  servers: readonly Started[],
  point: { readonly route: Route; readonly connections: number; readonly options: BenchOptions },
): Promise<readonly Comparison[]> {
  const { route, connections, options } = point;
  const subjects = [];
  for (const server of servers) {
    const request = await server.request(route);
    if (request === undefined) continue;
    subjects.push({
      name: server.name,
      measure: async () => ({
        ...(await load(request, { connections, seconds: options.seconds })),
      }),
    });
  }
  const measured = await alternate(subjects, options.rounds);
  const what = `${route}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
  const comparison = (
    quantity: string,
    unit: Comparison['unit'],
    goals: readonly Goal[],
  ): Comparison => ({ what, unit, series: measured.get(quantity) ?? [], goals });
  return [
    comparison('requestsPerSecond', 'requests/s', [
      { against: PEER, atLeast: 5 },
      { against: WORKER, atLeast: 0.5 },
    ]),
    { ...comparison('p50', 'ms', []), what: `${what}, p50` },
    { ...comparison('p99', 'ms', [{ against: PEER, atMost: 0.25 }]), what: `${what}, p99` },
  ];
}

function memory(what: string, servers: readonly Started[]): Comparison {
  return {
    what,
    unit: 'MiB',
    series: servers.map((server) => ({ subject: server.name, readings: [server.memoryMiB()] })),
    goals: what.includes('after') ? [{ against: PEER, atMost: 0.5 }] : [],
  };
}
