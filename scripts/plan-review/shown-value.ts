/** How a value of a plan is shown to people: one line, not long, and never when it is sensitive. */

/** Longest value shown; more would push what matters off the page. */
const MAX_LENGTH = 120;

export const SENSITIVE = '(sensitive)';
export const UNKNOWN = '(known after apply)';
export const ABSENT = '(none)';

/** Makes one line of a value; of a long one, the beginning and its length. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return ABSENT;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '') return '""';
  return text.length <= MAX_LENGTH
    ? text
    : `${text.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}… (${text.length} characters)`;
}
