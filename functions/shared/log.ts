/** From the one that tells most to the one that tells least. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * What a line tells beside its event. Facts about the work: never a body, a header, a key, a token, or what tells who
 * called.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes a line per call, when its level is not under the threshold. */
export type Log = Readonly<Record<LogLevel, (event: string, fields?: LogFields) => void>>;

export interface LogOptions {
  /** The lowest level that is written. */
  readonly level: LogLevel;
  /** Stand in every line. */
  readonly fields?: LogFields;
  /** Default: the console, which is what Lambda keeps. */
  readonly sink?: Pick<Console, LogLevel>;
}

/**
 * Makes a structured log. Under Lambda's JSON log format the runtime adds time, level and request id to the object; under
 * the text format a line of JSON is written.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function createLog({ level, fields = {}, sink = console }: LogOptions): Log {
  const threshold = LOG_LEVELS.indexOf(level);
  const write =
    (at: LogLevel) =>
    (event: string, more: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(at) < threshold) return;
      const line = { event, ...fields, ...more };
      const isJson = process.env['AWS_LAMBDA_LOG_FORMAT'] === 'JSON';
      sink[at](isJson ? line : JSON.stringify({ level: at, ...line }));
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
