/** Text of strangers on a terminal: it is shown, and does nothing. */

/**
 * Characters that a terminal obeys (C0 but the tab, DEL, C1), that turn the direction of a line, or that end one.
 *
 * https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
const OBEYED =
  // eslint-disable-next-line no-control-regex -- the very characters that are taken out
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** One line for a terminal, a blank in the place of each character that would do something there. */
export function terminalText(text: string): string {
  return text.replace(OBEYED, ' ');
}

/** As {@link terminalText}, for a text of our own that has lines. */
export function terminalLines(text: string): string {
  return text.split('\n').map(terminalText).join('\n');
}
