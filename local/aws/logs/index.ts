/** CloudWatch Logs behind the endpoint: AWS JSON 1.1, `Logs_20140328`. */
import { LogsServiceError } from '../../logs/logs-service-error';
import type { AwsService } from '../aws-call';
import { AwsError, notServed } from '../aws-error';
import type { AwsServices } from '../aws-services';
import { jsonAnswer, jsonInput, jsonOperation, type JsonInput } from '../protocol/json';
import {
  describeLogGroupsRequest,
  describeLogStreamsRequest,
  filterLogEventsRequest,
  getLogEventsRequest,
} from './requests';

const TARGET = 'Logs_20140328';

type Operation = (logs: AwsServices['logs'], input: JsonInput) => Promise<unknown>;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  DescribeLogGroups: (logs, input) => logs.describeLogGroups(describeLogGroupsRequest(input)),
  DescribeLogStreams: (logs, input) => logs.describeLogStreams(describeLogStreamsRequest(input)),
  FilterLogEvents: (logs, input) => logs.filterLogEvents(filterLogEventsRequest(input)),
  GetLogEvents: (logs, input) => logs.getLogEvents(getLogEventsRequest(input)),
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export function createLogsService({ application, logs }: AwsServices): AwsService {
  return {
    async handle(call) {
      const operation = jsonOperation(call, TARGET);
      const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
      if (run === undefined) throw notServed(`CloudWatch Logs ${operation}`);
      const input = jsonInput(call.body);
      const { region, accountId } = application();
      const arn = logsArn(input, `arn:aws:logs:${region}:${accountId}:log-group:`);
      call.caller.authorize(`logs:${operation}`, arn);
      try {
        const output = await run(logs, input);
        return jsonAnswer({ version: '1.1', requestId: call.requestId, output });
      } catch (error) {
        if (!(error instanceof LogsServiceError)) throw error;
        throw new AwsError(error.code, error.statusCode, error.message);
      }
    },
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
function logsArn(input: JsonInput, prefix: string): string {
  const { logGroupName, logGroupIdentifier, logStreamName } = input;
  const group = [logGroupName, logGroupIdentifier].find((name) => typeof name === 'string') ?? '';
  const stream = typeof logStreamName === 'string' ? logStreamName : '';
  const groupArn = group.startsWith('arn:') ? group.replace(/:\*$/, '') : `${prefix}${group}`;
  return `${groupArn}:log-stream:${stream}`;
}
