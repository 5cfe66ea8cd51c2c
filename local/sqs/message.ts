import { createHash, randomUUID } from 'node:crypto';
import { isRecord, textOf } from '../record';
import type { Members } from './members';
import {
  attributesSize,
  md5OfAttributes,
  parseMessageAttributes,
  selectAttributes,
  type MessageAttributes,
} from './message-attributes';
import { invalidParameter } from './sqs-error';

/** A message as it is stored. Times are milliseconds since the epoch. */
export interface Message {
  readonly id: string;
  /** Its place in the queue. */
  readonly sequence: number;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  /** Who receives before that does not get it. */
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number | undefined;
  /** Of its latest receipt. */
  readonly receiptHandle: string | undefined;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const MAX_MESSAGE_BYTES = 1_048_576;

/** What XML can hold; SQS takes nothing else. Surrogates are pairs by then. */
// eslint-disable-next-line no-control-regex -- it is about them
const FORBIDDEN = /[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Bytes of the body and its attributes. */
export function messageSize(body: string, attributes: MessageAttributes): number {
  return Buffer.byteLength(body) + attributesSize(attributes);
}

/** @throws SqsError when SQS would not take it. */
export function checkMessage(body: string, attributes: MessageAttributes): void {
  if (FORBIDDEN.test(body)) {
    throw invalidParameter(
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  }
  if (messageSize(body, attributes) > MAX_MESSAGE_BYTES) {
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_MESSAGE_BYTES} bytes.`,
    );
  }
}

/** What `SendMessage` answers. */
export function sentMessage({ id, body, attributes }: Message): Members {
  const digest = md5OfAttributes(attributes);
  return {
    MessageId: id,
    MD5OfMessageBody: md5(body),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest }),
  };
}

/** What a receiver asks for beside the body. */
export interface Wanted {
  /** Names of system attributes, or `All`. */
  readonly systemAttributes: readonly string[];
  readonly messageAttributes: readonly string[];
}

/** A message as `ReceiveMessage` shows it. */
export function receivedMessage(message: Message, wanted: Wanted): Members {
  const messageAttributes = selectAttributes(message.attributes, wanted.messageAttributes);
  const digest = md5OfAttributes(messageAttributes);
  const system = Object.entries({
    SenderId: 'AROAGATEHOUSELOCAL',
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  }).filter(([name]) => wanted.systemAttributes.some((one) => one === 'All' || one === name));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(digest !== undefined && {
      MessageAttributes: messageAttributes,
      MD5OfMessageAttributes: digest,
    }),
  };
}

/** Names the message, so that a later call finds it, and the receipt. */
export function newReceiptHandle(messageId: string): string {
  return Buffer.from(`${messageId}:${randomUUID()}`).toString('base64');
}

/** @returns `undefined` when it is no receipt handle. */
export function messageIdOf(receiptHandle: string): string | undefined {
  const text = Buffer.from(receiptHandle, 'base64').toString();
  return /^([0-9a-f-]{36}):[0-9a-f-]{36}$/.exec(text)?.[1];
}

/** A message as the store gives it back; `undefined`: it is none. */
export function parseMessage(value: unknown): Message | undefined {
  if (!isRecord(value)) return undefined;
  const { id, sequence, body, attributes, sentAt, visibleAt, receiveCount } = value;
  const firstReceivedAt = value['firstReceivedAt'];
  if (typeof id !== 'string' || typeof body !== 'string' || typeof sequence !== 'number') {
    return undefined;
  }
  if (typeof sentAt !== 'number' || typeof visibleAt !== 'number') return undefined;
  return {
    ...{ id, sequence, body, sentAt, visibleAt },
    attributes: parseMessageAttributes(attributes),
    receiveCount: typeof receiveCount === 'number' ? receiveCount : 0,
    firstReceivedAt: typeof firstReceivedAt === 'number' ? firstReceivedAt : undefined,
    receiptHandle: textOf(value['receiptHandle']),
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
