/** Where the gateway and the functions write their lines: the writing half of CloudWatch Logs. */
export interface LogSink {
  /** Appends lines; group and stream come into being with the first line. Never throws, never blocks the caller. */
  write(logGroup: string, logStream: string, events: readonly LogEvent[]): void;
}

export interface LogEvent {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** One line, without its line break. */
  readonly message: string;
}
