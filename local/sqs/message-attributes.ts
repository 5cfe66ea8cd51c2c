/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
import { createHash } from 'node:crypto';
import { membersOf, isRecord, textOf } from '../record';
import { invalidParameter } from './sqs-error';

/** By name, in JSON as SQS has it: a binary value is base64. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

export interface MessageAttribute {
  /** `String`, `Number` or `Binary`, with a label of the sender's after a dot. */
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

const MAX_ATTRIBUTES = 10;
const DATA_TYPE = /^(String|Number|Binary)(\..+)?$/;
const NAME = /^(?!aws\.|amazon\.|\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9_.-]{1,256}$/i;

/** @throws SqsError */
export function parseMessageAttributes(value: unknown): MessageAttributes {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw invalidParameter('MessageAttributes must be a map.');
  const entries = Object.entries(value);
  if (entries.length > MAX_ATTRIBUTES) {
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`,
    );
  }
  return Object.fromEntries(
    entries.map(([name, attribute]) => [name, parseAttribute(name, attribute)]),
  );
}

function parseAttribute(name: string, value: unknown): MessageAttribute {
  const members = membersOf(value);
  const DataType = textOf(members['DataType']);
  if (!NAME.test(name)) throw invalidParameter(`The message attribute name '${name}' is invalid.`);
  if (DataType === undefined || !DATA_TYPE.test(DataType)) {
    throw invalidParameter(
      `The type of message attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  }
  const member = DataType.startsWith('Binary') ? 'BinaryValue' : 'StringValue';
  const text = textOf(members[member]);
  if (text === undefined || text === '') {
    throw invalidParameter(
      `The message attribute '${name}' must contain a non-empty message attribute value of type '${DataType}'.`,
    );
  }
  if (DataType.startsWith('Number') && !Number.isFinite(Number(text))) {
    throw invalidParameter(`Can't cast the value of message attribute '${name}' to a number.`);
  }
  return { DataType, [member]: text };
}

/** Bytes that count towards the size of a message. */
export function attributesSize(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce(
    (size, [name, attribute]) =>
      size +
      Buffer.byteLength(name) +
      Buffer.byteLength(attribute.DataType) +
      bytesOf(attribute).length,
    0,
  );
}

/**
 * The digest that a receiver may check: each attribute's name, type, kind and value, with their lengths, in the order of
 * the names. `undefined`: there are no attributes.
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    hash.update(withLength(Buffer.from(name)));
    hash.update(withLength(Buffer.from(attribute.DataType)));
    hash.update(Buffer.of(attribute.BinaryValue === undefined ? 1 : 2));
    hash.update(withLength(bytesOf(attribute)));
  }
  return hash.digest('hex');
}

/**
 * Those that a receiver asks for.
 *
 * @param wanted Names, prefixes (`order.*`), or `All`.
 */
export function selectAttributes(
  attributes: MessageAttributes,
  wanted: readonly string[],
): MessageAttributes {
  const isWanted = (name: string) =>
    wanted.some(
      (pattern) =>
        pattern === 'All' ||
        pattern === name ||
        (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))) ||
        pattern === '.*',
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}

function bytesOf({ StringValue, BinaryValue }: MessageAttribute): Buffer {
  return BinaryValue === undefined
    ? Buffer.from(StringValue ?? '')
    : Buffer.from(BinaryValue, 'base64');
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
