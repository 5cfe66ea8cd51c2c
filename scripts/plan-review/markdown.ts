import type { AllowEntry } from './allow-list';
import type { Difference } from './differences';
import { nameSpan, nameSpans, shortSentence } from './markdown-names';
import { codeSpan, plain, prose } from './markdown-text';
import { exitCodeOf, type Finding, type Review, type StackSummary } from './review';
import type { Row } from './rows';

/** GitHub takes comments of up to 65536 characters; what stays below this many bytes is below that, too. */
const MAX_BYTES = 60_000;
/** Left for the line that says that something is missing. */
const RESERVED_BYTES = 300;
/** More of dangers than this is told by their names alone, so that each is in the comment. */
const MAX_DANGER_BYTES = 40_000;
/** Differences shown of one resource. */
const MAX_DIFFERENCES = 15;

/** The order in which counts are told. */
const COUNTED = [
  'create',
  'update',
  'replace',
  'destroy',
  'forget',
  'import',
  'move',
  'read',
] as const;

/**
 * The review as Markdown, dangers first, at most 60 kB: however long a name or a value is, it pushes none of them out. Nothing in
 * a plan gets out of its code span: a name or a value can neither write Markdown nor HTML, link, nor mention anybody.
 */
export function renderMarkdown(review: Review): string {
  const lines = [
    `## Plan review: ${verdictOf(review)}`,
    '',
    ...dangerLines('Dangerous', review.dangers),
    ...dangerLines('Dangerous, and allowed', review.allowed),
    ...review.stacks.flatMap(summaryLines),
    ...section('Look at these', review.warnings.flatMap(findingLines)),
    ...section('Allow list', allowListLines(review)),
    ...section('Changes', changeLines(review.rows)),
    ...section('Follow from others; nobody decided them', followingLines(review.rows)),
  ];
  return withinLimit(lines);
}

function verdictOf(review: Review): string {
  const { dangers, allowed, warnings, rows } = review;
  const parts = [
    count(dangers.length, 'danger'),
    count(allowed.length, 'danger', 'allowed'),
    count(warnings.length, 'warning'),
  ].filter((part) => part !== '');
  if (exitCodeOf(review) === 2) return ['dangerous', ...parts].join(', ');
  // It is applied, and it is no less dangerous for that.
  if (allowed.length > 0) return `dangerous, allowed: ${parts.join(', ')}`;
  return [rows.length === 0 ? 'safe, no changes' : 'safe', ...parts].join(', ');
}

function count(number: number, noun: string, rest = ''): string {
  if (number === 0) return '';
  return `${number} ${noun}${number === 1 ? '' : 's'}${rest === '' ? '' : ` ${rest}`}`;
}

const REACHES = {
  dev: 'reaches dev',
  prod: 'reaches prod',
  both: 'reaches both stages',
  none: 'reaches no stage',
} as const;

function summaryLines(summary: StackSummary): readonly string[] {
  const { stack, stage, counts, drifted, isRefreshOnly, isComplete } = summary;
  const parts = COUNTED.flatMap((action) => {
    const number = counts[action] ?? 0;
    return number === 0 ? [] : [`${number} to ${action}`];
  });
  const told = parts.length === 0 ? 'no changes' : parts.join(', ');
  const lines = [
    `- ${nameSpan(stack)} (${REACHES[stage]}): ${isRefreshOnly ? `changed outside Terraform: ${told}` : told}`,
  ];
  if (drifted.length > 0) {
    lines.push(`  - ${drifted.length} changed outside Terraform: ${nameSpans(drifted)}`);
  }
  if (!isComplete) {
    lines.push(
      '  - only a part of the stack was planned (`-target`, or values not known yet): the rest is not reviewed',
    );
  }
  return lines;
}

