import { countLines } from '../../../scripts/dashboard/picture';
import { render } from '../../../scripts/dashboard/render';
import { slices, sparkline } from '../../../scripts/dashboard/sparkline';

test.each([
  [[], ''],
  [[0, 0], '  '],
  [[1, 2, 4, 8], '▂▃▅█'],
  [[0, 5], ' █'],
])('%j is drawn as "%s"', (values, text) => {
  expect(sparkline(values)).toBe(text);
});

test.each([
  ['at the ends', [0, 100], [1, 0, 0, 1]],
  ['within', [10, 30, 60], [1, 1, 1, 0]],
  ['outside, to the nearest', [-5, 500], [1, 0, 0, 1]],
])('times %s are counted', (_, times, counts) => {
  expect(slices(times, { since: 0, until: 100, count: 4 })).toEqual(counts);
});

it('draws a stage that nobody has called', () => {
  const text = render(countLines([], ['items']), { title: 'dev', since: 0, until: 3_600_000 });
  expect(text).toContain('dev\n1970-01-01T00:00:00.000Z to 1970-01-01T01:00:00.000Z');
  expect(text).toMatch(/requests +0\n/);
  expect(text).toMatch(/Routes\n {2}none/);
  expect(text).toMatch(/items +0 +0 +- +- +0 +- +-\n/);
});
