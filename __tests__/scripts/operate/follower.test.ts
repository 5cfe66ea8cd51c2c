import { Follower, type LogLine } from '../../../scripts/operate/log-events';

const line = (id: string, timestamp: number): LogLine => ({
  id,
  timestamp,
  label: 'items',
  message: id,
});

it('hands out each line once, also one that comes late', () => {
  const follower = new Follower(0);
  const first = [line('a', 50_000), line('b', 51_000)];
  expect(follower.admit(first)).toEqual(first);
  const late = line('late', 49_000);
  expect(follower.since).toBeLessThanOrEqual(late.timestamp);
  expect(follower.admit([late, ...first])).toEqual([late]);
  expect(follower.admit([])).toEqual([]);
});

it('asks for ever newer lines, never for older ones than at first', () => {
  const follower = new Follower(45_000);
  follower.admit([line('a', 46_000)]);
  expect(follower.since).toBe(45_000);
  follower.admit([line('b', 90_000)]);
  expect(follower.since).toBe(80_000);
});
