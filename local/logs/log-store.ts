/** What the other parts of the runtime see of CloudWatch Logs: requests and answers in the words of its API. */
import type { LogGroupDefinition } from '../application';
import type { LogEvent, LogSink } from './log-sink';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export interface LogStore extends LogSink {
  describeLogGroups(request: DescribeLogGroupsRequest): Promise<DescribeLogGroupsResponse>;
  /** @throws LogsServiceError `ResourceNotFoundException` */
  describeLogStreams(request: DescribeLogStreamsRequest): Promise<DescribeLogStreamsResponse>;
  /** @throws LogsServiceError `ResourceNotFoundException` */
  getLogEvents(request: GetLogEventsRequest): Promise<GetLogEventsResponse>;
  /** @throws LogsServiceError `ResourceNotFoundException`, `InvalidParameterException` (the filter pattern) */
  filterLogEvents(request: FilterLogEventsRequest): Promise<FilterLogEventsResponse>;
  /**
   * Hands every line on as it is written: for live tails.
   *
   * @returns ends the subscription.
   */
  subscribe(listener: LogListener): () => void;
  /** Takes over the groups and retentions of a new `cdktf.out`; events stay. */
  reload(logGroups: readonly LogGroupDefinition[]): void;
  /** Forgets every event, on disk too. */
  reset(): Promise<void>;
  /** Resolves when everything written so far is on disk. */
  flush(): Promise<void>;
  /** Writes what is not on disk yet, and ends. */
  stop(): Promise<void>;
}

export type LogListener = (batch: LogBatch) => void;

export interface LogBatch {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly events: readonly LogEvent[];
}

export interface DescribeLogGroupsRequest {
  readonly logGroupNamePrefix?: string | undefined;
  /** Part of the name, in any case. */
  readonly logGroupNamePattern?: string | undefined;
  /** 1 to 50. Default: 50. */
  readonly limit?: number | undefined;
  readonly nextToken?: string | undefined;
}

export interface DescribeLogGroupsResponse {
  readonly logGroups: readonly LogGroupSummary[];
  readonly nextToken?: string;
}

export interface LogGroupSummary {
  readonly logGroupName: string;
  /** Ends in `:*`. */
  readonly arn: string;
  readonly logGroupArn: string;
  readonly creationTime: number;
  readonly retentionInDays?: number;
  readonly metricFilterCount: number;
  readonly storedBytes: number;
  readonly logGroupClass: 'STANDARD';
}

export interface DescribeLogStreamsRequest {
  readonly logGroupName?: string | undefined;
  /** Name or ARN. */
  readonly logGroupIdentifier?: string | undefined;
  readonly logStreamNamePrefix?: string | undefined;
  /** Default: `LogStreamName`. */
  readonly orderBy?: string | undefined;
  readonly descending?: boolean | undefined;
  /** 1 to 50. Default: 50. */
  readonly limit?: number | undefined;
  readonly nextToken?: string | undefined;
}

export interface DescribeLogStreamsResponse {
  readonly logStreams: readonly LogStreamDescription[];
  readonly nextToken?: string;
}

export interface LogStreamDescription {
  readonly logStreamName: string;
  readonly arn: string;
  readonly creationTime: number;
  readonly firstEventTimestamp: number;
  readonly lastEventTimestamp: number;
  readonly lastIngestionTime: number;
  readonly uploadSequenceToken: string;
  readonly storedBytes: number;
}

export interface GetLogEventsRequest {
  readonly logGroupName?: string | undefined;
  /** Name or ARN. */
  readonly logGroupIdentifier?: string | undefined;
  readonly logStreamName: string;
  /** Milliseconds since the epoch, included. */
  readonly startTime?: number | undefined;
  /** Milliseconds since the epoch, excluded. */
  readonly endTime?: number | undefined;
  /** 1 to 10 000. Default: 10 000. */
  readonly limit?: number | undefined;
  readonly nextToken?: string | undefined;
  /** Default: false, the latest events. */
  readonly startFromHead?: boolean | undefined;
}

export interface GetLogEventsResponse {
  readonly events: readonly {
    readonly timestamp: number;
    readonly message: string;
    readonly ingestionTime: number;
  }[];
  /** The same as the one given when there is nothing further. */
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
}

export interface FilterLogEventsRequest {
  readonly logGroupName?: string | undefined;
  /** Name or ARN. */
  readonly logGroupIdentifier?: string | undefined;
  readonly logStreamNames?: readonly string[] | undefined;
  readonly logStreamNamePrefix?: string | undefined;
  /** Milliseconds since the epoch, both included. */
  readonly startTime?: number | undefined;
  readonly endTime?: number | undefined;
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  readonly filterPattern?: string | undefined;
  /** 1 to 10 000. Default: 10 000. */
  readonly limit?: number | undefined;
  readonly nextToken?: string | undefined;
}

export interface FilterLogEventsResponse {
  readonly events: readonly FilteredLogEvent[];
  /** No longer filled by AWS; there for old clients. */
  readonly searchedLogStreams: readonly [];
  readonly nextToken?: string;
}

export interface FilteredLogEvent {
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  readonly eventId: string;
}
