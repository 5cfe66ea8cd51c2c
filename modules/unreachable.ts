const LONGEST = 80;

/**
 * Ends a `switch` over the words of a definition: a word that nobody thought of is an error, and never the last case.
 *
 * @param value What the compiler knows cannot be there.
 * @param where What it stands for.
 */
export function unknownWord(value: never, where: string): Error {
  const text = JSON.stringify(value).slice(0, LONGEST);
  return new Error(`${where}: nothing is made of ${text}: there is no such word`);
}
