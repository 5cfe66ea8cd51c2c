/** CloudWatch Logs on the laptop: log groups in memory, and in files when there is a folder for them. */
import type { LogGroupDefinition } from '../application';
import type { Clock } from '../clock';
import { parseFilterPattern } from './filter-pattern';
import { LogFile } from './log-file';
import { LogGroup, type LogStreamSummary } from './log-group';
import type { LogEvent } from './log-sink';
import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
  LogGroupSummary,
  LogListener,
  LogStore,
  LogStreamDescription,
} from './log-store';
import { LogsServiceError } from './logs-service-error';
import { limitOf, pageOf } from './pagination';
import { eventId, type StoredEvent } from './stored-event';

export type * from './log-store';
export { LogsServiceError } from './logs-service-error';
export { parseFilterPattern } from './filter-pattern';

export interface LogStoreOptions {
  readonly logGroups: readonly LogGroupDefinition[];
  /** Twelve digits; for the ARNs of groups that nothing declares. */
  readonly accountId: string;
  readonly region: string;
  /** The folder of the files. Default: in memory only. */
  readonly directory?: string;
  /** Default: the system clock. */
  readonly clock?: Clock;
  /** Of log text per group, in memory and, twice that, on disk; the oldest lines go first. Default: 4 MiB. */
  readonly maxBytesPerGroup?: number;
  /** Milliseconds between two writes to disk. Default: 200. */
  readonly flushIntervalMs?: number;
  /** Told when the disk refuses. Default: standard error. */
  readonly warn?: (line: string) => void;
}

const MAX_EVENTS = 10_000;
const MAX_DESCRIBED = 50;

/** Opens the store; what the files hold is read in the background, and every read waits for it. */
export function createLogStore(options: LogStoreOptions): LogStore {
  return new FileLogStore(options);
}

class FileLogStore implements LogStore {
  readonly #options: LogStoreOptions;
  readonly #clock: Clock;
  readonly #groups = new Map<string, LogGroup>();
  readonly #listeners = new Set<LogListener>();
  readonly #flushing: NodeJS.Timeout | undefined;
  /** Starts from the time, so that it goes on growing after a restart. */
  #sequence: number;

