import type { AllowEntry } from './allow-list';
import type { Difference } from './differences';
import { codeSpan, plain, prose } from './markdown-text';
import { exitCodeOf, type Finding, type Review, type StackSummary } from './review';
import type { Row } from './rows';

/** GitHub takes comments of up to 65536 characters; what stays below this many bytes is below that, too. */
const MAX_BYTES = 60_000;
/** Left for the line that says that something is missing. */
const RESERVED_BYTES = 300;
/** Differences shown of one resource. */
const MAX_DIFFERENCES = 15;

/** The order in which counts are told. */
const COUNTED = ['create', 'update', 'replace', 'destroy', 'forget', 'move', 'read'] as const;

/**
 * The review as Markdown, dangers first, at most 60 kB. Nothing in a plan gets out of its code span: a name or a
 * value can neither write Markdown nor HTML, nor mention anybody.
 */
export function renderMarkdown(review: Review): string {
  const lines = [
    `## Plan review: ${verdictOf(review)}`,
    '',
    ...review.stacks.flatMap(summaryLines),
    ...section('Dangerous', review.dangers.flatMap(findingLines)),
    ...section('Dangerous, and allowed', review.allowed.flatMap(findingLines)),
    ...section('Look at these', review.warnings.flatMap(findingLines)),
    ...section('Allow list', allowListLines(review)),
    ...section('Changes', changeLines(review.rows)),
    ...section('Follow from others; nobody decided them', followingLines(review.rows)),
  ];
  return withinLimit(lines);
}

function verdictOf(review: Review): string {
  const { dangers, allowed, warnings, rows } = review;
  const also = [
    count(allowed.length, 'danger', 'allowed'),
    count(warnings.length, 'warning'),
  ].filter((part) => part !== '');
  const verdict =
    exitCodeOf(review) === 2
      ? `dangerous, ${count(dangers.length, 'danger')}`
      : rows.length === 0
        ? 'safe, no changes'
        : 'safe';
  return [verdict, ...also].join(', ');
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
    `- ${codeSpan(stack)} (${REACHES[stage]}): ${isRefreshOnly ? `changed outside Terraform: ${told}` : told}`,
  ];
  if (drifted.length > 0) {
    lines.push(`  - ${drifted.length} changed outside Terraform: ${codeSpans(drifted)}`);
  }
  if (!isComplete) {
    lines.push(
      '  - only a part of the stack was planned (`-target`, or values not known yet): the rest is not reviewed',
    );
  }
  return lines;
}

function codeSpans(texts: readonly string[]): string {
  const shown = texts.slice(0, MAX_DIFFERENCES).map(codeSpan).join(', ');
  return texts.length > MAX_DIFFERENCES
    ? `${shown} and ${texts.length - MAX_DIFFERENCES} more`
    : shown;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

function findingLines(finding: Finding): readonly string[] {
  const { rule, stack, address, stage, action, what, lost, mend, allowedBy } = finding;
  const lines = [
    `- **${plain(rule)}** ${codeSpan(address)} (${action}; ${codeSpan(stack)}, ${REACHES[stage]}): ${prose(what)}`,
    `  - lost: ${prose(lost)}`,
  ];
  if (allowedBy !== undefined) return [...lines, `  - allowed by ${entryText(allowedBy)}`];
  const allow =
    finding.severity === 'danger' ? `; or allow ${codeSpan(rule)} in \`plan-allow.json\`` : '';
  return [...lines, `  - mend: ${prose(mend)}${allow}`];
}

function entryText({ number, address, action, reason, expires }: AllowEntry): string {
  return `entry ${number} of \`plan-allow.json\` (${codeSpan(action)} of ${codeSpan(address)} until ${expires}): ${codeSpan(reason)}`;
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
        `| ${codeSpan(row.stack)} | ${codeSpan(row.address)} | ${row.stage} | ${actionOf(row)} | ${whatOf(row)} |`,
    ),
  ];
}

function actionOf({ action, differences }: Row): string {
  const forced = differences.filter(({ forcesReplacement }) => forcesReplacement);
  return action === 'replace' && forced.length > 0
    ? `**replace**, forced by ${codeSpans(forced.map(({ path }) => path))}`
    : action === 'replace' || action === 'destroy'
      ? `**${action}**`
      : action;
}

function whatOf({ note, differences }: Row): string {
  const decided = differences.filter(({ isConsequence }) => !isConsequence);
  const follow = differences.filter(({ isConsequence }) => isConsequence).map(({ path }) => path);
  const parts = [
    ...(note === undefined ? [] : [prose(note)]),
    ...decided.slice(0, MAX_DIFFERENCES).map(differenceText),
    ...(decided.length > MAX_DIFFERENCES
      ? [`and ${decided.length - MAX_DIFFERENCES} more attributes`]
      : []),
    ...(follow.length === 0 ? [] : [`(follow: ${codeSpans(follow)})`]),
  ];
  return parts.join('<br>');
}

function differenceText({ path, before, after }: Difference): string {
  return `${codeSpan(path)}: ${codeSpan(before)} → ${codeSpan(after)}`;
}

function followingLines(rows: readonly Row[]): readonly string[] {
  return rows
    .filter(({ partOf, isNoise }) => partOf !== undefined || isNoise)
    .map(({ stack, address, partOf, differences }) => {
      const why = partOf === undefined ? '' : `, by ${codeSpan(partOf)}`;
      const paths = differences.map(({ path }) => path);
      return `- ${codeSpan(stack)} ${codeSpan(address)}${why}${paths.length === 0 ? '' : `: ${codeSpans(paths)}`}`;
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
