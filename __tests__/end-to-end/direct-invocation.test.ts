/** Functions invoked by an SDK, not over HTTP, and what becomes of the event, of its failures and of its logs. */
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startProject, UNLIMITED, type Project } from '../helpers/project';

type StageName = 'dev' | 'prod';

let project: Project;
let clients: ReturnType<typeof connect>;
beforeAll(async () => {
  project = await startProject(UNLIMITED);
  clients = connect();
}, 60_000);
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await project.stop();
});

function connect() {
  const settings = {
    endpoint: project.runtime.endpoint,
    region: project.runtime.region,
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
  };
  return {
    lambda: new LambdaClient(settings),
    dynamoDb: new DynamoDBClient(settings),
    sqs: new SQSClient(settings),
    logs: new CloudWatchLogsClient(settings),
  };
}

function invoke(
  FunctionName: string,
  payload: unknown,
  InvocationType: InvokeCommandInput['InvocationType'] = 'RequestResponse',
) {
  const Payload = JSON.stringify(payload);
  return clients.lambda.send(new InvokeCommand({ FunctionName, InvocationType, Payload }));
}

async function bodies(stage: StageName): Promise<readonly unknown[]> {
  const scan = new ScanCommand({ TableName: `gatehouse-${stage}-items` });
  const { Items = [] } = await clients.dynamoDb.send(scan);
  return Items.map((item) => item['body']?.S);
}

async function messages(logGroupName: string, filterPattern: string): Promise<string[]> {
  const { events = [] } = await clients.logs.send(
    new FilterLogEventsCommand({ logGroupName, filterPattern }),
  );
  return events.map(({ message }) => message ?? '');
}

/** Asks again until there is something: what is accepted with 202 happens later. */
async function eventually<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (;;) {
    const found = await ask();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('accepts an event with 202 and stores it in the table of its own stage alone', async () => {
  const marker = '{"Metadata":"from dev"}';
  const { StatusCode } = await invoke('gatehouse-dev-items', JSON.parse(marker), 'Event');
  expect(StatusCode).toBe(202);
  await eventually(async () => (await bodies('dev')).filter((body) => body === marker));
  expect(await bodies('prod')).not.toContain(marker);
});

it('answers an invocation that waits with the item', async () => {
  const { StatusCode, Payload, FunctionError } = await invoke('gatehouse-prod-items:live', [1]);
  expect([StatusCode, FunctionError]).toEqual([200, undefined]);
  expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({ message: 'OK!' });
  expect(await bodies('prod')).toContain('[1]');
  expect(await bodies('dev')).not.toContain('[1]');
});

it('runs nothing in a dry run', async () => {
  const before = await bodies('dev');
  const { StatusCode, Payload } = await invoke('gatehouse-dev-items', { dry: 'run' }, 'DryRun');
  expect([StatusCode, Payload?.length ?? 0]).toEqual([204, 0]);
  expect(await bodies('dev')).toEqual(before);
});

it('fails for a function that is not there', async () => {
  await expect(invoke('gatehouse-staging-items', {})).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('keeps an event that failed every retry in the dead-letter queue of its stage', async () => {
  const event = { tooLarge: 'x'.repeat(450 * 1024) };
  expect((await invoke('gatehouse-dev-items', event, 'Event')).StatusCode).toBe(202);
  const [letter] = await eventually(() => letters('dev'));
  const record: unknown = JSON.parse(letter?.Body ?? '');
  expect(record).toMatchObject({
    requestContext: {
      functionArn: expect.stringMatching(/:function:gatehouse-dev-items:\$LATEST$/),
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { tooLarge: expect.stringMatching(/^x+$/) },
    responsePayload: { errorMessage: expect.stringMatching(/not stored/) },
  });
  expect(await letters('prod')).toEqual([]);
  const tries = await messages('/aws/lambda/gatehouse-dev-items', '"event-not-stored"');
  expect(tries).toHaveLength(3);
});

async function letters(stage: StageName) {
  const { QueueUrl } = await clients.sqs.send(
    new GetQueueUrlCommand({ QueueName: `gatehouse-${stage}-dead-letters` }),
  );
  const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  return Messages;
}

it('logs a request in the access log and in the log of the function, under one request id', async () => {
  const response = await fetch(`${project.url('dev')}/items`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': project.key('dev') },
    body: '{"logged":true}',
  });
  const requestId = response.headers.get('x-amzn-requestid') ?? '';
  expect(requestId).not.toBe('');
  const [line = ''] = await eventually(() =>
    messages('/aws/apigateway/gatehouse/dev/access', `{ $.requestId = "${requestId}" }`),
  );
  expect(JSON.parse(line)).toMatchObject({
    httpMethod: 'POST',
    resourcePath: '/items',
    status: '201',
  });
  expect(line).not.toContain(project.key('dev'));
  const [stored] = await eventually(() =>
    messages('/aws/lambda/gatehouse-dev-items', `"${requestId}"`),
  );
  expect(stored).toContain('item-stored');
  expect(await messages('/aws/lambda/gatehouse-prod-items', `"${requestId}"`)).toEqual([]);
});

it("refuses dev's role at prod's table, and says no word of it to the caller", async () => {
  const before = await bodies('prod');
  const { Payload } = await invoke('gatehouse-dev-items', {
    httpMethod: 'POST',
    headers: {},
    body: '{"from":"dev"}',
    isBase64Encoded: false,
    stageVariables: { itemsTable: 'gatehouse-prod-items' },
    requestContext: { stage: 'dev', requestId: 'across', identity: {} },
  });
  const answer = Payload?.transformToString() ?? '';
  expect(JSON.parse(answer)).toMatchObject({
    statusCode: 500,
    body: '{"message":"Internal server error"}',
  });
  expect(await bodies('prod')).toEqual(before);
  const [failure] = await messages('/aws/lambda/gatehouse-dev-items', '"AccessDeniedException"');
  expect(failure).toMatch(/gatehouse-dev-items.*dynamodb:PutItem.*gatehouse-prod-items/);
});
