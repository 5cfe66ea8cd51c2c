import { formatJson, formatLine } from '../../../scripts/logs/format';

const TIME = Date.parse('2026-05-04T12:00:00.123Z');
const of = (message: unknown) => ({
  label: 'items',
  id: '1',
  timestamp: TIME,
  message: typeof message === 'string' ? message : JSON.stringify(message),
});

test.each([
  ['a text', 'hello', 'hello'],
  ['broken JSON', '{"level":', '{"level":'],
  [
    "a function's line",
    { timestamp: 'x', level: 'INFO', requestId: 'r', message: { event: 'item-stored', bytes: 7 } },
    'INFO item-stored bytes=7 requestId=r',
  ],
  [
    "a function's text",
    { timestamp: 'x', level: 'WARN', requestId: 'r', message: 'plain' },
    'WARN plain requestId=r',
  ],
  [
    'a report',
    {
      type: 'platform.report',
      record: { requestId: 'r', status: 'success', metrics: { durationMs: 1.5 } },
    },
    'platform report success r durationMs=1.5',
  ],
  [
    'an access log line',
    {
      httpMethod: 'POST',
      path: '/dev/items',
      status: '201',
      responseLatency: '9',
      apiKeyId: '-',
      requestId: 'r',
    },
    '201 POST /dev/items responseLatency=9ms requestId=r',
  ],
])('%s becomes a line for people', (_, message, text) => {
  expect(formatLine(of(message))).toBe(`2026-05-04 12:00:00.123  items       ${text}\n`);
});

it('lets no caller talk to the terminal', () => {
  const line = formatLine(
    of({ httpMethod: 'GET', path: '/\u001b[2J\n\r\u009b31m', status: '403' }),
  );
  expect(line.trimEnd()).toMatch(/^[\x20-\x7e]+$/);
});

test.each([
  ['text', 'text'],
  [{ level: 'INFO' }, { level: 'INFO' }],
])('%j is a JSON object for programs', (message, expected) => {
  expect(JSON.parse(formatJson(of(message)))).toEqual({
    time: '2026-05-04T12:00:00.123Z',
    source: 'items',
    message: expected,
  });
});
