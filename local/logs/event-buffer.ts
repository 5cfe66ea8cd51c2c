import type { StoredEvent } from './stored-event';

/** Three float64 (timestamp, ingestion time, sequence), then the stream's index and the message's length as uint32. */
const HEADER_BYTES = 32;
const [INGESTION_TIME, SEQUENCE, STREAM, LENGTH] = [8, 16, 24, 28];
/** What an event weighs beside its text, roughly. */
const EVENT_WEIGHT = 120;
const MAX_CHUNK_BYTES = 64 * 1024;
const MAX_BYTES_PER_CHARACTER = 3;

interface Chunk {
  readonly bytes: Buffer;
  used: number;
  weight: number;
  /** The names of the streams that its events belong to. */
  readonly streams: string[];
}

/**
 * Events of a log group, outside of V8's heap: as objects, thousands of lines a second would live just long enough to be
 * moved and marked by every collection of garbage, which cost requests more than to write the lines does.
 */
export class EventBuffer {
  readonly #maxWeight: number;
  readonly #chunkBytes: number;
  #chunks: Chunk[] = [];
  #weight = 0;

  /** @param maxWeight Of text, in characters, and of what an event weighs beside it; the oldest events go first. */
  constructor(maxWeight: number) {
    this.#maxWeight = maxWeight;
    this.#chunkBytes = Math.min(MAX_CHUNK_BYTES, Math.ceil(maxWeight / 16));
  }

  get weight(): number {
    return this.#weight;
  }

  push(event: StoredEvent): void {
    const { message } = event;
    const chunk = this.#chunkFor(HEADER_BYTES + message.length * MAX_BYTES_PER_CHARACTER);
    const { bytes, used } = chunk;
    const length = bytes.write(message, used + HEADER_BYTES);
    bytes.writeDoubleLE(event.timestamp, used);
    bytes.writeDoubleLE(event.ingestionTime, used + INGESTION_TIME);
    bytes.writeDoubleLE(event.sequence, used + SEQUENCE);
    bytes.writeUInt32LE(streamIndex(chunk, event.logStream), used + STREAM);
    bytes.writeUInt32LE(length, used + LENGTH);
    chunk.used += HEADER_BYTES + length;
    chunk.weight += weigh(event);
    this.#weight += weigh(event);
    while (this.#weight > this.#maxWeight && this.#chunks.length > 1) this.#dropOldest();
  }

  /** All of them, in the order of writing. */
  read(): StoredEvent[] {
    return this.#chunks.flatMap(readChunk);
  }

  clear(): void {
    this.#chunks = [];
    this.#weight = 0;
  }

  #chunkFor(bytes: number): Chunk {
    const last = this.#chunks.at(-1);
    if (last !== undefined && last.used + bytes <= last.bytes.length) return last;
    const size = Math.max(this.#chunkBytes, bytes);
    const chunk = { bytes: Buffer.allocUnsafeSlow(size), used: 0, weight: 0, streams: [] };
    this.#chunks.push(chunk);
    return chunk;
  }

  #dropOldest(): void {
    this.#weight -= this.#chunks.shift()?.weight ?? 0;
  }
}

/** Of text and what comes with it. */
export function weigh({ message }: StoredEvent): number {
  return message.length + EVENT_WEIGHT;
}

function streamIndex({ streams }: Chunk, name: string): number {
  const known = streams.lastIndexOf(name);
  return known < 0 ? streams.push(name) - 1 : known;
}

function readChunk({ bytes, used, streams }: Chunk): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (let at = 0; at < used;) {
    const start = at + HEADER_BYTES;
    const end = start + bytes.readUInt32LE(at + LENGTH);
    events.push({
      timestamp: bytes.readDoubleLE(at),
      ingestionTime: bytes.readDoubleLE(at + INGESTION_TIME),
      sequence: bytes.readDoubleLE(at + SEQUENCE),
      logStream: streams[bytes.readUInt32LE(at + STREAM)] ?? '',
      message: bytes.toString('utf8', start, end),
    });
    at = end;
  }
  return events;
}
