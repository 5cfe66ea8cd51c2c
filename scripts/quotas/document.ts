import { QUOTAS, type Quota } from '../../modules/quotas';

const BEGIN =
  '<!-- Made by `npm run quotas` from modules/quotas/: change the data, not what is between these lines. -->';
const END = '<!-- End of what `npm run quotas` makes. -->';

/**
 * A page with the tables of quotas in it as the data has them now.
 *
 * @throws Error when the page has no place for them.
 */
export function withQuotas(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the page lacks the line ${BEGIN} or ${END}`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${quotaTables()}\n\n${page.slice(end)}`;
}

/** What is checked at synthesis, then what AWS alone can count. */
export function quotaTables(): string {
  const checked = QUOTAS.filter(({ measure }) => measure !== undefined);
  const others = QUOTAS.filter(({ measure }) => measure === undefined);
  return [
    '### Refused at synthesis, in a line each',
    table(checked),
    '### Only AWS can count it',
    table(others),
  ].join('\n\n');
}

function table(quotas: readonly Quota[]): string {
  const rows = [
    ['AWS takes', 'for', 'raised on request', 'when an API like this one meets it', 'page'],
    ...quotas.map((quota) => [
      `${grouped(quota.limit)} ${quota.unit}`,
      quota.per,
      quota.adjustable ? 'yes' : 'no',
      quota.met,
      `[${quota.service}](${quota.source})${quota.proof === undefined ? '' : ' *'}`,
    ]),
  ];
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}
