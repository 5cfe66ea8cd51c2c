import { createHash } from 'node:crypto';
import {
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { SqsError } from '../../../local/sqs/sqs-error';
import { EndpointUnderTest, roleWith } from './aws-endpoint-under-test';

const ARN = 'arn:aws:sqs:us-east-1:000000000000:dead';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

let endpoint: EndpointUnderTest;
let sqs: SQSClient;
let QueueUrl: string;

const noSuchQueue = new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');

beforeEach(async () => {
  endpoint = await new EndpointUnderTest().start();
  sqs = new SQSClient(endpoint.client());
  QueueUrl = `${endpoint.endpoint}/000000000000/dead`;
});

afterEach(async () => {
  sqs.destroy();
  await endpoint.stop();
});

describe('in JSON', () => {
  it('hands a call on and its answer back', async () => {
    const message = { MessageId: 'm', ReceiptHandle: 'r', Body: 'hi', MD5OfBody: md5('hi') };
    endpoint.queues = () => ({ Messages: [message] });
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1 }),
    );
    expect(endpoint.queueCalls).toEqual([['ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 1 }]]);
    expect(Messages).toEqual([message]);
  });

  it('gives queues a URL of this endpoint: clients send to where it leads', async () => {
    const url = 'https://sqs.us-east-1.amazonaws.com/000000000000/dead';
    endpoint.queues = (operation) =>
      operation === 'ListQueues' ? { QueueUrls: [url] } : { QueueUrl: url };
    expect(await sqs.send(new ListQueuesCommand({}))).toMatchObject({ QueueUrls: [QueueUrl] });
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName: 'dead' }))).toMatchObject({
      QueueUrl,
    });
  });

  it('answers a refusal under both of its names', async () => {
    endpoint.queues = () => {
      throw noSuchQueue;
    };
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'x' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
      message: 'The specified queue does not exist.',
    });
  });

  it("holds a function to its role's queues, a batch as its messages", async () => {
    const role = roleWith({ Effect: 'Allow', Action: 'sqs:DeleteMessage', Resource: ARN });
    const own = new SQSClient(endpoint.client(role));
    const Entries = [{ Id: '1', ReceiptHandle: 'r' }];
    await own.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    await expect(own.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toThrow(
      `is not authorized to perform: sqs:SendMessage on resource: ${ARN} because no identity-based policy`,
    );
    expect(endpoint.queueCalls).toHaveLength(1);
    own.destroy();
  });
});

/** As clients before 2023 send it, and the AWS CLI that Debian ships. */
async function query(parameters: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(QueueUrl, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=laptop/20260131/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams({ Version: '2012-11-05', QueueUrl, ...parameters }),
  });
}

describe('as a form', () => {
  it.each([
    [
      { Action: 'SendMessage', MessageBody: 'a&b', DelaySeconds: '3' },
      { MessageBody: 'a&b', DelaySeconds: 3 },
    ],
    [
      {
        Action: 'SendMessage',
        'MessageAttribute.1.Name': 'kind',
        'MessageAttribute.1.Value.DataType': 'String',
        'MessageAttribute.1.Value.StringValue': 'x',
      },
      { MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } } },
    ],
    [
      { Action: 'ReceiveMessage', 'AttributeName.2': 'SentTimestamp', 'AttributeName.1': 'All' },
      { AttributeNames: ['All', 'SentTimestamp'] },
    ],
    [
      {
        Action: 'DeleteMessageBatch',
        'DeleteMessageBatchRequestEntry.1.Id': 'a',
        'DeleteMessageBatchRequestEntry.1.ReceiptHandle': 'r',
      },
      { Entries: [{ Id: 'a', ReceiptHandle: 'r' }] },
    ],
    [
      { Action: 'SetQueueAttributes', 'Attribute.1.Name': 'a', 'Attribute.1.Value': 'b' },
      { Attributes: { a: 'b' } },
    ],
    [{ Action: 'ReceiveMessage', MaxNumberOfMessages: 'many' }, { MaxNumberOfMessages: 'many' }],
  ])('%j is %j', async (parameters, input) => {
    await query(parameters);
    expect(endpoint.queueCalls).toEqual([[parameters.Action, { QueueUrl, ...input }]]);
  });

  it.each([
    [
      'ReceiveMessage',
      {
        Messages: [
          {
            Body: '<a>\r',
            Attributes: { SentTimestamp: '1' },
            MessageAttributes: { k: { DataType: 'String', StringValue: 'v' } },
          },
        ],
      },
      '<Message><Body>&lt;a&gt;&#13;</Body><Attribute><Name>SentTimestamp</Name><Value>1</Value></Attribute><MessageAttribute><Name>k</Name><Value><DataType>String</DataType><StringValue>v</StringValue></Value></MessageAttribute></Message>',
    ],
    [
      'ListQueues',
      { QueueUrls: ['a&b', 'c'] },
      '<QueueUrl>a&amp;b</QueueUrl><QueueUrl>c</QueueUrl>',
    ],
    [
      'SendMessageBatch',
      { Successful: [{ Id: '1' }], Failed: [{ Id: '2', SenderFault: true }] },
      '<SendMessageBatchResultEntry><Id>1</Id></SendMessageBatchResultEntry><BatchResultErrorEntry><Id>2</Id><SenderFault>true</SenderFault></BatchResultErrorEntry>',
    ],
  ])('%s answers in XML', async (Action, output, xml) => {
    endpoint.queues = () => output;
    const answer = await query({ Action });
    expect(answer.headers.get('content-type')).toBe('text/xml');
    expect(await answer.text()).toContain(
      `<${Action}Response xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><${Action}Result>${xml}</${Action}Result><ResponseMetadata>`,
    );
  });

  it('has an answer without a result', async () => {
    const answer = await query({ Action: 'PurgeQueue' });
    expect(await answer.text()).toMatch(
      /<PurgeQueueResponse xmlns="[^"]+"><ResponseMetadata><RequestId>[^<]+<\/RequestId><\/ResponseMetadata><\/PurgeQueueResponse>$/,
    );
  });

  it('answers a refusal in XML', async () => {
    endpoint.queues = () => {
      throw noSuchQueue;
    };
    const answer = await query({ Action: 'GetQueueUrl', QueueName: 'x' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(
      '<ErrorResponse><Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code><Message>The specified queue does not exist.</Message></Error>',
    );
  });

  it.each([
    ['a name that is a value and a tree', { a: '1', 'a.b': '2' }],
    ['a name deeper than any of SQS', { 'a.b.c.d.e.f.g': '1' }],
  ])('refuses %s', async (_what, parameters) => {
    const answer = await query({ Action: 'SendMessage', ...parameters });
    expect(await answer.text()).toContain('<Code>MalformedQueryString</Code>');
    expect(endpoint.queueCalls).toHaveLength(0);
  });
});
