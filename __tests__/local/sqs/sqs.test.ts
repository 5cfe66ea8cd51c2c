import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueDefinition } from '../../../local/application';
import { createQueues, SqsError, type Queues } from '../../../local/sqs';
import { CLIENT_SETTINGS, jsonService } from '../../helpers/json-service';

function queue(name: string): QueueDefinition {
  return {
    address: `aws_sqs_queue.${name}`,
    name,
    arn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
    url: `https://sqs.us-east-1.amazonaws.com/000000000000/${name}`,
  };
}

const DEAD = queue('dead');
const QueueUrl = DEAD.url;

let now: number;
let queues: Queues;
let client: SQSClient;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 21);
  queues = await createQueues({
    queues: [DEAD, queue('other')],
    path: undefined,
    clock: () => now,
  });
  client = new SQSClient({
    ...CLIENT_SETTINGS,
    requestHandler: jsonService((operation, input) => queues.call(operation, input)),
  });
});

afterEach(() => queues.stop());

const send = (body: string) => queues.send(DEAD.arn, { body });
async function receive(more: object = {}) {
  const answer = await client.send(new ReceiveMessageCommand({ QueueUrl, ...more }));
  return answer.Messages ?? [];
}
async function receiveOne(more: object = {}) {
  const [message] = await receive(more);
  if (message === undefined) throw new Error('no message came');
  return message;
}
async function counts() {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return [
    Attributes.ApproximateNumberOfMessages,
    Attributes.ApproximateNumberOfMessagesNotVisible,
    Attributes.ApproximateNumberOfMessagesDelayed,
  ].map(Number);
}
async function refusal(operation: string, input: unknown) {
  const error: unknown = await queues.call(operation, input).catch((e: unknown) => e);
  if (!(error instanceof SqsError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error;
}

test('a dead letter comes out as it went in', async () => {
  const id = await queues.send(DEAD.arn, {
    body: '{"Metadata":"Hello"}',
    attributes: {
      RequestID: { dataType: 'String', value: 'r-1' },
      ErrorCode: { dataType: 'Number', value: '200' },
      ErrorMessage: 'boom',
      Empty: '',
    },
  });
  const message = await receiveOne({
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  expect(message).toMatchObject({
    MessageId: id,
    Body: '{"Metadata":"Hello"}',
    Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(now) },
    MessageAttributes: {
      RequestID: { DataType: 'String', StringValue: 'r-1' },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: 'boom' },
    },
  });
  expect(message.MessageAttributes).not.toHaveProperty('Empty');
});

test("SDK's send is answered with digests", async () => {
  const answer = await client.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: 'hello world',
      MessageAttributes: {
        b: { DataType: 'Binary', BinaryValue: Buffer.from('hi') },
        a: { DataType: 'String', StringValue: 'x' },
      },
    }),
  );
  expect(answer).toMatchObject({
    MD5OfMessageBody: '5eb63bbbe01eeed093cb22bb8f5acdc3',
    MD5OfMessageAttributes: '7760877a6aa7dbe663d93fb526a70ce3',
  });
});

test('receivers choose attributes by name and by prefix', async () => {
  await queues.send(DEAD.arn, { body: 'x', attributes: { 'a.b': '1', 'a.c': '2', d: '3' } });
  const names = async (MessageAttributeNames: string[]) => {
    const message = await receiveOne({ MessageAttributeNames, VisibilityTimeout: 0 });
    return Object.keys(message.MessageAttributes ?? {});
  };
  expect(await names([])).toEqual([]);
  expect(await names(['d'])).toEqual(['d']);
  expect(await names(['a.*'])).toEqual(['a.b', 'a.c']);
});

describe('a received message', () => {
  test('is hidden for its visibility timeout, and counted', async () => {
    await send('one');
    await send('two');
    expect(await counts()).toEqual([2, 0, 0]);
    expect((await receiveOne()).Body).toBe('one');
    expect(await counts()).toEqual([1, 1, 0]);
    expect((await receive({ MaxNumberOfMessages: 10 })).map((m) => m.Body)).toEqual(['two']);
    expect(await receive()).toEqual([]);
    now += 30_000;
    expect((await receive({ MaxNumberOfMessages: 10 })).map((m) => m.Body)).toEqual(['one', 'two']);
  });

  test('is gone when deleted', async () => {
    await send('one');
    const { ReceiptHandle } = await receiveOne();
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    now += 60_000;
    expect(await receive()).toEqual([]);
    expect(await counts()).toEqual([0, 0, 0]);
  });

  test('is not deleted by an older receipt', async () => {
    await send('one');
    const { ReceiptHandle } = await receiveOne();
    now += 30_000;
    await receiveOne();
    await queues.call('DeleteMessage', { QueueUrl, ReceiptHandle });
    expect(await counts()).toEqual([0, 1, 0]);
  });

  test('is visible again, or later, as its receiver says', async () => {
    await send('one');
    const first = await receiveOne();
    const change = async (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
      queues.call('ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout });
    await change(first.ReceiptHandle, 0);
    const second = await receiveOne();
    await change(second.ReceiptHandle, 100);
    now += 99_000;
    expect(await receive()).toEqual([]);
    now += 1_000;
    expect(await receive()).toHaveLength(1);
  });
});

test('two receivers at once never get one message', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => send(String(i))));
  const both = await Promise.all([
    receive({ MaxNumberOfMessages: 10 }),
    receive({ MaxNumberOfMessages: 10 }),
  ]);
  expect(new Set(both.flat().map(({ MessageId }) => MessageId)).size).toBe(20);
});

