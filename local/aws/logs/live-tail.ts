import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseFilterPattern } from '../../logs';
import type { LogBatch } from '../../logs/log-store';
import type { AwsCall, AwsResponse } from '../aws-call';
import { AwsError } from '../aws-error';
import type { AwsServices } from '../aws-services';
import { encodeEvent } from '../protocol/event-stream';
import type { JsonInput } from '../protocol/json';
import { textOf, textsOf } from './requests';

type Logs = AwsServices['logs'];
type IsWanted = (group: string, stream: string, message: string) => boolean;

interface LiveTail {
  /** ARNs, by the name of the group. */
  readonly groups: ReadonlyMap<string, string>;
  readonly isWanted: IsWanted;
  /** What the session tells of itself first. */
  readonly start: JsonInput;
}

/** AWS's own rhythm and limit. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs_LiveTail.html */
const UPDATE_INTERVAL_MS = 1000;
const MAX_EVENTS_PER_UPDATE = 500;

/**
 * Sends log events as they are written, for as long as the client listens.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html
 *
 * @throws AwsError, LogsServiceError for a group that is not there, or a pattern that is none.
 */
export async function startLiveTail(
  call: AwsCall,
  input: JsonInput,
  logs: Logs,
): Promise<AwsResponse> {
  const tail = readLiveTail(call, input);
  for (const arn of tail.groups.values()) {
    call.caller.authorize('logs:StartLiveTail', arn);
    await logs.describeLogStreams({ logGroupIdentifier: arn, limit: 1 });
  }
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-requestid': call.requestId,
    },
    body: follow(tail, logs),
  };
}

async function* follow({ groups, isWanted, start }: LiveTail, logs: Logs): AsyncGenerator<Buffer> {
  let waiting: JsonInput[] = [];
  let sampled = false;
  const unsubscribe = logs.subscribe(({ logGroupName, logStreamName, events }: LogBatch) => {
    for (const { timestamp, message } of events) {
      if (!isWanted(logGroupName, logStreamName, message)) continue;
      sampled ||= waiting.length >= MAX_EVENTS_PER_UPDATE;
      if (sampled) return;
      const logGroupIdentifier = groups.get(logGroupName);
      const ingestionTime = Date.now();
      waiting.push({ logGroupIdentifier, logStreamName, message, timestamp, ingestionTime });
    }
  });
  try {
    yield encodeEvent('initial-response', {});
    yield encodeEvent('sessionStart', start);
    for (;;) {
      await setTimeout(UPDATE_INTERVAL_MS, undefined, { ref: false });
      const sessionResults = waiting;
      const sessionMetadata = { sampled };
      waiting = [];
      sampled = false;
      // Sent when there is nothing to tell, too: that is how a client that has gone is noticed.
      yield encodeEvent('sessionUpdate', { sessionMetadata, sessionResults });
    }
  } finally {
    unsubscribe();
  }
}

function readLiveTail({ requestId }: AwsCall, input: JsonInput): LiveTail {
  const logGroupIdentifiers = textsOf(input, 'logGroupIdentifiers') ?? [];
  const logStreamNames = textsOf(input, 'logStreamNames');
  const logStreamNamePrefixes = textsOf(input, 'logStreamNamePrefixes');
  const logEventFilterPattern = textOf(input, 'logEventFilterPattern');
  const groups = new Map(logGroupIdentifiers.map((arn) => [groupNameOf(arn), arn]));
  if (groups.size === 0) throw invalid('logGroupIdentifiers names no log group');
  const passesFilter = parseFilterPattern(logEventFilterPattern ?? '');
  const isStreamWanted = (stream: string) =>
    (logStreamNames?.includes(stream) ?? true) &&
    (logStreamNamePrefixes?.some((prefix) => stream.startsWith(prefix)) ?? true);
  return {
    groups,
    isWanted: (group, stream, message) =>
      groups.has(group) && isStreamWanted(stream) && passesFilter(message),
    start: {
      requestId,
      sessionId: randomUUID(),
      logGroupIdentifiers,
      logStreamNames,
      logStreamNamePrefixes,
      logEventFilterPattern,
    },
  };
}

/** @throws AwsError `InvalidParameterException`: unlike the other calls, this one takes ARNs alone. */
function groupNameOf(arn: string): string {
  const name = /^arn:[^:]+:logs:[^:]*:\d*:log-group:([^:*]+)$/.exec(arn)?.[1];
  if (name === undefined) throw invalid(`${arn} is not the ARN of a log group`);
  return name;
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', 400, message);
}
