import type { Comparison } from '../../../bench/comparison';
import { markdownTables } from '../../../bench/report/tables';

const requests: Comparison = {
  what: 'GET /faq, 1 connection',
  unit: 'requests/s',
  kind: 'requests per second',
  series: [
    { subject: 'Gatehouse', readings: [2000, 3000] },
    { subject: 'peer', readings: [1000, 1000] },
  ],
  goals: [
    { against: 'peer', atLeast: 5 },
    { against: 'not there', atLeast: 5 },
  ],
};

const latency = (name: 'p50' | 'p99', readings: readonly number[]): Comparison => ({
  what: `GET /faq, 1 connection, ${name}`,
  unit: 'ms',
  kind: name,
  series: [
    { subject: 'Gatehouse', readings },
    { subject: 'peer', readings: [10, 10] },
  ],
  goals: name === 'p99' ? [{ against: 'peer', atMost: 0.25 }] : [],
});

describe('the tables of an area', () => {
  test('have a row per subject with median, spread, ratio and verdict', () => {
    expect(markdownTables([requests])).toBe(
      [
        '| what | subject | median | quartiles | n | Gatehouse / it | goal |',
        '| --- | --- | ---: | --- | ---: | ---: | --- |',
        '| GET /faq, 1 connection | Gatehouse | 2 500 requests/s | 2 250 to 2 750 | 2 |  |  |',
        '| GET /faq, 1 connection | peer | 1 000 requests/s | 1 000 to 1 000 | 2 | **2.50** (2.25 to 2.75) | at least 5: **missed** |',
        '',
      ].join('\n'),
    );
  });

  test('have p50 and p99 side by side in a second table, where p99 is judged', () => {
    const text = markdownTables([requests, latency('p50', [0.5, 0.5]), latency('p99', [2, 2])]);
    expect(text.split('\n\n')[1]).toBe(
      [
        '| what | subject | p50 | p99 | quartiles of p99 | Gatehouse / it, p99 | goal |',
        '| --- | --- | ---: | ---: | --- | ---: | --- |',
        '| GET /faq, 1 connection | Gatehouse | 0.50 ms | 2.00 ms | 2.00 to 2.00 |  |  |',
        '| GET /faq, 1 connection | peer | 10.0 ms | 10.0 ms | 10.0 to 10.0 | 0.20 | at most 0.25: met |',
        '',
      ].join('\n'),
    );
  });

  test('name the subject of a goal that is not Gatehouse as a whole, with its ratio', () => {
    const zip: Comparison = {
      what: 'zip',
      unit: 'bytes',
      series: [
        { subject: 'items', readings: [110] },
        { subject: 'leanest', readings: [100] },
      ],
      goals: [{ subject: 'items', against: 'leanest', atMost: 1.05 }],
    };
    expect(markdownTables([zip])).toContain('items / it 1.10, at most 1.05: **missed**');
  });

  test('tell what was left out, and why', () => {
    expect(markdownTables([{ ...requests, note: 'sandbox left out: too slow' }])).toMatch(
      /\n\n- GET \/faq, 1 connection: sandbox left out: too slow\.\n$/,
    );
  });
});
