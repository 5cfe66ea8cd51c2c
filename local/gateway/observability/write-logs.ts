import { createHash } from 'node:crypto';
import type { LogSink } from '../../logs/log-sink';
import type { Exchange, ResponseDraft } from '../exchange';
import { accessLogLine } from './access-log';
import { executionLogLines } from './execution-log';

/** Writes a finished request into the stage's log groups. */
export function writeLogs(
  exchange: Exchange,
  { response, logs, now }: { response: ResponseDraft; logs: LogSink; now: number },
): void {
  const { stage } = exchange;
  const stream = streamName(`${exchange.api.id}/${stage.name}`);
  if (stage.accessLog !== undefined) {
    const { logGroup, format } = stage.accessLog;
    const message = accessLogLine(format, exchange, response);
    logs.write(logGroup, stream, [{ timestamp: now, message }]);
  }
  if (stage.executionLogGroup === undefined) return;
  const lines = executionLogLines(exchange, response);
  if (lines.length === 0) return;
  logs.write(
    stage.executionLogGroup,
    stream,
    lines.map((message) => ({ timestamp: now, message })),
  );
}

/** API Gateway's streams are named by a hash. */
function streamName(of: string): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 32);
}
