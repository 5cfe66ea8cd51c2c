/** Text of strangers on a terminal: it is shown, and does nothing. */
import { UNPRINTABLE } from '../local/shell';

/** One line for a terminal, a blank in the place of each character that would do something there. */
export function terminalText(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\t' ? character : ' '));
}

/** As {@link terminalText}, for a text of our own that has lines. */
export function terminalLines(text: string): string {
  return text.split('\n').map(terminalText).join('\n');
}