describe('a receiver that waits', () => {
  test('gets what is sent meanwhile', async () => {
    const waiting = receiveOne({ WaitTimeSeconds: 20 });
    await send('late');
    expect((await waiting).Body).toBe('late');
  });

  test('gets what becomes visible meanwhile', async () => {
    const real = await createQueues({ queues: [DEAD], path: undefined });
    await real.call('SendMessage', { QueueUrl, MessageBody: 'delayed', DelaySeconds: 1 });
    const answer = await real.call('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 20 });
    expect(answer).toMatchObject({ Messages: [{ Body: 'delayed' }] });
    await real.stop();
  });

  test('is answered when the queues stop', async () => {
    const other = await createQueues({ queues: [DEAD], path: undefined });
    const waiting = other.call('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 20 });
    await other.stop();
    expect(await waiting).toEqual({});
  });
});

test('a delayed message waits, and is counted as delayed', async () => {
  await queues.call('SendMessage', { QueueUrl, MessageBody: 'later', DelaySeconds: 5 });
  expect(await receive()).toEqual([]);
  expect(await counts()).toEqual([0, 0, 1]);
  now += 5_000;
  expect((await receiveOne()).Body).toBe('later');
});

test('a message is dropped after four days', async () => {
  await send('old');
  now += 4 * 24 * 60 * 60 * 1000;
  expect(await counts()).toEqual([0, 0, 0]);
  expect(await receive()).toEqual([]);
});

test('batches tell what went well from what did not', async () => {
  const sent = await client.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: 'a', MessageBody: 'one' },
        { Id: 'b', MessageBody: 'bad\u0000' },
      ],
    }),
  );
  expect(sent).toMatchObject({
    Successful: [{ Id: 'a' }],
    Failed: [{ Id: 'b', Code: 'InvalidParameterValue', SenderFault: true }],
  });
  const { ReceiptHandle } = await receiveOne();
  const deleted = await client.send(
    new DeleteMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: 'a', ReceiptHandle },
        { Id: 'b', ReceiptHandle: 'none' },
      ],
    }),
  );
  expect(deleted).toMatchObject({
    Successful: [{ Id: 'a' }],
    Failed: [{ Id: 'b', Code: 'ReceiptHandleIsInvalid' }],
  });
});

test('a purge empties its queue alone', async () => {
  await send('one');
  await queues.send(queue('other').arn, { body: 'two' });
  await queues.call('PurgeQueue', { QueueUrl });
  expect(await receive()).toEqual([]);
  expect(await receive({ QueueUrl: queue('other').url })).toHaveLength(1);
});

test('queues are found by name, and by the end of any URL', async () => {
  expect(await queues.call('GetQueueUrl', { QueueName: 'dead' })).toEqual({ QueueUrl });
  expect(await queues.call('ListQueues', { QueueNamePrefix: 'd' })).toEqual({
    QueueUrls: [QueueUrl],
  });
  expect(await queues.call('ListQueues', { QueueNamePrefix: 'x' })).toEqual({});
  await send('one');
  const here = { QueueUrl: 'http://127.0.0.1:3000/000000000000/dead' };
  expect(await queues.call('ReceiveMessage', here)).toMatchObject({ Messages: [{ Body: 'one' }] });
});

