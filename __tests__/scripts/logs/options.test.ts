import { parseLogsOptions } from '../../../scripts/logs/options';

const NOW = Date.parse('2026-05-04T12:00:00Z');

it('reads everything that there is to say', () => {
  const argv =
    'dev --function items --function faq --access -f --since 1h --filter ERROR --json --port 4';
  expect(parseLogsOptions(argv.split(' '), NOW)).toEqual({
    stage: 'dev',
    functions: ['items', 'faq'],
    access: true,
    follow: true,
    since: NOW - 3_600_000,
    filterPattern: 'ERROR',
    json: true,
    local: false,
    aws: false,
    port: '4',
  });
});

it('looks ten minutes back by itself', () => {
  expect(parseLogsOptions(['prod'], NOW)).toMatchObject({ stage: 'prod', since: NOW - 600_000 });
});

it('finds a request by the id of its answer', () => {
  const options = parseLogsOptions(['dev', '--request', '3d23ca7b-3f17'], NOW);
  expect(options?.filterPattern).toBe('"3d23ca7b-3f17"');
});

it('gives help instead', () => {
  expect(parseLogsOptions(['--help'], NOW)).toBeUndefined();
});

test.each([
  [[], /name one stage/],
  [['dev', 'prod'], /name one stage/],
  [['test'], /there is no stage "test"/],
  [['dev', '--since', 'soon'], /--since takes/],
  [['dev', '--request', 'a" "b'], /--request takes/],
  [['dev', '--request', 'a', '--filter', 'b'], /--request is a filter/],
  [['dev', '--functions', 'items'], /--functions/],
])('%j is refused', (argv, message) => {
  expect(() => parseLogsOptions(argv, NOW)).toThrow(message);
});
