import { EventBuffer } from '../../../local/logs/event-buffer';
import type { StoredEvent } from '../../../local/logs/stored-event';

function event(sequence: number, message: string, logStream = 'stream'): StoredEvent {
  return {
    timestamp: 1_795_257_487_123 + sequence,
    ingestionTime: 2.5,
    sequence,
    logStream,
    message,
  };
}

describe('a buffer of log events', () => {
  it('gives back what it was given, in order', () => {
    const buffer = new EventBuffer(1 << 20);
    const events = [
      event(1, 'one'),
      event(2, 'zwei: ä, €, 🙂', 'another'),
      event(3, ''),
      event(4, 'x'.repeat(200_000)),
      event(5, 'one more', 'another'),
    ];
    for (const one of events) buffer.push(one);
    expect(buffer.read()).toEqual(events);
  });

  it('drops the oldest ones beyond its limit', () => {
    const buffer = new EventBuffer(10_000);
    const events = Array.from({ length: 500 }, (_, index) => event(index, `line ${String(index)}`));
    for (const one of events) buffer.push(one);
    const kept = buffer.read();
    expect(kept).toEqual(events.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(50);
    expect(buffer.weight).toBeLessThanOrEqual(10_000);
  });

  it('keeps the newest one, however long it is', () => {
    const buffer = new EventBuffer(1000);
    buffer.push(event(1, 'a'));
    buffer.push(event(2, 'b'.repeat(5000)));
    expect(buffer.read()).toEqual([event(2, 'b'.repeat(5000))]);
  });

  it('is empty when cleared', () => {
    const buffer = new EventBuffer(1000);
    buffer.push(event(1, 'a'));
    buffer.clear();
    expect([buffer.read(), buffer.weight]).toEqual([[], 0]);
  });
});
