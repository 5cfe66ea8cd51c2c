import { figure, quantity, ratioText, table } from '../../../bench/report/figures';

test.each([
  { value: 0.123, text: '0.12' },
  { value: 2.718, text: '2.72' },
  { value: 10.04, text: '10.0' },
  { value: 999.4, text: '999' },
  { value: 64609, text: '64 609' },
  { value: 1_234_567, text: '1 234 567' },
])('the figure of $value is $text', ({ value, text }) => {
  expect(figure(value)).toBe(text);
});

test('a quantity has its unit, a count has none', () => {
  expect(quantity(12.5, 'ms')).toBe('12.5 ms');
  expect(quantity(242, 'count')).toBe('242');
});

test.each([
  { ratio: { count: 1, median: 0.5, lower: 0.5, upper: 0.5 }, text: '0.50' },
  { ratio: { count: 3, median: 1.04, lower: 1, upper: 1.1 }, text: '**1.04** (1.00 to 1.10)' },
  {
    ratio: { count: 3, median: 0.04, lower: 0.03, upper: 0.05 },
    text: '**0.040** (0.030 to 0.050)',
  },
  { ratio: { count: 1, median: 2500, lower: 2500, upper: 2500 }, text: '2 500' },
])('a ratio of $ratio.median is told as $text', ({ ratio, text }) => {
  expect(ratioText(ratio)).toBe(text);
});

test('a table has a head, an alignment and a line per row', () => {
  expect(table(['what', 'n'], ['---', '---:'], [['zip', '1']])).toBe(
    '| what | n |\n| --- | ---: |\n| zip | 1 |\n',
  );
});
