/** `application/vnd.amazon.eventstream`: the binary frames in which AWS sends events one after another. */
import { crc32 } from 'node:zlib';

const PRELUDE = 8;
const CHECKSUM = 4;
/** The type byte of a header whose value is a string. */
const STRING = 7;

/**
 * An event with a JSON payload.
 * https://smithy.io/2.0/aws/amazon-eventstream.html
 *
 * @param type Its name in the operation's output; `initial-response` for the members beside the stream.
 */
export function encodeEvent(type: string, payload: unknown): Buffer {
  const headers = Buffer.concat([
    header(':message-type', 'event'),
    header(':event-type', type),
    header(':content-type', 'application/json'),
  ]);
  const body = Buffer.from(JSON.stringify(payload), 'utf8');
  const message = Buffer.alloc(PRELUDE + CHECKSUM + headers.length + body.length + CHECKSUM);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(headers.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, PRELUDE)), PRELUDE);
  headers.copy(message, PRELUDE + CHECKSUM);
  body.copy(message, PRELUDE + CHECKSUM + headers.length);
  const end = message.length - CHECKSUM;
  message.writeUInt32BE(crc32(message.subarray(0, end)), end);
  return message;
}

/** Names and values are short: one byte and two for their lengths. */
function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([
    Buffer.from([Buffer.byteLength(name)]),
    Buffer.from(name),
    Buffer.from([STRING]),
    length,
    Buffer.from(value),
  ]);
}
