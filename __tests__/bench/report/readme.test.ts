import {
  longReport,
  MARKERS,
  replaceBetweenMarkers,
  shortReport,
} from '../../../bench/report/readme';
import { areaResult } from './area-result';

const result = areaResult({
  time: '2026-01-02T03:04:05.678Z',
  options: { runs: 15, seconds: 10, rounds: 3 },
  load: [1.84, 2.06],
  comparisons: [
    {
      what: 'start',
      unit: 'ms',
      series: [
        { subject: 'Gatehouse', readings: [50] },
        { subject: 'peer', readings: [100] },
      ],
      goals: [{ against: 'peer', atMost: 1 }],
    },
  ],
});
const WHERE =
  'on 2026-01-02 with Node v20.1.0 on 2 cores of a processor, load 1.8 before and 2.1 after';

test('the short report is the table of goals, and how, where and when each area was measured', () => {
  const text = shortReport(
    new Map([
      ['build', result],
      ['lambda', result],
    ]),
  );
  expect(text).toContain('| lambda: start | 50.0 ms | peer | 100 ms | 0.50 | at most 1 | met |');
  const how = `15 runs, 3 x 10 s of load, ${WHERE}`;
  expect(text.endsWith(`\n\n- \`lambda\`: ${how}.\n- \`build\`: ${how}.\n`)).toBe(true);
});

test('the long report has a section per area, with the command that repeats it', () => {
  const quick = { ...result, options: { ...result.options, quick: true } };
  const text = longReport(
    new Map([
      ['scale', quick],
      ['runtime', result],
    ]),
  );
  expect(text.match(/^### .+$/gm)).toEqual(['### runtime', '### scale']);
  expect(text).toContain(
    `\`npm run bench -- runtime --runs 15 --rounds 3 --seconds 10\`, ${WHERE}.\n\n| what |`,
  );
  expect(text).toContain('`npm run bench -- quick scale --runs 15');
});

describe('what stands between the markers', () => {
  const [begin, end] = MARKERS;

  test('is replaced, and nothing else', () => {
    const before = `# Title\n\n${begin}\n\nold\n\n${end}\n\nafter\n`;
    const after = replaceBetweenMarkers(before, 'new\n');
    expect(after).toBe(`# Title\n\n${begin}\n\nnew\n\n${end}\n\nafter\n`);
    expect(replaceBetweenMarkers(after, 'new\n')).toBe(after);
  });

  test.each([
    { document: 'nothing' },
    { document: begin },
    { document: end },
    { document: `${end}\n${begin}` },
  ])('is missing in "$document"', ({ document }) => {
    expect(() => replaceBetweenMarkers(document, 'new')).toThrow(`no "${begin}"`);
  });
});
