/** What a stage's dashboard on AWS shows, counted from the lines of its logs. */
import type { LogLine } from '../operate/log-events';
import { isRecord, memberOf, textOf } from '../pipeline/json';
import { percentile } from './percentile';

export interface Picture {
  /** Times of requests, in milliseconds since the epoch. */
  readonly requests: readonly number[];
  /** Times of those that were answered 4XX, and 5XX. */
  readonly clientErrors: readonly number[];
  readonly serverErrors: readonly number[];
  readonly latency: Percentiles;
  readonly integrationLatency: Percentiles;
  /** By route, most called first. */
  readonly routes: readonly RouteFigures[];
  /** By short name, in the order of the stage. */
  readonly functions: readonly FunctionFigures[];
  /** By id of the API key, most used first. */
  readonly keys: readonly { readonly id: string; readonly requests: number }[];
}

/** Milliseconds; `undefined` when nothing was measured. */
export interface Percentiles {
  readonly p50: number | undefined;
  readonly p90: number | undefined;
  readonly p99: number | undefined;
}

export interface RouteFigures {
  /** `POST /items`, `GET (no such route)`. */
  readonly route: string;
  readonly requests: number;
  readonly errors: number;
  readonly p99: number | undefined;
}

export interface FunctionFigures {
  readonly name: string;
  readonly invocations: number;
  readonly errors: number;
  readonly duration: Percentiles;
  /** Mean of what is billed, in milliseconds; what `npm run cost -- --measured` reads. */
  readonly billedMs: number | undefined;
  readonly coldStarts: number;
  /** Milliseconds. */
  readonly slowestColdStart: number | undefined;
  /** MB, of the invocation that took most. */
  readonly maxMemoryUsed: number | undefined;
}

interface Request {
  readonly time: number;
  readonly route: string;
  readonly status: number;
  readonly latency: number | undefined;
  readonly integrationLatency: number | undefined;
  readonly apiKeyId: string;
}

/** The label of access log lines; every other label is a function's. */
export const ACCESS_LABEL = 'access';

const NO_ROUTE = '(no such route)';

/** Counts. Lines that are neither of an access log nor a report of Lambda are of no account. */
export function countLines(lines: readonly LogLine[], functions: readonly string[]): Picture {
  const requests = lines.filter(({ label }) => label === ACCESS_LABEL).flatMap(readRequest);
  const timesOf = (isMeant: (status: number) => boolean): number[] =>
    requests.filter(({ status }) => isMeant(status)).map(({ time }) => time);
  return {
    requests: timesOf(() => true),
    clientErrors: timesOf((status) => status >= 400 && status < 500),
    serverErrors: timesOf((status) => status >= 500),
    latency: percentiles(requests.flatMap(({ latency }) => latency ?? [])),
    integrationLatency: percentiles(requests.flatMap((one) => one.integrationLatency ?? [])),
    routes: countRoutes(requests),
    functions: functions.map((name) => countFunction(name, lines)),
    keys: countKeys(requests),
  };
}

function readRequest({ timestamp, message }: LogLine): Request[] {
  const line = parse(message);
  const status = Number(line['status']);
  if (!Number.isInteger(status)) return [];
  const path = textOf(line['resourcePath']);
  return [
    {
      time: timestamp,
      status,
      route: `${textOf(line['httpMethod'])} ${path === '-' ? NO_ROUTE : path}`,
      latency: numberOf(line['responseLatency']),
      integrationLatency: numberOf(line['integrationLatency']),
      apiKeyId: textOf(line['apiKeyId']),
    },
  ];
}

function countRoutes(requests: readonly Request[]): RouteFigures[] {
  return groups(requests, ({ route }) => route).map(([route, of]) => ({
    route,
    requests: of.length,
    errors: of.filter(({ status }) => status >= 400).length,
    p99: percentile(
      of.flatMap(({ latency }) => latency ?? []),
      0.99,
    ),
  }));
}

function countKeys(requests: readonly Request[]): Picture['keys'] {
  const withKey = requests.filter(({ apiKeyId }) => apiKeyId !== '' && apiKeyId !== '-');
  return groups(withKey, ({ apiKeyId }) => apiKeyId).map(([id, of]) => ({
    id,
    requests: of.length,
  }));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#telemetry-api-platform-report */
function countFunction(name: string, lines: readonly LogLine[]): FunctionFigures {
  const reports = lines
    .filter(({ label }) => label === name)
    .map(({ message }) => parse(message))
    .filter(({ type }) => type === 'platform.report');
  const metric = (of: string): number[] =>
    reports.flatMap((report) => numberOf(memberOf(report, 'record', 'metrics', of)) ?? []);
  const coldStarts = metric('initDurationMs');
  return {
    name,
    invocations: reports.length,
    errors: reports.filter((report) => memberOf(report, 'record', 'status') !== 'success').length,
    duration: percentiles(metric('durationMs')),
    billedMs: mean(metric('billedDurationMs')),
    coldStarts: coldStarts.length,
    slowestColdStart: percentile(coldStarts, 1),
    maxMemoryUsed: percentile(metric('maxMemoryUsedMB'), 1),
  };
}

function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percentiles(values: readonly number[]): Percentiles {
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => percentile(values, share));
  return { p50, p90, p99 };
}

/** Largest group first. */
function groups<T>(values: readonly T[], keyOf: (value: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const value of values) {
    const group = found.get(keyOf(value));
    if (group === undefined) found.set(keyOf(value), [value]);
    else group.push(value);
  }
  return [...found].sort(([, one], [, other]) => other.length - one.length);
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function parse(message: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(message);
    return isRecord(value) ? value : {};
  } catch {
    // Not one of the lines that are counted.
    return {};
  }
}
