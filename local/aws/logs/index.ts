/** CloudWatch Logs behind the endpoint: AWS JSON 1.1, `Logs_20140328`. */
import type { Application } from '../../application';
import { LogsServiceError } from '../../logs/logs-service-error';
import type { AwsCall, AwsResponse, AwsService } from '../aws-call';
import { AwsError, notServed } from '../aws-error';
import type { AwsServices } from '../aws-services';
import { jsonAnswer, jsonInput, jsonOperation, type JsonInput } from '../protocol/json';
import { startLiveTail } from './live-tail';
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
      try {
        return await run(call, application(), logs);
      } catch (error) {
        if (!(error instanceof LogsServiceError)) throw error;
        throw new AwsError(error.code, error.statusCode, error.message);
      }
    },
  };
}

async function run(
  call: AwsCall,
  { region, accountId }: Application,
  logs: AwsServices['logs'],
): Promise<AwsResponse> {
  const name = jsonOperation(call, TARGET);
  const input = jsonInput(call.body);
  if (name === 'StartLiveTail') return startLiveTail(call, input, logs);
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation === undefined) throw notServed(`CloudWatch Logs ${name}`);
  const arn = logsArn(input, `arn:aws:logs:${region}:${accountId}:log-group:`);
  call.caller.authorize(`logs:${name}`, arn);
  const output = await operation(logs, input);
  return jsonAnswer({ version: '1.1', requestId: call.requestId, output });
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
function logsArn(input: JsonInput, prefix: string): string {
  const { logGroupName, logGroupIdentifier, logStreamName } = input;
  const group = [logGroupName, logGroupIdentifier].find((name) => typeof name === 'string') ?? '';
  const stream = typeof logStreamName === 'string' ? logStreamName : '';
  const groupArn = group.startsWith('arn:') ? group.replace(/:\*$/, '') : `${prefix}${group}`;
  return `${groupArn}:log-stream:${stream}`;
}