  constructor(options: LogStoreOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#sequence = this.#clock() * 1000;
    this.reload(options.logGroups);
    if (options.directory !== undefined) {
      this.#flushing = setInterval(() => {
        void this.flush();
      }, options.flushIntervalMs ?? 200).unref();
    }
  }

  write(logGroup: string, logStream: string, events: readonly LogEvent[]): void {
    const ingestionTime = this.#clock();
    const stored = events.map(({ timestamp, message }): StoredEvent => {
      this.#sequence += 1;
      return { timestamp, message, logStream, ingestionTime, sequence: this.#sequence };
    });
    this.#openGroup(logGroup).append(stored);
    for (const listener of this.#listeners) {
      listener({ logGroupName: logGroup, logStreamName: logStream, events });
    }
  }

  subscribe(listener: LogListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  reload(logGroups: readonly LogGroupDefinition[]): void {
    for (const definition of logGroups) {
      this.#openGroup(definition.name).definition = definition;
    }
  }

  describeLogGroups(request: DescribeLogGroupsRequest): Promise<DescribeLogGroupsResponse> {
    const { logGroupNamePrefix = '', logGroupNamePattern = '', nextToken } = request;
    const pattern = logGroupNamePattern.toLowerCase();
    const all = [...this.#groups.values()]
      .filter(({ name }) => name.startsWith(logGroupNamePrefix))
      .filter(({ name }) => name.toLowerCase().includes(pattern))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const limit = limitOf(request.limit, MAX_DESCRIBED);
    const page = pageOf({ all, keyOf: ({ name }) => name, limit, nextToken });
    return Promise.resolve({
      logGroups: page.items.map((group) => this.#summarize(group)),
      ...optional(page.nextToken),
    });
  }

  async describeLogStreams(
    request: DescribeLogStreamsRequest,
  ): Promise<DescribeLogStreamsResponse> {
    const group = this.#findGroup(request);
    const { logStreamNamePrefix = '', orderBy, descending = false, nextToken } = request;
    const byTime = orderBy === 'LastEventTime';
    if (byTime && logStreamNamePrefix !== '') {
      throw new LogsServiceError(
        'InvalidParameterException',
        'Cannot order by LastEventTime with a logStreamNamePrefix.',
      );
    }
    const all = (await group.streams(this.#clock()))
      .filter(({ name }) => name.startsWith(logStreamNamePrefix))
      .sort(byTime ? compareLastEvents : compareNames);
    if (descending) all.reverse();
    const limit = limitOf(request.limit, MAX_DESCRIBED);
    const page = pageOf({ all, keyOf: ({ name }) => name, limit, nextToken });
    return {
      logStreams: page.items.map((stream) => this.#describeStream(group, stream)),
      ...optional(page.nextToken),
    };
  }

  async getLogEvents(request: GetLogEventsRequest): Promise<GetLogEventsResponse> {
    const group = this.#findGroup(request);
    const { logStreamName, startTime = 0, endTime = Infinity, nextToken } = request;
    const stream = (await group.read(this.#clock())).filter(
      (event) => event.logStream === logStreamName,
    );
    if (stream.length === 0) throw notFound('stream');
    const all = stream.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
    const limit = limitOf(request.limit, MAX_EVENTS);
    const events = eventWindow(all, { nextToken, limit, fromHead: request.startFromHead ?? false });
    const [first, last] = [events[0], events.at(-1)];
    const here = nextToken?.slice(2) ?? eventId({ timestamp: 0, sequence: 0 });
    return {
      events: events.map(({ timestamp, message, ingestionTime }) => {
        return { timestamp, message, ingestionTime };
      }),
      nextForwardToken: `f/${last === undefined ? here : eventId(last)}`,
      nextBackwardToken: `b/${first === undefined ? here : eventId(first)}`,
    };
  }

  async filterLogEvents(request: FilterLogEventsRequest): Promise<FilterLogEventsResponse> {
    const group = this.#findGroup(request);
    const { logStreamNames, logStreamNamePrefix = '', startTime = 0, endTime = Infinity } = request;
    const matches = parseFilterPattern(request.filterPattern ?? '');
    const limit = limitOf(request.limit, MAX_EVENTS);
    const after = request.nextToken ?? '';
    const matching = (await group.read(this.#clock())).filter(
      (event) =>
        event.timestamp >= startTime &&
        event.timestamp <= endTime &&
        event.logStream.startsWith(logStreamNamePrefix) &&
        (logStreamNames?.includes(event.logStream) ?? true) &&
        eventId(event) > after &&
        matches(event.message),
    );
    const page = matching.slice(0, limit);
    const last = page.at(-1);
    const more = last !== undefined && matching.length > limit;
    return {
      events: page.map((event) => {
        const { logStream: logStreamName, timestamp, message, ingestionTime } = event;
        return { logStreamName, timestamp, message, ingestionTime, eventId: eventId(event) };
      }),
      searchedLogStreams: [],
      ...optional(more ? eventId(last) : undefined),
    };
  }

  async reset(): Promise<void> {
    await Promise.all([...this.#groups.values()].map((group) => group.clear()));
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#groups.values()].map((group) => group.flush()));
  }

  async stop(): Promise<void> {
    clearInterval(this.#flushing);
    await this.flush();
  }

  #openGroup(name: string): LogGroup {
    const existing = this.#groups.get(name);
    if (existing !== undefined) return existing;
    const { directory, maxBytesPerGroup: maxBytes = 4 << 20, logGroups } = this.#options;
    const group = new LogGroup({
      name,
      creationTime: this.#clock(),
      file: directory === undefined ? undefined : new LogFile(directory, name, maxBytes),
      maxBytes,
      definition: logGroups.find((definition) => definition.name === name),
      warn: this.#options.warn ?? ((line) => process.stderr.write(`${line}\n`)),
    });
    this.#groups.set(name, group);
    return group;
  }

  #findGroup(request: {
    logGroupName?: string | undefined;
    logGroupIdentifier?: string | undefined;
  }) {
    const identifier = request.logGroupIdentifier ?? request.logGroupName ?? '';
    const [, name = identifier] = /:log-group:([^:]+)/.exec(identifier) ?? [];
    const group = this.#groups.get(name);
    if (group === undefined) throw notFound('group');
    return group;
  }

  #arnOf({ name, definition }: LogGroup): string {
    const { region, accountId } = this.#options;
    return definition?.arn ?? `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
  }

  #summarize(group: LogGroup): LogGroupSummary {
    const logGroupArn = this.#arnOf(group);
    const retentionInDays = group.definition?.retentionDays;
    return {
      logGroupName: group.name,
      arn: `${logGroupArn}:*`,
      logGroupArn,
      creationTime: group.creationTime,
      ...(retentionInDays !== undefined && { retentionInDays }),
      metricFilterCount: 0,
      storedBytes: group.storedBytes,
      logGroupClass: 'STANDARD',
    };
  }

  #describeStream(group: LogGroup, stream: LogStreamSummary): LogStreamDescription {
    const { name: logStreamName, ...summary } = stream;
    const arn = `${this.#arnOf(group)}:log-stream:${logStreamName}`;
    return { logStreamName, arn, ...summary, uploadSequenceToken: '1' };
  }
}

interface EventWindow {
  readonly nextToken: string | undefined;
  readonly limit: number;
  readonly fromHead: boolean;
}

/** `f/<id>` goes on after that event, `b/<id>` ends before it. */
function eventWindow(all: readonly StoredEvent[], { nextToken, limit, fromHead }: EventWindow) {
  if (nextToken === undefined) return fromHead ? all.slice(0, limit) : all.slice(-limit);
  const id = nextToken.slice(2);
  switch (nextToken.slice(0, 2)) {
    case 'f/':
      return all.filter((event) => eventId(event) > id).slice(0, limit);
    case 'b/':
      return all.filter((event) => eventId(event) < id).slice(-limit);
    default:
      throw new LogsServiceError(
        'InvalidParameterException',
        'The specified nextToken is invalid.',
      );
  }
}

function compareNames(a: LogStreamSummary, b: LogStreamSummary): number {
  return a.name < b.name ? -1 : 1;
}

function compareLastEvents(a: LogStreamSummary, b: LogStreamSummary): number {
  return a.lastEventTimestamp - b.lastEventTimestamp || compareNames(a, b);
}

function optional(nextToken: string | undefined) {
  return nextToken === undefined ? {} : { nextToken };
}

function notFound(what: 'group' | 'stream'): LogsServiceError {
  return new LogsServiceError(
    'ResourceNotFoundException',
    `The specified log ${what} does not exist.`,
  );
}
