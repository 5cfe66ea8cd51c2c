/** Turns what a function prints into the lines of its log group, in the format that `logging_config` asks for. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { format } from 'node:util';
import type { LoggingConfiguration } from '../../application';
import { intoError, toLogText } from './errors';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
type Level = (typeof LEVELS)[number];

/** The console's methods with a level of their own; every other method prints raw lines. */
const METHODS = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
} as const satisfies Record<string, Level>;

export interface FunctionLog {
  /** Set for each invocation; `undefined`, as AWS prints it, while the environment initializes. */
  requestId: string | undefined;
  /** Logs an error that ends an invocation or the environment. */
  logError(title: string, thrown: unknown): void;
  /** Ends a line that was printed without a line break. */
  flush(): void;
}

/**
 * Replaces the console's methods and the standard streams of this thread.
 *
 * @param write takes the finished lines.
 */
export function patchLog(
  logging: LoggingConfiguration,
  write: (timestamp: number, line: string) => void,
): FunctionLog {
  const log: FunctionLog = {
    requestId: undefined,
    logError: (title, thrown) => {
      const error = intoError(thrown);
      if (logging.format === 'JSON') console.error(error);
      else console.error(title, toLogText(error));
    },
    flush: () => {
      raw.flush();
    },
  };
  const render = logging.format === 'JSON' ? renderJson : renderText;
  const threshold = logging.format === 'JSON' ? LEVELS.indexOf(logging.applicationLevel) : 0;
  for (const [method, level] of Object.entries(METHODS)) {
    const print = (...values: unknown[]) => {
      const now = new Date();
      write(
        now.getTime(),
        render({ time: now.toISOString(), requestId: log.requestId, level }, values),
      );
    };
    const passes = LEVELS.indexOf(level) >= threshold;
    Reflect.set(console, method, passes ? print : () => undefined);
  }
  const raw = new RawLines((line) => {
    if (LEVELS.indexOf(levelOf(line)) >= threshold) write(Date.now(), line);
  });
  redirectStreams(raw);
  return log;
}

interface LineHead {
  readonly time: string;
  readonly requestId: string | undefined;
  readonly level: Level;
}

function renderText({ time, requestId, level }: LineHead, values: unknown[]): string {
  return `${time}\t${String(requestId)}\t${level}\t${format(...values)}`;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
function renderJson({ time, requestId, level }: LineHead, values: unknown[]): string {
  const head = { timestamp: time, level, requestId };
  if (values.length <= 1) {
    const [message] = values;
    try {
      return JSON.stringify({ ...head, message }, errorFields);
    } catch {
      return JSON.stringify({ ...head, message: format(message) });
    }
  }
  const error = values.slice(1).find((value) => value instanceof Error);
  return JSON.stringify({
    ...head,
    message: format(...values),
    ...(error && fieldsOf(error)),
  });
}

function errorFields(_key: string, value: unknown): unknown {
  return value instanceof Error
    ? { ...fieldsOf(value), ...Object.fromEntries(Object.entries(value)) }
    : value;
}

function fieldsOf(error: Error) {
  return {
    errorType: error.constructor.name,
    errorMessage: error.message,
    stackTrace: error.stack?.split('\n') ?? [],
  };
}

/** A printed line that is JSON may carry its level; any other counts as INFO. */
function levelOf(line: string): Level {
  if (!line.startsWith('{')) return 'INFO';
  try {
    const parsed: unknown = JSON.parse(line);
    const level: unknown =
      typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'level') : undefined;
    return LEVELS.find((known) => known === String(level).toUpperCase()) ?? 'INFO';
  } catch {
    return 'INFO';
  }
}

/** Cuts a stream of text into lines. */
class RawLines {
  #rest = '';
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  add(chunk: unknown): void {
    const text = ArrayBuffer.isView(chunk)
      ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString()
      : String(chunk);
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#write(line);
  }

  flush(): void {
    if (this.#rest === '') return;
    this.#write(this.#rest);
    this.#rest = '';
  }
}

/** Standard output by every way that loggers use: the streams, and descriptors 1 and 2. */
function redirectStreams(raw: RawLines): void {
  for (const stream of [process.stdout, process.stderr]) {
    Reflect.set(stream, 'write', (chunk: unknown, ...rest: unknown[]) => {
      raw.add(chunk);
      const written = rest.find((value) => typeof value === 'function');
      if (written) process.nextTick(written);
      return true;
    });
  }
  const { writeSync, write } = fs;
  Reflect.set(fs, 'writeSync', (fd: number, chunk: unknown, ...rest: unknown[]) => {
    if (fd !== 1 && fd !== 2) return Reflect.apply(writeSync, fs, [fd, chunk, ...rest]) as number;
    raw.add(chunk);
    return Buffer.byteLength(String(chunk));
  });
  Reflect.set(fs, 'write', (fd: number, chunk: unknown, ...rest: unknown[]) => {
    if (fd !== 1 && fd !== 2) {
      Reflect.apply(write, fs, [fd, chunk, ...rest]);
      return;
    }
    raw.add(chunk);
    const written = rest.find((value) => typeof value === 'function');
    if (written) process.nextTick(written, null, Buffer.byteLength(String(chunk)), chunk);
  });
  syncBuiltinESMExports();
}
