import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  StartLiveTailCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EndpointUnderTest, roleWith } from './aws-endpoint-under-test';

const logGroupName = '/aws/lambda/f';
const logStreamName = '2026/01/31/[$LATEST]0';

let endpoint: EndpointUnderTest;
let logs: CloudWatchLogsClient;

beforeEach(async () => {
  endpoint = await new EndpointUnderTest().start();
  logs = new CloudWatchLogsClient(endpoint.client());
  const now = Date.now();
  endpoint.logs.write(logGroupName, logStreamName, [
    { timestamp: now, message: 'INFO first' },
    { timestamp: now + 1, message: 'ERROR second' },
  ]);
});

afterEach(async () => {
  logs.destroy();
  await endpoint.stop();
});

it('describes groups and their streams', async () => {
  const groups = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/' }));
  const streams = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true }),
  );
  expect(groups.logGroups).toMatchObject([{ logGroupName }]);
  expect(streams.logStreams).toMatchObject([{ logStreamName }]);
});

it('filters events', async () => {
  const { events } = await logs.send(
    new FilterLogEventsCommand({ logGroupName, filterPattern: 'ERROR' }),
  );
  expect(events).toMatchObject([{ message: 'ERROR second', logStreamName }]);
});

it('gives the events of a stream', async () => {
  const { events } = await logs.send(
    new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true, limit: 1 }),
  );
  expect(events).toMatchObject([{ message: 'INFO first' }]);
});

it.each([
  ['a group that is not there', { logGroupName: '/none' }, 'ResourceNotFoundException'],
  ['a pattern that is none', { logGroupName, filterPattern: '{ $.a' }, 'InvalidParameterException'],
])('refuses %s', async (_what, input, name) => {
  await expect(logs.send(new FilterLogEventsCommand(input))).rejects.toMatchObject({ name });
});

it.each([
  ['limit', '"1"'],
  ['startTime', '{}'],
  ['logGroupName', '1'],
  ['logStreamNames', '[1]'],
  ['descending', '"true"'],
])('refuses a value of another type for %s', async (member, value) => {
  const operation = member === 'descending' ? 'DescribeLogStreams' : 'FilterLogEvents';
  const answer = await fetch(endpoint.endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': `Logs_20140328.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
    },
    body: `{"logGroupName": "${logGroupName}", "${member}": ${value}}`,
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
  expect(await answer.json()).toMatchObject({ __type: 'SerializationException' });
});

it('says which call the laptop does not serve', async () => {
  await expect(logs.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: 'CloudWatch Logs CreateLogGroup is not served on this laptop',
  });
});

it("holds a function to its role's groups", async () => {
  const arn = (name: string) => `arn:aws:logs:us-east-1:000000000000:log-group:${name}`;
  const role = roleWith({
    Effect: 'Allow',
    Action: 'logs:FilterLogEvents',
    Resource: `${arn(logGroupName)}:*`,
  });
  const own = new CloudWatchLogsClient(endpoint.client(role));
  await expect(own.send(new FilterLogEventsCommand({ logGroupName }))).resolves.toBeDefined();
  await expect(
    own.send(new FilterLogEventsCommand({ logGroupName: '/other' })),
  ).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User: arn:aws:sts::000000000000:assumed-role/shop-dev-items/f is not authorized to perform: logs:FilterLogEvents on resource: ${arn('/other')}:log-stream: because no identity-based policy allows the logs:FilterLogEvents action`,
  });
  own.destroy();
});

describe('StartLiveTail', () => {
  const arn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;
  // The SDK would put `streaming-` before the address of this machine.
  const streaming = () =>
    new CloudWatchLogsClient({ ...endpoint.client(), disableHostPrefix: true });

  it('sends what is written from now on, and passes the filter', async () => {
    const client = streaming();
    const { responseStream } = await client.send(
      new StartLiveTailCommand({ logGroupIdentifiers: [arn], logEventFilterPattern: 'ERROR' }),
    );
    const groups: string[] = [];
    const messages: unknown[] = [];
    for await (const { sessionStart, sessionUpdate } of responseStream ?? []) {
      if (sessionStart !== undefined) {
        groups.push(...(sessionStart.logGroupIdentifiers ?? []));
        const events = ['INFO third', 'ERROR fourth'].map((message) => ({ timestamp: 1, message }));
        endpoint.logs.write('/other', logStreamName, events);
        endpoint.logs.write(logGroupName, logStreamName, events);
      }
      messages.push(...(sessionUpdate?.sessionResults ?? []));
      if (messages.length > 0) break;
    }
    expect(groups).toEqual([arn]);
    expect(messages).toMatchObject([
      { message: 'ERROR fourth', logGroupIdentifier: arn, logStreamName, timestamp: 1 },
    ]);
    client.destroy();
  });

  it.each([
    ['no group', [], 'InvalidParameterException'],
    ['a name in place of an ARN', [logGroupName], 'InvalidParameterException'],
    ['a group that is not there', [`${arn}-none`], 'ResourceNotFoundException'],
  ])('refuses %s', async (_what, logGroupIdentifiers, name) => {
    const client = streaming();
    await expect(
      client.send(new StartLiveTailCommand({ logGroupIdentifiers })),
    ).rejects.toMatchObject({ name });
    client.destroy();
  });
});