/** Dangers in full; of very many, a line each, with the rule and the address alone. */
function dangerLines(title: string, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const full = findings.flatMap(findingLines);
  const isLong = Buffer.byteLength(full.join('\n')) > MAX_DANGER_BYTES;
  const lines = isLong
    ? findings.map((one) => `- **${plain(one.rule)}** ${nameSpan(one.address)} (${one.action})`)
    : full;
  return [`### ${title}`, '', ...lines, ''];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

function findingLines(finding: Finding): readonly string[] {
  const { rule, stack, address, stage, action, what, lost, mend, allowedBy } = finding;
  const lines = [
    `- **${plain(rule)}** ${nameSpan(address)} (${action}; ${nameSpan(stack)}, ${REACHES[stage]}): ${prose(shortSentence(what))}`,
    `  - lost: ${prose(lost)}`,
  ];
  if (allowedBy !== undefined) return [...lines, `  - allowed by ${entryText(allowedBy)}`];
  const allow =
    finding.severity === 'danger' ? `; or allow ${codeSpan(rule)} in \`plan-allow.json\`` : '';
  return [...lines, `  - mend: ${prose(mend)}${allow}`];
}

function entryText({ number, address, action, reason, expires }: AllowEntry): string {
  return `entry ${number} of \`plan-allow.json\` (${nameSpan(action)} of ${nameSpan(address)} until ${expires}): ${nameSpan(reason)}`;
}

function allowListLines({ expired, unused }: Review): readonly string[] {
  return [
    ...expired.map((entry) => `- expired, so that it allows nothing: ${entryText(entry)}`),
    ...unused.map((entry) => `- not used here: ${entryText(entry)}`),
  ];
}

function changeLines(rows: readonly Row[]): readonly string[] {
  const decided = rows.filter(({ partOf, isNoise }) => partOf === undefined && !isNoise);
  if (decided.length === 0) return [];
  return [
    '| stack | resource | reaches | action | what |',
    '| --- | --- | --- | --- | --- |',
    ...decided.map(
      (row) =>
        `| ${nameSpan(row.stack)} | ${nameSpan(row.address)} | ${row.stage} | ${actionOf(row)} | ${whatOf(row)} |`,
    ),
  ];
}

function actionOf({ action, differences }: Row): string {
  const forced = differences.filter(({ forcesReplacement }) => forcesReplacement);
  return action === 'replace' && forced.length > 0
    ? `**replace**, forced by ${nameSpans(forced.map(({ path }) => path))}`
    : action === 'replace' || action === 'destroy'
      ? `**${action}**`
      : action;
}

function whatOf({ note, differences }: Row): string {
  const decided = differences.filter(({ isConsequence }) => !isConsequence);
  const follow = differences.filter(({ isConsequence }) => isConsequence).map(({ path }) => path);
  const parts = [
    ...(note === undefined ? [] : [prose(shortSentence(note))]),
    ...decided.slice(0, MAX_DIFFERENCES).map(differenceText),
    ...(decided.length > MAX_DIFFERENCES
      ? [`and ${decided.length - MAX_DIFFERENCES} more attributes`]
      : []),
    ...(follow.length === 0 ? [] : [`(follow: ${nameSpans(follow)})`]),
  ];
  return parts.join('<br>');
}

function differenceText({ path, before, after }: Difference): string {
  return `${nameSpan(path)}: ${codeSpan(before)} → ${codeSpan(after)}`;
}

function followingLines(rows: readonly Row[]): readonly string[] {
  return rows
    .filter(({ partOf, isNoise }) => partOf !== undefined || isNoise)
    .map(({ stack, address, partOf, differences }) => {
      const why = partOf === undefined ? '' : `, by ${nameSpan(partOf)}`;
      const paths = differences.map(({ path }) => path);
      return `- ${nameSpan(stack)} ${nameSpan(address)}${why}${paths.length === 0 ? '' : `: ${nameSpans(paths)}`}`;
    });
}

/** Takes lines from the top for as long as they fit: what matters most stands first. */
function withinLimit(lines: readonly string[]): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > MAX_BYTES - RESERVED_BYTES) {
      kept.push(
        '',
        `**${lines.length - kept.length} more lines do not fit here**; \`--json\` has them all.`,
      );
      break;
    }
    kept.push(line);
  }
  return `${kept.join('\n')}\n`;
}
