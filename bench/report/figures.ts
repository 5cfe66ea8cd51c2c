import type { Comparison } from '../comparison';
import type { Summary } from '../statistics';

/** Three digits that tell, and thousands apart. */
export function figure(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ' ');
}

/** A figure with its unit: `12.5 ms`. */
export function quantity(value: number, unit: Comparison['unit']): string {
  return unit === 'count' ? figure(value) : `${figure(value)} ${unit}`;
}

/** The ratio, in bold with its quartiles when there are several pairs. */
export function ratioText({ median, lower, upper }: Summary): string {
  const digits = median < 0.1 ? 3 : 2;
  const text = (value: number) => (value >= 1000 ? figure(value) : value.toFixed(digits));
  return lower === upper ? text(median) : `**${text(median)}** (${text(lower)} to ${text(upper)})`;
}

/** A table of Markdown; prettier aligns it when it is written into a document. */
export function table(
  head: readonly string[],
  align: readonly ('---' | '---:')[],
  rows: readonly (readonly string[])[],
): string {
  return [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
