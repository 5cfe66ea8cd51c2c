import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepResult, readResults, type AreaResult } from '../../../bench/report/results';
import { areaResult } from './area-result';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-results-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function resultOf(time: string): AreaResult {
  return areaResult({
    time,
    options: { runs: 1, seconds: 1, rounds: 1 },
    load: [1, 1],
    comparisons: [
      {
        what: 'zip',
        unit: 'bytes',
        series: [{ subject: 'items', readings: [100] }],
        goals: [{ against: 'items', atMost: 1 }],
      },
    ],
  });
}

test('the areas of a day share a file, which is named after the day', () => {
  const [morning, noon, evening] = ['06', '12', '18'].map((hour) =>
    resultOf(`2026-01-02T${hour}:00:00.000Z`),
  );
  if (!morning || !noon || !evening) throw new Error('three times');
  expect(keepResult(folder, 'lambda', morning)).toBe(join(folder, '2026-01-02.json'));
  keepResult(folder, 'build', noon);
  keepResult(folder, 'lambda', evening);
  expect(readdirSync(folder)).toEqual(['2026-01-02.json']);
  expect(readResults(folder)).toEqual(
    new Map([
      ['lambda', evening],
      ['build', noon],
    ]),
  );
});

test('of each area the newest day counts', () => {
  const old = resultOf('2025-12-31T00:00:00.000Z');
  const young = resultOf('2026-01-01T00:00:00.000Z');
  keepResult(folder, 'lambda', young);
  keepResult(folder, 'lambda', old);
  keepResult(folder, 'build', old);
  expect(readResults(folder)).toEqual(
    new Map([
      ['lambda', young],
      ['build', old],
    ]),
  );
});

test('a folder that is not there has no results; other files are left alone', () => {
  expect(readResults(join(folder, 'nowhere')).size).toBe(0);
  writeFileSync(join(folder, 'notes.txt'), 'not JSON');
  expect(readResults(folder).size).toBe(0);
});

test.each([
  { broken: 'a text' },
  { broken: { ...resultOf(''), machine: {} } },
  { broken: { ...resultOf(''), options: { runs: '15' } } },
  { broken: { ...resultOf(''), comparisons: [{ what: 'zip' }] } },
  {
    broken: {
      ...resultOf(''),
      comparisons: [
        { what: 'zip', unit: 'ms', series: [{ subject: 'a', readings: [null] }], goals: [] },
      ],
    },
  },
])('what no bench has written is named: $broken', ({ broken }) => {
  const file = join(folder, '2026-01-02.json');
  writeFileSync(file, JSON.stringify({ lambda: broken }));
  expect(() => readResults(folder)).toThrow(`${file}: "lambda" is no result of a bench`);
});
