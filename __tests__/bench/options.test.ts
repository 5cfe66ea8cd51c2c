import { AREAS, parseBenchOptions } from '../../bench/options';

const FULL = { runs: 15, seconds: 10, rounds: 3, connections: [1, 10, 50], routes: [10, 50, 90] };

describe('the command line of the bench', () => {
  test('by default measures every area, 15 pairs, 3 rounds of 10 s', () => {
    expect(parseBenchOptions([])).toEqual({
      ...FULL,
      areas: AREAS,
      peers: true,
      quick: false,
      resultsFolder: undefined,
      writeReadme: false,
    });
  });

  test.each([
    { argv: ['runtime'], expected: { ...FULL, areas: ['runtime'] } },
    { argv: ['build', 'lambda'], expected: { areas: ['build', 'lambda'] } },
    {
      argv: ['quick'],
      expected: { areas: AREAS, quick: true, runs: 2, seconds: 1, rounds: 1, routes: [10] },
    },
    { argv: ['quick', 'plan', '--runs', '1'], expected: { areas: ['plan'], quick: true, runs: 1 } },
    { argv: ['--seconds=3', '--rounds=2'], expected: { ...FULL, seconds: 3, rounds: 2 } },
    { argv: ['--no-peers'], expected: { peers: false } },
    { argv: ['--results', 'elsewhere'], expected: { areas: AREAS, resultsFolder: 'elsewhere' } },
    { argv: ['--write-readme'], expected: { areas: [], writeReadme: true } },
    { argv: ['--write-readme', 'build'], expected: { areas: ['build'], writeReadme: true } },
    { argv: ['--write-readme', 'quick'], expected: { areas: AREAS, writeReadme: true } },
  ])('takes $argv', ({ argv, expected }) => {
    expect(parseBenchOptions(argv)).toMatchObject(expected);
  });

  test('gives help rather than measure', () => {
    expect(parseBenchOptions(['lambda', '--help'])).toBeUndefined();
  });

  test.each([
    { argv: ['lambada'], message: 'there is no area "lambada": the areas are lambda, runtime,' },
    { argv: ['--runs', '0'], message: '--runs takes a number from 1, not "0"' },
    { argv: ['--rounds', '1.5'], message: '--rounds takes a number from 1, not "1.5"' },
    { argv: ['--seconds', '10s'], message: '--seconds takes a number from 1, not "10s"' },
    { argv: ['--fast'], message: "Unknown option '--fast'" },
  ])('refuses $argv', ({ argv, message }) => {
    expect(() => parseBenchOptions(argv)).toThrow(message);
  });
});
