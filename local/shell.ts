/** Text of somebody else's project on this machine's terminal: nothing of it may act there. */

/**
 * A word of a POSIX shell that means the text itself: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html
 *
 * @returns The text in single quotes; a quote in it is closed over: `it's` is `'it'\''s'`.
 */
export function shellQuoted(text: string): string {
  return `'${printable(text).replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Text that cannot move the cursor, change the colour or reorder what stands beside it: control characters, those that set the
 * direction of writing, and line ends become `\u001b`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return String.raw`\u${code.toString(16).padStart(4, '0')}`;
  });
}

/**
 * What a terminal obeys (C0, DEL, C1), what turns the direction of a line, and what ends one.
 *
 * https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
export const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** As `printable`, of a text of several lines: its line ends and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(/[^\n\t]+/g, printable);
}