test.each<{ name: string; call: [string, unknown]; code: string; message: string }>([
  {
    name: 'a queue that is not there',
    call: ['SendMessage', { QueueUrl: `${QueueUrl}x`, MessageBody: 'x' }],
    code: 'QueueDoesNotExist',
    message: 'The specified queue does not exist.',
  },
  {
    name: 'no queue',
    call: ['SendMessage', null],
    code: 'MissingParameter',
    message: 'The request must contain the parameter QueueUrl.',
  },
  {
    name: 'an empty message',
    call: ['SendMessage', { QueueUrl, MessageBody: '' }],
    code: 'MissingParameter',
    message: 'The request must contain the parameter MessageBody.',
  },
  {
    name: 'a message that is too large',
    call: ['SendMessage', { QueueUrl, MessageBody: 'x'.repeat(1_048_577) }],
    code: 'InvalidParameterValue',
    message:
      'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
  },
  {
    name: 'eleven messages',
    call: ['ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 11 }],
    code: 'InvalidParameterValue',
    message:
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be >= 1 and <= 10, if provided.',
  },
  {
    name: 'a wait of 21 seconds',
    call: ['ReceiveMessage', { QueueUrl, WaitTimeSeconds: 21 }],
    code: 'InvalidParameterValue',
    message:
      'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
  },
  {
    name: 'a receipt that is none',
    call: ['DeleteMessage', { QueueUrl, ReceiptHandle: 'x' }],
    code: 'ReceiptHandleIsInvalid',
    message: 'The input receipt handle is invalid.',
  },
  {
    name: 'an empty batch',
    call: ['SendMessageBatch', { QueueUrl, Entries: [] }],
    code: 'EmptyBatchRequest',
    message: 'There should be at least one entry in the request.',
  },
  {
    name: 'a batch with one id twice',
    call: [
      'SendMessageBatch',
      {
        QueueUrl,
        Entries: [
          { Id: 'a', MessageBody: 'x' },
          { Id: 'a', MessageBody: 'y' },
        ],
      },
    ],
    code: 'BatchEntryIdsNotDistinct',
    message: 'Id a repeated.',
  },
  {
    name: 'an attribute of no type',
    call: ['SendMessage', { QueueUrl, MessageBody: 'x', MessageAttributes: { a: {} } }],
    code: 'InvalidParameterValue',
    message:
      "The type of message attribute 'a' is invalid. You must use only the following supported type prefixes: Binary, Number, String.",
  },
  {
    name: 'an unknown attribute of the queue',
    call: ['GetQueueAttributes', { QueueUrl, AttributeNames: ['toString'] }],
    code: 'InvalidAttributeName',
    message: 'Unknown Attribute toString.',
  },
  {
    name: 'a new queue',
    call: ['CreateQueue', { QueueName: 'x' }],
    code: 'UnsupportedOperation',
    message:
      'SQS CreateQueue is not served on this laptop: queues come from Terraform; change the queue there',
  },
  {
    name: 'what only FIFO queues do',
    call: ['SendMessage', { QueueUrl, MessageBody: 'x', MessageDeduplicationId: 'd' }],
    code: 'InvalidParameterValue',
    message:
      'MessageDeduplicationId is not served on this laptop, whose queues are standard queues: leave it out.',
  },
])('$name is refused', async ({ call, code, message }) => {
  expect(await refusal(...call)).toMatchObject({ statusCode: 400, code, message });
});

test('the SDK knows the refusal by its name', async () => {
  const wrong = new SendMessageCommand({ QueueUrl: `${QueueUrl}x`, MessageBody: 'x' });
  await expect(client.send(wrong)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
});

test('queues of one name, and FIFO queues, are refused by address', async () => {
  await expect(queues.reload([DEAD, { ...DEAD, address: 'aws_sqs_queue.b' }])).rejects.toThrow(
    'aws_sqs_queue.b and aws_sqs_queue.dead are both named dead',
  );
  await expect(queues.reload([queue('a.fifo')])).rejects.toThrow('aws_sqs_queue.a.fifo is a FIFO');
});

describe('in a folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sqs-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const open = () => createQueues({ queues: [DEAD], path: folder, clock: () => now });

  test('messages, their order and their receipts outlive the process', async () => {
    const before = await open();
    for (const body of ['one', 'two', 'three']) await before.send(DEAD.arn, { body });
    const answer = await before.call('ReceiveMessage', { QueueUrl });
    await before.stop();
    const after = await open();
    const rest = await after.call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
    expect(rest).toMatchObject({ Messages: [{ Body: 'two' }, { Body: 'three' }] });
    const ReceiptHandle = /(?<="ReceiptHandle":")[^"]+/.exec(JSON.stringify(answer))?.[0];
    await after.call('DeleteMessage', { QueueUrl, ReceiptHandle });
    now += 30_000;
    await after.send(DEAD.arn, { body: 'four' });
    const all = await after.call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
    expect(all).toMatchObject({ Messages: [{ Body: 'two' }, { Body: 'three' }, { Body: 'four' }] });
    await after.stop();
  });

  test('a queue that comes back has its messages; a reset leaves none', async () => {
    const stored = await open();
    await stored.send(DEAD.arn, { body: 'one' });
    await stored.reload([]);
    await expect(stored.send(DEAD.arn, { body: 'x' })).rejects.toThrow('does not exist');
    await stored.reload([DEAD]);
    const VisibilityTimeout = 0;
    const answer = await stored.call('ReceiveMessage', { QueueUrl, VisibilityTimeout });
    expect(answer).toMatchObject({ Messages: [{ Body: 'one' }] });
    await stored.reset();
    expect(await stored.call('ReceiveMessage', { QueueUrl })).toEqual({});
    await stored.stop();
  });
});
