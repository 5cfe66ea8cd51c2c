import { parseArgs } from 'node:util';
import { parseStageName, STAGE_NAMES, type StageName } from '../../config';

/** What `npm run cost` was asked for, checked. */
export interface CostOptions {
  readonly stages: readonly StageName[];
  /** Per month. */
  readonly requests: number;
  /** A folder that was synthesized; `undefined`: this project is, first. */
  readonly app: string | undefined;
  /** What `npm run dashboard -- <stage> --json` printed. */
  readonly measured: string | undefined;
  readonly json: boolean;
}

export const COST_HELP = `Estimates what the stages cost in a month, from the Terraform that would be applied and from dated prices.

  npm run cost -- [dev] [prod] [options]

  --requests N       requests a month, of each stage (default 1000000)
  --measured FILE    mix and durations from what \`npm run -s dashboard -- <stage> --json\` printed, not assumed ones
  --app DIR          a finished cdktf.out (default: this project's, synthesized now)
  --json             for a program
  -h, --help         this text

An estimate without free tier, taxes and discounts; docs/cost.md tells what it takes for granted.
`;

const OPTIONS = {
  requests: { type: 'string', default: '1000000' },
  measured: { type: 'string' },
  app: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @returns `undefined` when help was asked for.
 * @throws Error with one line that names the option and what it takes.
 */
export function parseCostOptions(argv: readonly string[]): CostOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
  });
  if (values.help) return undefined;
  if (!/^\d{1,12}$/.test(values.requests)) {
    throw new Error(`--requests takes a number of requests a month, not "${values.requests}"`);
  }
  return {
    stages: positionals.length === 0 ? STAGE_NAMES : positionals.map(parseStageName),
    requests: Number(values.requests),
    app: values.app,
    measured: values.measured,
    json: values.json,
  };
}
