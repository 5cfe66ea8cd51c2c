import type { Checked } from './assumption';

/** What was found, an assumption a line, and below it what to do about what differs. */
export function renderTable(checked: readonly Checked[]): string {
  const width = Math.max(...checked.map(({ id }) => id.length));
  const lines = checked.map(({ id, outcome, assumed, detail }) => {
    const said = detail === '' ? '' : ` (${detail})`;
    return `${outcome.padEnd(7)}  ${id.padEnd(width)}  ${assumed}${said}`;
  });
  const cures = checked
    .filter(({ outcome }) => outcome === 'differs')
    .map(({ id, otherwise }) => `  ${id}: ${otherwise}`);
  const count = (one: string): number => checked.filter(({ outcome }) => outcome === one).length;
  return [
    ...lines,
    '',
    `${count('holds')} hold, ${count('differs')} differ, ${count('unknown')} could not be told`,
    ...(cures.length === 0 ? [] : ['', 'what to do:', ...cures]),
    '',
  ].join('\n');
}
