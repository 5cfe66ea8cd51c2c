import { parseArgs } from 'node:util';

export const AREAS = ['lambda', 'runtime', 'build', 'plan', 'scale'] as const;
export type Area = (typeof AREAS)[number];

/** How much is measured. */
export interface BenchOptions {
  readonly areas: readonly Area[];
  /** Pairs per process time. */
  readonly runs: number;
  /** Of load per point and round. */
  readonly seconds: number;
  /** Rounds of load per point. */
  readonly rounds: number;
  readonly connections: readonly number[];
  /** How many routes and functions are added to the project's own, in turn. */
  readonly routes: readonly number[];
  /** Leaves out peers, which are slow to start. */
  readonly peers: boolean;
  /** Few and short readings: shows that it runs, not how fast. */
  readonly quick: boolean;
  /** Of results, relative to the working directory; `undefined`: `bench/results`. */
  readonly resultsFolder: string | undefined;
  /** Writes the tables of the newest results into the READMEs afterwards. */
  readonly writeReadme: boolean;
}

export const HELP = `Measures Gatehouse against its peers and its limits, in pairs, and prints the ratios.

  npm run bench -- [area ...] [options]      areas: ${AREAS.join(', ')} (default: all)
  npm run bench -- quick [area ...]          few and short readings: shows that it runs, not how fast

  --runs N       pairs per process time (default 15)
  --seconds N    of load per point and round (default 10)
  --rounds N     of load per point (default 3)
  --no-peers     against the limits alone
  --results DIR  where results are kept (default bench/results)
  --write-readme writes the tables of the newest result of every area into bench/README.md and README.md; without an
                 area nothing is measured before
  -h, --help     this text
`;

/** With a function each, which is a stage variable each: beside the project's own ten that makes AWS's 100. */
export const MOST_ROUTES = 90;

const QUICK = { runs: 2, seconds: 1, rounds: 1, connections: [1, 10], routes: [10] } as const;
const FULL = {
  runs: 15,
  seconds: 10,
  rounds: 3,
  connections: [1, 10, 50],
  routes: [10, 50, MOST_ROUTES],
} as const;

/**
 * Reads the command line.
 *
 * @returns `undefined` when help was asked for.
 * @throws Error with one line that names what it does not know.
 */
export function parseBenchOptions(argv: readonly string[]): BenchOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      'no-peers': { type: 'boolean', default: false },
      results: { type: 'string' },
      'write-readme': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const isQuick = positionals.includes('quick');
  const amount = isQuick ? QUICK : FULL;
  return {
    areas: parseAreas(positionals, values['write-readme']),
    runs: parseCount('--runs', values.runs) ?? amount.runs,
    seconds: parseCount('--seconds', values.seconds) ?? amount.seconds,
    rounds: parseCount('--rounds', values.rounds) ?? amount.rounds,
    connections: amount.connections,
    routes: amount.routes,
    peers: !values['no-peers'],
    quick: isQuick,
    resultsFolder: values.results,
    writeReadme: values['write-readme'],
  };
}

/** All of them when none is named, unless there is something else to do. */
function parseAreas(words: readonly string[], isWriting: boolean): readonly Area[] {
  const areas = words.filter((word) => word !== 'quick').map(parseArea);
  const isAll = areas.length === 0 && !(isWriting && words.length === 0);
  return isAll ? AREAS : areas;
}

function parseArea(text: string): Area {
  const found = AREAS.find((area) => area === text);
  if (found !== undefined) return found;
  throw new Error(`there is no area "${text}": the areas are ${AREAS.join(', ')}`);
}

function parseCount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new Error(`${option} takes a number from 1, not "${text}"`);
  return Number(text);
}
