/** What Lambda itself writes to a function's log: START, END and REPORT lines, or the same as JSON events. */
import type { LoggingConfiguration } from '../application';
import type { LogEvent } from '../logs/log-sink';

export interface StartRecord {
  readonly requestId: string;
  readonly version: string;
}

export interface InvocationRecord {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memoryMiB: number;
  readonly usedBytes: number;
  /** Milliseconds; `undefined` on a warm start. */
  readonly initDurationMs: number | undefined;
  readonly status: 'success' | 'error' | 'timeout';
  /** `undefined`: the handler answered, be it with an error of its own. */
  readonly crash: string | undefined;
  /** Seconds, for the line that tells of a timeout. */
  readonly timeoutSeconds: number;
  /** The value of `X-Amzn-Trace-Id`; `undefined` when tracing is off. */
  readonly traceId: string | undefined;
}

export interface InitRecord {
  readonly durationMs: number;
  readonly status: 'error' | 'timeout';
  readonly errorType: string | undefined;
}

/** The platform's lines in one of the two formats. */
export interface PlatformLog {
  initStart(at: number): LogEvent[];
  initFailed(record: InitRecord, at: number): LogEvent[];
  start(record: StartRecord, at: number): LogEvent[];
  end(record: InvocationRecord, at: number): LogEvent[];
}

/** What runs here; AWS names the release of its runtime. */
const RUNTIME_VERSION = `nodejs:${process.versions.node}`;
const MEBIBYTE = 1 << 20;

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
export function createPlatformLog(logging: LoggingConfiguration): PlatformLog {
  return logging.format === 'JSON' ? new JsonLog(logging.systemLevel) : new TextLog();
}

class TextLog implements PlatformLog {
  initStart(at: number): LogEvent[] {
    return [{ timestamp: at, message: `INIT_START Runtime Version: ${RUNTIME_VERSION}` }];
  }

  initFailed({ durationMs, status, errorType }: InitRecord, at: number): LogEvent[] {
    const error = errorType === undefined ? '' : `\tError Type: ${errorType}`;
    const message = `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: init\tStatus: ${status}${error}`;
    return [{ timestamp: at, message }];
  }

  start({ requestId, version }: StartRecord, at: number): LogEvent[] {
    return [{ timestamp: at, message: `START RequestId: ${requestId} Version: ${version}` }];
  }

  end(record: InvocationRecord, at: number): LogEvent[] {
    const { requestId } = record;
    const lines = [`END RequestId: ${requestId}`, reportLine(record)];
    const time = new Date(at).toISOString();
    if (record.status === 'timeout') lines.unshift(`${time} ${requestId} ${timedOut(record)}`);
    return lines.map((message) => ({ timestamp: at, message }));
  }
}

function timedOut({ timeoutSeconds }: InvocationRecord): string {
  return `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
}

function reportLine(record: InvocationRecord): string {
  const { initDurationMs: init, status, crash } = record;
  const fields = [
    `REPORT RequestId: ${record.requestId}`,
    `Duration: ${record.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(record)} ms`,
    `Memory Size: ${record.memoryMiB} MB`,
    `Max Memory Used: ${usedMiB(record)} MB`,
  ];
  if (init !== undefined) fields.push(`Init Duration: ${init.toFixed(2)} ms`);
  if (status === 'timeout') fields.push('Status: timeout');
  if (crash !== undefined) fields.push('Status: error', `Error Type: ${crash}`);
  const line = `${fields.join('\t')}\t`;
  return record.traceId === undefined ? line : `${line}\n${tracingLine(record.traceId)}`;
}

function tracingLine(traceId: string): string {
  const sampled = String(partOf(traceId, 'Sampled') === '1');
  return `XRAY TraceId: ${partOf(traceId, 'Root')}\tSegmentId: ${partOf(traceId, 'Parent')}\tSampled: ${sampled}\t`;
}

/** `Root=...;Parent=...;Sampled=...`, in any order. */
function partOf(traceId: string, name: 'Root' | 'Parent' | 'Sampled'): string {
  const start = `;${traceId}`.indexOf(`;${name}=`);
  return start < 0 ? '' : (traceId.slice(start + name.length + 1).split(';', 1)[0] ?? '');
}

/** Since August 2025 the init phase is billed as well. */
function billedMs({ durationMs, initDurationMs }: InvocationRecord): number {
  return Math.ceil(durationMs + (initDurationMs ?? 0));
}

function usedMiB({ usedBytes }: InvocationRecord): number {
  return Math.ceil(usedBytes / MEBIBYTE);
}

type SystemLevel = LoggingConfiguration['systemLevel'];
const SYSTEM_LEVELS: readonly SystemLevel[] = ['DEBUG', 'INFO', 'WARN'];

interface PlatformEvent {
  readonly level: SystemLevel;
  readonly type: string;
  readonly at: number;
}

/** Which event has which level: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
class JsonLog implements PlatformLog {
  readonly #threshold: number;

  constructor(level: SystemLevel) {
    this.#threshold = SYSTEM_LEVELS.indexOf(level);
  }

  initStart(at: number): LogEvent[] {
    return this.#write({ level: 'INFO', type: 'platform.initStart', at }, () => ({
      initializationType: 'on-demand',
      phase: 'init',
      runtimeVersion: RUNTIME_VERSION,
    }));
  }

  initFailed({ durationMs, status, errorType }: InitRecord, at: number): LogEvent[] {
    return this.#write({ level: 'WARN', type: 'platform.initReport', at }, () => ({
      initializationType: 'on-demand',
      phase: 'init',
      status,
      errorType,
      metrics: { durationMs: round(durationMs) },
    }));
  }

  start({ requestId, version }: StartRecord, at: number): LogEvent[] {
    return this.#write({ level: 'INFO', type: 'platform.start', at }, () => ({
      requestId,
      version,
    }));
  }

  end(record: InvocationRecord, at: number): LogEvent[] {
    const { requestId, status, crash: errorType, durationMs } = record;
    const succeeded = status === 'success';
    const done = this.#write(
      { level: succeeded ? 'DEBUG' : 'WARN', type: 'platform.runtimeDone', at },
      () => ({
        requestId,
        status,
        errorType,
        metrics: { durationMs: round(durationMs) },
      }),
    );
    const report = this.#write(
      { level: succeeded ? 'INFO' : 'WARN', type: 'platform.report', at },
      () => ({
        requestId,
        status,
        errorType,
        metrics: reportMetrics(record),
        tracing: tracing(record.traceId),
      }),
    );
    return [...done, ...report];
  }

  /** One event, or none when its level is not asked for. */
  #write({ level, type, at }: PlatformEvent, record: () => object): LogEvent[] {
    if (SYSTEM_LEVELS.indexOf(level) < this.#threshold) return [];
    const time = new Date(at).toISOString();
    return [{ timestamp: at, message: JSON.stringify({ time, type, record: record() }) }];
  }
}

function reportMetrics(record: InvocationRecord) {
  return {
    durationMs: round(record.durationMs),
    billedDurationMs: billedMs(record),
    memorySizeMB: record.memoryMiB,
    maxMemoryUsedMB: usedMiB(record),
    initDurationMs: record.initDurationMs === undefined ? undefined : round(record.initDurationMs),
  };
}

function tracing(traceId: string | undefined) {
  if (traceId === undefined) return undefined;
  return { spanId: partOf(traceId, 'Parent'), type: 'X-Amzn-Trace-Id', value: traceId };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
