/** A log event as the store keeps it, and the order events stand in. */
import type { LogEvent } from './log-sink';

export interface StoredEvent extends LogEvent {
  readonly logStream: string;
  /** Milliseconds since the epoch. */
  readonly ingestionTime: number;
  /** Grows with every event of the store, over restarts too. */
  readonly sequence: number;
}

const SEQUENCE_DIGITS = 17;
const ID_DIGITS = 56;
const TIMESTAMP_DIGITS = ID_DIGITS - SEQUENCE_DIGITS;

/** 56 digits that sort as the events do, as AWS's ids. */
export function eventId({ timestamp, sequence }: Pick<StoredEvent, 'timestamp' | 'sequence'>) {
  return (
    String(timestamp).padStart(TIMESTAMP_DIGITS, '0') +
    String(sequence).padStart(SEQUENCE_DIGITS, '0')
  );
}

/** By time, then in the order of writing. */
export function compareEvents(a: StoredEvent, b: StoredEvent): number {
  return a.timestamp - b.timestamp || a.sequence - b.sequence;
}
