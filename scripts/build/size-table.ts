import type { BuildResult } from './build-functions';

/** The sizes of what was built, for a terminal: a row per function. */
export function sizeTable({ functions, durationMs }: BuildResult): string {
  const rows = [
    ['function', 'bundle', 'zip', ''],
    ...functions.map(({ name, bundleBytes, zipBytes, status }) => [
      name,
      grouped(bundleBytes),
      grouped(zipBytes),
      status,
    ]),
  ];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const line = ([name = '', bundle = '', zip = '', status = '']: readonly string[]) =>
    [name.padEnd(width(0)), bundle.padStart(width(1)), zip.padStart(width(2)), status]
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n${functions.length} zips in ${Math.round(durationMs)} ms, sizes in bytes\n`;
}

function grouped(bytes: number): string {
  return String(bytes).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}
