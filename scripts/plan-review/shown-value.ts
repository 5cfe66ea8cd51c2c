/** How a value of a plan is shown to people: one line, not long, and never when it is sensitive. */
import { SENSITIVE } from './secret-patterns';
import { maskSecrets } from './secrets';

export { SENSITIVE };

/** Longest value shown; more would push what matters off the page. */
const MAX_LENGTH = 120;

export const UNKNOWN = '(known after apply)';
export const ABSENT = '(none)';

/** Looks like a backtick in the fonts of terminals and pages, and is none: Markdown does not act on it. */
const LIKE_A_BACKTICK = '\u02cb';

/**
 * Makes one line of a value, fit to stand between backticks; of a long one, the beginning and its length. What looks like a
 * secret, by a name in the value or by its form, is `(sensitive)`.
 */
export function showValue(value: unknown): string {
  return withoutBackticks(showText(value));
}

/** Names, each between backticks of its own. */
export function showNames(names: readonly string[]): string {
  return names.map((name) => `\`${showValue(name)}\``).join(', ');
}

/** A text that can stand between backticks. */
export function withoutBackticks(text: string): string {
  return text.replaceAll('`', LIKE_A_BACKTICK);
}

/** As {@link showValue}, for what does not stand between backticks: its own stay. */
export function showText(value: unknown): string {
  if (value === undefined || value === null) return ABSENT;
  const masked = maskSecrets(value);
  const text = typeof masked === 'string' ? masked : JSON.stringify(masked);
  return text === '' ? '""' : shorten(text, MAX_LENGTH);
}

/** The beginning of a text that is longer than so many characters, and how long it is. */
export function shorten(text: string, maxLength: number): string {
  return text.length <= maxLength
    ? text
    : `${text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')}… (${text.length} characters)`;
}
