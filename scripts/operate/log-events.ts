/** Reads log groups through FilterLogEvents, which the laptop and AWS both have. */
import {
  FilterLogEventsCommand,
  ResourceNotFoundException,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';

/** Where lines come from, and what they are called in front of people. */
export interface LogSource {
  readonly logGroupName: string;
  readonly label: string;
}

export interface LogLine {
  readonly label: string;
  /** Unique in its log group. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

export interface LogQuery {
  readonly sources: readonly LogSource[];
  /** Milliseconds since the epoch, included. */
  readonly since: number;
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  readonly filterPattern?: string | undefined;
}

/**
 * Every line of the sources since then, in the order of time.
 *
 * @throws the SDK's error when a log group is not there or a pattern is refused.
 */
export async function readLogs(client: CloudWatchLogsClient, query: LogQuery): Promise<LogLine[]> {
  const lines = await Promise.all(query.sources.map((source) => readGroup(client, source, query)));
  return lines.flat().sort((one, other) => one.timestamp - other.timestamp);
}

async function readGroup(
  client: CloudWatchLogsClient,
  { logGroupName, label }: LogSource,
  { since, filterPattern }: LogQuery,
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  let nextToken: string | undefined;
  try {
    do {
      const answer = await client.send(
        new FilterLogEventsCommand({ logGroupName, startTime: since, filterPattern, nextToken }),
      );
      for (const { eventId = '', timestamp = 0, message = '' } of answer.events ?? []) {
        lines.push({ label, id: `${label} ${eventId}`, timestamp, message: message.trimEnd() });
      }
      ({ nextToken } = answer);
    } while (nextToken !== undefined);
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new Error(
      `there is no log group ${logGroupName}: has the stage been deployed there? (AWS_REGION chooses the region)`,
      { cause: error },
    );
  }
  return lines;
}

/** Milliseconds that CloudWatch may take until a line can be found: lines are asked for once more that long. */
const LATE = 10_000;

/** Hands out each line once, however often it is read; for `--follow`. */
export class Follower {
  readonly #seen = new Map<string, number>();
  #since: number;

  /** @param since Milliseconds since the epoch. */
  constructor(since: number) {
    this.#since = since;
  }

  /** From when the next read is. */
  get since(): number {
    return this.#since;
  }

  /** Those of the lines that are new. */
  admit(lines: readonly LogLine[]): readonly LogLine[] {
    const fresh = lines.filter(({ id }) => !this.#seen.has(id));
    for (const { id, timestamp } of fresh) this.#seen.set(id, timestamp);
    const newest = lines.at(-1)?.timestamp;
    if (newest !== undefined) this.#since = Math.max(this.#since, newest - LATE);
    for (const [id, timestamp] of this.#seen) {
      if (timestamp < this.#since) this.#seen.delete(id);
    }
    return fresh;
  }
}
