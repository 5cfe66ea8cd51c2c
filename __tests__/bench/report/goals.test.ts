import type { Comparison } from '../../../bench/comparison';
import { goalTable } from '../../../bench/report/goals';

function requests(what: string, ours: readonly number[], theirs: readonly number[]): Comparison {
  return {
    what,
    unit: 'requests/s',
    kind: 'requests per second',
    series: [
      { subject: 'Gatehouse', readings: ours },
      { subject: 'peer', readings: theirs },
    ],
    goals: [{ against: 'peer', atLeast: 5 }],
  };
}

function rows(...comparisons: readonly Comparison[]): readonly string[] {
  return goalTable(new Map([['runtime', comparisons]]))
    .trim()
    .split('\n')
    .slice(2);
}

describe('the table of goals', () => {
  test('has a row per goal: what, ours, the other, the ratio, the goal, the verdict', () => {
    const start: Comparison = {
      what: 'start',
      unit: 'ms',
      series: [
        { subject: 'Gatehouse', readings: [50] },
        { subject: 'peer', readings: [100] },
        { subject: 'limit', readings: [10] },
      ],
      goals: [
        { against: 'peer', atMost: 1 },
        { against: 'limit', atMost: 2 },
      ],
    };
    expect(rows(start)).toEqual([
      '| runtime: start | 50.0 ms | peer | 100 ms | 0.50 | at most 1 | met |',
      '| runtime: start | 50.0 ms | limit | 10.0 ms | 5.00 | at most 2 | **missed** |',
    ]);
  });

  test('judges points of one kind together, and shows the worst', () => {
    expect(
      rows(
        requests('GET /faq, 1 connection', [600], [100]),
        requests('GET /faq, 10 connections', [300], [100]),
        requests('GET /faq, 50 connections', [400], [100]),
      ),
    ).toEqual([
      '| runtime: requests per second, worst of 3: GET /faq, 10 connections | 300 requests/s | peer | 100 requests/s | 3.00 | at least 5 | **missed** at 2 of 3 |',
    ]);
  });

  test('the worst of a goal that sets an upper bound is the largest ratio', () => {
    const zip: Comparison = {
      what: 'load',
      unit: 'ms',
      series: [
        { subject: 'faq', readings: [102] },
        { subject: 'hello', readings: [105] },
        { subject: 'empty', readings: [100] },
      ],
      goals: ['faq', 'hello'].map((subject) => ({ subject, against: 'empty', atMost: 1.1 })),
    };
    expect(rows(zip)).toEqual([
      '| runtime: load, worst of 2: hello | 105 ms | empty | 100 ms | 1.05 | at most 1.1 | met |',
    ]);
  });

  test('says when the quartiles lie on both sides of the goal', () => {
    expect(rows(requests('GET /faq', [400, 520, 700], [100, 100, 100]))[0]).toMatch(
      / met, within the noise \|$/,
    );
    expect(rows(requests('GET /faq', [400, 480, 700], [100, 100, 100]))[0]).toMatch(
      / \*\*missed\*\*, within the noise \|$/,
    );
  });

  test('leaves out what was not measured', () => {
    const { series, ...rest } = requests('GET /faq', [1], [1]);
    expect(rows({ ...rest, series: series.slice(0, 1) })).toEqual([]);
  });
});
