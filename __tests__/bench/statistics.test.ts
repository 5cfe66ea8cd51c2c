import { ratioOfPairs, summarize } from '../../bench/statistics';

describe('a summary', () => {
  test.each([
    { readings: [5], median: 5, lower: 5, upper: 5 },
    { readings: [4, 1], median: 2.5, lower: 1.75, upper: 3.25 },
    { readings: [3, 1, 2], median: 2, lower: 1.5, upper: 2.5 },
    { readings: [10, 9, 1, 2, 3], median: 3, lower: 2, upper: 9 },
    // Sorted as numbers, not as text.
    { readings: [100, 20, 3], median: 20, lower: 11.5, upper: 60 },
  ])('of $readings is $median, between $lower and $upper', ({ readings, ...expected }) => {
    expect(summarize(readings)).toEqual({ count: readings.length, ...expected });
  });

  test('one slow reading among many moves neither the median nor the quartiles', () => {
    expect(summarize([1, 1, 1, 1, 1000])).toMatchObject({ median: 1, lower: 1, upper: 1 });
  });

  test('of nothing is an error', () => {
    expect(() => summarize([])).toThrow('a series without a reading');
  });

  test('leaves the readings in their order', () => {
    const readings = [3, 1, 2];
    summarize(readings);
    expect(readings).toEqual([3, 1, 2]);
  });
});

describe('the ratio of pairs', () => {
  test('is the median of the ratios, not the ratio of the medians', () => {
    // The machine was slow for the middle pair: both took ten times as long.
    expect(ratioOfPairs([10, 200, 30], [20, 400, 10])).toMatchObject({ median: 0.5, count: 3 });
  });

  test('leaves out a reading that has no other beside it', () => {
    expect(ratioOfPairs([10, 10, 10], [5, 5]).count).toBe(2);
    expect(ratioOfPairs([10], [5, 5]).count).toBe(1);
  });
});
