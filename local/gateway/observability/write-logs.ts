import { createHash } from 'node:crypto';
import type { LogSink } from '../../logs/log-sink';
import type { RestApi, Stage } from '../../rest-api';
import type { Exchange, ResponseDraft } from '../exchange';
import { compileAccessLog, type AccessLogFormat } from './access-log';
import { executionLogLines } from './execution-log';

/** Writes a finished request into the stage's log groups. */
export type RequestLog = (exchange: Exchange, response: ResponseDraft, now: number) => void;

/** What is the same for every request of a stage. */
interface StageLog {
  readonly stream: string;
  readonly accessLog: { readonly logGroup: string; readonly line: AccessLogFormat } | undefined;
}

/** A stage's format is read, and its stream named, at its first request. */
export function createRequestLog(logs: LogSink): RequestLog {
  const known = new Map<Stage, StageLog>();
  const stageLog = (api: RestApi, stage: Stage): StageLog => {
    const found = known.get(stage) ?? openStageLog(api, stage);
    known.set(stage, found);
    return found;
  };
  return (exchange, response, now) => {
    const { api, stage } = exchange;
    const { stream, accessLog } = stageLog(api, stage);
    if (accessLog !== undefined) {
      const message = accessLog.line(exchange, response);
      logs.write(accessLog.logGroup, stream, [{ timestamp: now, message }]);
    }
    if (stage.executionLogGroup === undefined) return;
    const lines = executionLogLines(exchange, response);
    if (lines.length === 0) return;
    logs.write(
      stage.executionLogGroup,
      stream,
      lines.map((message) => ({ timestamp: now, message })),
    );
  };
}

function openStageLog(api: RestApi, { name, accessLog }: Stage): StageLog {
  return {
    stream: streamName(`${api.id}/${name}`),
    accessLog: accessLog && {
      logGroup: accessLog.logGroup,
      line: compileAccessLog(accessLog.format),
    },
  };
}

/** API Gateway's streams are named by a hash. */
function streamName(of: string): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 32);
}
