/** The calls about one queue, in SQS's JSON protocol. */
import { membersOf, textOf, textsOf } from '../record';
import { batch } from './batch';
import { integerOf, requireText, type Members } from './members';
import { MAX_MESSAGE_BYTES, messageSize, receivedMessage, sentMessage } from './message';
import { parseMessageAttributes } from './message-attributes';
import { RETENTION_SECONDS, type NewMessage, type Queue } from './queue';
import { SqsError, invalidParameter } from './sqs-error';

type Operation = (queue: Queue, input: Members) => Promise<Members>;

/** Seconds, what a queue has when nothing else is said. */
const VISIBILITY_TIMEOUT = 30;
const MAX_VISIBILITY_TIMEOUT = 43_200;
const MAX_DELAY = 900;
const MAX_WAIT = 20;
const MAX_MESSAGES = 10;

/** By name. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html */
export const QUEUE_OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['SendMessage', async (queue, input) => sentMessage(await queue.send(newMessage(input)))],
  ['SendMessageBatch', sendMessageBatch],
  ['ReceiveMessage', receiveMessage],
  ['DeleteMessage', deleteMessage],
  ['DeleteMessageBatch', (queue, input) => batch(input, (entry) => deleteMessage(queue, entry))],
  ['ChangeMessageVisibility', changeMessageVisibility],
  [
    'ChangeMessageVisibilityBatch',
    (queue, input) => batch(input, (entry) => changeMessageVisibility(queue, entry)),
  ],
  ['GetQueueAttributes', async (queue, input) => Promise.resolve(queueAttributes(queue, input))],
  ['PurgeQueue', purgeQueue],
]);

async function sendMessageBatch(queue: Queue, input: Members): Promise<Members> {
  const entries: readonly unknown[] = Array.isArray(input['Entries']) ? input['Entries'] : [];
  const bytes = entries.reduce<number>((size, entry) => size + roughSize(membersOf(entry)), 0);
  if (bytes > MAX_MESSAGE_BYTES) {
    throw new SqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
  }
  return batch(input, async (entry) => sentMessage(await queue.send(newMessage(entry))));
}

function roughSize(entry: Members): number {
  return messageSize(textOf(entry['MessageBody']) ?? '', {});
}

/** What only other queues have, or the laptop does not keep: refused, since leaving it out would be a lie. */
const UNSUPPORTED = ['MessageGroupId', 'MessageDeduplicationId', 'MessageSystemAttributes'];

function newMessage(input: Members): NewMessage {
  const unsupported = UNSUPPORTED.find((name) => input[name] !== undefined);
  if (unsupported !== undefined) {
    throw invalidParameter(
      `${unsupported} is not served on this laptop, whose queues are standard queues: leave it out.`,
    );
  }
  return {
    body: requireText(input, 'MessageBody'),
    attributes: parseMessageAttributes(input['MessageAttributes']),
    delaySeconds: integerOf(input, { name: 'DelaySeconds', min: 0, max: MAX_DELAY }) ?? 0,
  };
}

async function receiveMessage(queue: Queue, input: Members): Promise<Members> {
  const visibility = { name: 'VisibilityTimeout', min: 0, max: MAX_VISIBILITY_TIMEOUT };
  const wanted = {
    systemAttributes: [
      ...textsOf(input['AttributeNames']),
      ...textsOf(input['MessageSystemAttributeNames']),
    ],
    messageAttributes: textsOf(input['MessageAttributeNames']),
  };
  const messages = await queue.receive({
    max: integerOf(input, { name: 'MaxNumberOfMessages', min: 1, max: MAX_MESSAGES }) ?? 1,
    waitSeconds: integerOf(input, { name: 'WaitTimeSeconds', min: 0, max: MAX_WAIT }) ?? 0,
    visibilitySeconds: integerOf(input, visibility) ?? VISIBILITY_TIMEOUT,
  });
  if (messages.length === 0) return {};
  return { Messages: messages.map((message) => receivedMessage(message, wanted)) };
}

async function deleteMessage(queue: Queue, input: Members): Promise<Members> {
  await queue.delete(requireText(input, 'ReceiptHandle'));
  return {};
}

async function changeMessageVisibility(queue: Queue, input: Members): Promise<Members> {
  const name = 'VisibilityTimeout';
  const receiptHandle = requireText(input, 'ReceiptHandle');
  const seconds = integerOf(input, { name, min: 0, max: MAX_VISIBILITY_TIMEOUT });
  if (seconds === undefined) {
    throw new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
  }
  await queue.changeVisibility(receiptHandle, seconds);
  return {};
}

/** AWS refuses a second purge within a minute, for a limit of its own that a laptop has not. */
async function purgeQueue(queue: Queue): Promise<Members> {
  await queue.purge();
  return {};
}

function queueAttributes(queue: Queue, input: Members): Members {
  const { visible, inFlight, delayed } = queue.counts();
  const attributes = {
    QueueArn: queue.definition.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(VISIBILITY_TIMEOUT),
    MaximumMessageSize: String(MAX_MESSAGE_BYTES),
    MessageRetentionPeriod: String(RETENTION_SECONDS),
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '0',
  };
  const names = textsOf(input['AttributeNames']);
  const unknown = names.find((name) => name !== 'All' && !Object.hasOwn(attributes, name));
  if (unknown !== undefined) {
    throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  }
  const chosen = Object.entries(attributes).filter(
    ([name]) => names.includes('All') || names.includes(name),
  );
  return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
}
