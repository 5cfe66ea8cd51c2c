import {
  COMMON,
  COVERAGE,
  type ArgumentCoverage,
  type ResourceCoverage,
} from '../../local/terraform/coverage';

/** `docs/local-coverage.md`, as the data has it now. */
export function coverageDocument(): string {
  const types = Object.entries(COVERAGE).sort(byName);
  const byArgument = types.filter(([, type]) => type.whole === undefined);
  const whole = types.filter(([, type]) => type.whole !== undefined);
  return `${[
    INTRODUCTION,
    summary(byArgument, whole.length),
    '## On every type',
    table(
      'argument',
      Object.entries(COMMON).map(([path, one]) => row(path, one)),
    ),
    '## Argument by argument',
    ...byArgument.flatMap(([name, type]) => [`### ${name}`, table('argument', argumentRows(type))]),
    '## Types as a whole',
    'The verdict holds for every argument of the type.',
    table('type', whole.map(wholeRow)),
  ].join('\n\n')}\n`;
}

const INTRODUCTION = `# What the laptop makes of each Terraform argument

<!-- Made by \`npm run coverage\` from local/terraform/coverage/: change the data, not this page. -->

The local runtime serves the Terraform JSON that AWS gets. Of each argument it says one of these:

- **honoured**: it does on the laptop what it does on AWS.
- **harmless**: it has no effect on the laptop, and neither a caller of the API nor a function can tell.
- **refused**: ignored, it would make the laptop behave otherwise than AWS. Strict mode stops at it and names its
  address.

An argument of a block that is not listed has the block's verdict. A type or an argument that stands nowhere on this
page is refused. Tests hold the page against the schema of the AWS provider, 5.100 and 6: what one of the two does not
have is marked with the other.`;

type Named = readonly [string, ResourceCoverage];

function summary(byArgument: readonly Named[], wholeTypes: number): string {
  const verdicts = byArgument.flatMap(([, type]) => Object.values(type.arguments));
  const count = (status: ArgumentCoverage['status']): number =>
    verdicts.filter((verdict) => verdict.status === status).length;
  return (
    `${byArgument.length} types argument by argument: ${count('honoured')} honoured, ${count('harmless')} harmless, ` +
    `${count('refused')} refused. ${wholeTypes} types as a whole.`
  );
}

function argumentRows(type: ResourceCoverage): string[] {
  return Object.entries(type.arguments)
    .sort(byName)
    .map(([path, verdict]) => row(path, verdict, type.only[path]));
}

function wholeRow([name, { whole, only }]: Named): string {
  if (whole === undefined) throw new Error(`${name}: has no verdict as a whole`);
  return row(name, whole, only['']);
}

function row(name: string, verdict: ArgumentCoverage, provider?: number): string {
  const mark = provider === undefined ? '' : ` (provider ${provider})`;
  const why = verdict.status === 'honoured' ? '' : verdict.why;
  return `| \`${name}\`${mark} | ${status(verdict)} | ${why} |`;
}

function status(verdict: ArgumentCoverage): string {
  if (verdict.status !== 'refused' || verdict.when === undefined) return verdict.status;
  return `honoured; refused when ${verdict.when.description}`;
}

function table(first: string, rows: readonly string[]): string {
  return [`| ${first} | verdict | why |`, '| --- | --- | --- |', ...rows].join('\n');
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
