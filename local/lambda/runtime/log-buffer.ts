/**
 * A function's log lines on their way out of the worker thread: a ring in shared memory, one writer, one reader.
 *
 * A message per line would cost more than the line; lines kept in the worker until its answer would be lost when the
 * environment is killed in the middle of a busy loop, which is when they are wanted most.
 */
import type { LogEvent } from '../../logs/log-sink';

const CAPACITY = 1 << 17;
const POSITION = CAPACITY - 1;
const HEAD = 0;
const TAIL = 1;
const HEADER_BYTES = 8;
const RECORD_HEADER_BYTES = 12;
/** What a line may hold at most; a longer one becomes several events, as in CloudWatch Logs. */
const MAX_LINE_BYTES = CAPACITY >> 2;

export function createLogBuffer(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_BYTES + CAPACITY);
}

/** Head and tail count bytes and wrap around as 32-bit integers do, so their difference is what is in the ring. */
abstract class LogRing {
  protected readonly counters: Int32Array;
  protected readonly bytes: Buffer;

  constructor(memory: SharedArrayBuffer) {
    this.counters = new Int32Array(memory, 0, 2);
    this.bytes = Buffer.from(memory, HEADER_BYTES, CAPACITY);
  }
}

/** The worker's end. */
export class LogWriter extends LogRing {
  readonly #record = Buffer.allocUnsafe(RECORD_HEADER_BYTES + MAX_LINE_BYTES);
  readonly #full: () => void;

  /** @param full told when the ring is full, before the writer waits for the reader. */
  constructor(memory: SharedArrayBuffer, full: () => void) {
    super(memory);
    this.#full = full;
  }

  write(timestamp: number, line: string): void {
    if (line.length * 3 <= MAX_LINE_BYTES) {
      this.#writeRecord(timestamp, line);
      return;
    }
    for (let at = 0; at < line.length; at += MAX_LINE_BYTES / 4) {
      this.#writeRecord(timestamp, line.slice(at, at + MAX_LINE_BYTES / 4));
    }
  }

  #writeRecord(timestamp: number, line: string): void {
    const length = RECORD_HEADER_BYTES + this.#record.write(line, RECORD_HEADER_BYTES);
    this.#record.writeUInt32LE(length, 0);
    this.#record.writeDoubleLE(timestamp, 4);
    this.#awaitRoom(length);
    const tail = Atomics.load(this.counters, TAIL);
    const start = tail & POSITION;
    const first = Math.min(length, CAPACITY - start);
    this.#record.copy(this.bytes, start, 0, first);
    this.#record.copy(this.bytes, 0, first, length);
    Atomics.store(this.counters, TAIL, tail + length);
  }

  #awaitRoom(length: number): void {
    for (;;) {
      const head = Atomics.load(this.counters, HEAD);
      if (((Atomics.load(this.counters, TAIL) - head) | 0) + length <= CAPACITY) return;
      this.#full();
      Atomics.wait(this.counters, HEAD, head);
    }
  }
}

/** Lambda's end. */
export class LogReader extends LogRing {
  /** Takes out everything that is there. */
  read(): LogEvent[] {
    const tail = Atomics.load(this.counters, TAIL);
    let head = Atomics.load(this.counters, HEAD);
    if (head === tail) return [];
    const events: LogEvent[] = [];
    while (head !== tail) {
      const header = this.#slice(head, RECORD_HEADER_BYTES);
      const length = header.readUInt32LE(0);
      const line = this.#slice(head + RECORD_HEADER_BYTES, length - RECORD_HEADER_BYTES);
      events.push({ timestamp: header.readDoubleLE(4), message: line.toString() });
      head = (head + length) | 0;
    }
    Atomics.store(this.counters, HEAD, head);
    Atomics.notify(this.counters, HEAD);
    return events;
  }

  #slice(counter: number, length: number): Buffer {
    const start = counter & POSITION;
    if (start + length <= CAPACITY) return this.bytes.subarray(start, start + length);
    return Buffer.concat([
      this.bytes.subarray(start),
      this.bytes.subarray(0, length - (CAPACITY - start)),
    ]);
  }
}
