import { quoted } from './quoted';

/**
 * Ends a `switch` over the words of a definition: a word that nobody thought of is an error, and never the last case.
 *
 * @param value What the compiler knows cannot be there.
 * @param where What it stands for.
 */
export function unknownWord(value: never, where: string): Error {
  return new Error(
    `${where}: nothing is made of ${quoted(String(value))}: it is no word that is known`,
  );
}
