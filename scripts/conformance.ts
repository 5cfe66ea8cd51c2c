import { runCommand, messageOf } from './cli';
import { readCaseFile, type ConformanceCase, type ReadCase } from './conformance/case-file';
import { DIRECT_KINDS, runDirectCase } from './conformance/direct-case';
import { runHttpCase } from './conformance/http-case';

const HELP = `Replays recorded AWS behaviour against the local runtime.

  npm run conformance -- FILE... [--only TEXT]

  FILE         cases of the format apigw-conformance/1
  --only TEXT  only cases whose id or area contains the text
  -h, --help   this text

Each case that calls an API becomes Terraform JSON, is loaded as any stack is, and is called over HTTP. A line per failing
case, totals per area, and a non-zero exit on a failure or an unreadable case.
`;

/** Cases that run at once: most of a case is waiting for worker threads to start. */
const AT_ONCE = 4;

interface Verdict {
  readonly id: string;
  readonly area: string;
  /** `undefined`: passed. */
  readonly problem: string | undefined;
}

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(HELP);
    return 0;
  }
  const mark = argv.indexOf('--only');
  const only = mark < 0 ? '' : (argv[mark + 1] ?? '');
  const files = mark < 0 ? argv : argv.filter((_, index) => index !== mark && index !== mark + 1);
  if (files.length === 0) throw new Error('name a file of cases: npm run conformance -- FILE...');
  const cases = files.flatMap(readCaseFile).filter((one) => isWanted(one, only));
  const verdicts = await runAll(cases);
  process.stdout.write(report(verdicts));
  return verdicts.length === 0 || verdicts.some(({ problem }) => problem !== undefined) ? 1 : 0;
}

function isWanted(one: ReadCase, only: string): boolean {
  return one.kind === 'unreadable' || one.case.id.includes(only) || one.case.area.includes(only);
}

async function runAll(cases: readonly ReadCase[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const waiting = [...cases.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      verdicts[next[0]] = await judge(next[1]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return verdicts;
}

async function judge(one: ReadCase): Promise<Verdict> {
  if (one.kind === 'unreadable') return { id: one.id, area: 'unreadable', problem: one.why };
  const { id, area } = one.case;
  try {
    return { id, area, problem: await run(one.case) };
  } catch (error) {
    return { id, area, problem: messageOf(error) };
  }
}

async function run(one: ConformanceCase): Promise<string | undefined> {
  if (one.kind === 'http') return runHttpCase(one);
  const direct = DIRECT_KINDS[one.kind];
  return direct === undefined
    ? `this runner does not know the kind "${one.kind}"`
    : runDirectCase(direct, one);
}

function report(verdicts: readonly Verdict[]): string {
  const failed = verdicts.filter(({ problem }) => problem !== undefined);
  const areas = [...new Set(verdicts.map(({ area }) => area))].sort();
  return [
    ...failed.map(({ id, problem }) => `FAILED ${id}: ${problem ?? ''}`),
    ...areas.map((area) => {
      const all = verdicts.filter((one) => one.area === area);
      const passed = all.filter(({ problem }) => problem === undefined).length;
      return `${area.padEnd(20)} ${String(passed).padStart(4)} of ${String(all.length)}`;
    }),
    `${String(verdicts.length - failed.length)} passed, ${String(failed.length)} failed\n`,
  ].join('\n');
}

runCommand(main);
