import { parseSince } from '../../../scripts/operate/since';

const NOW = Date.parse('2026-05-04T12:00:00Z');

test.each([
  ['90s', '2026-05-04T11:58:30.000Z'],
  ['10m', '2026-05-04T11:50:00.000Z'],
  ['2h', '2026-05-04T10:00:00.000Z'],
  ['1d', '2026-05-03T12:00:00.000Z'],
  ['2026-05-04T08:00:00Z', '2026-05-04T08:00:00.000Z'],
])('%s is %s', (text, time) => {
  expect(new Date(parseSince(text, NOW)).toISOString()).toBe(time);
});

test.each(['', '10', 'm', '-5m', '10 minutes', '1.5h', 'yesterday', '2026-99-99', '5'])(
  '"%s" is refused',
  (text) => {
    expect(() => parseSince(text, NOW)).toThrow(/^--since takes 90s/);
  },
);
