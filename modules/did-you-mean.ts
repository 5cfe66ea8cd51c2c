import { quoted } from './quoted';

/**
 * Ends an error about a word that there is not.
 *
 * @param given What stands there.
 * @param known What may stand there.
 * @returns `; did you mean "api-key"?`, or nothing when no known word is near.
 */
export function didYouMean(given: unknown, known: readonly string[]): string {
  const nearest = typeof given === 'string' ? nearestOf(given, known) : undefined;
  return nearest === undefined ? '' : `; did you mean ${quoted(nearest)}?`;
}

/** The known word that the fewest changes lead to; `undefined` when it would be another word: over a third is changed. */
export function nearestOf(given: string, known: readonly string[]): string | undefined {
  const [nearest] = known
    .map((word) => ({ word, distance: distance(plain(given), plain(word)) }))
    .filter(({ word, distance }) => distance <= Math.max(1, plain(word).length / 3))
    .sort((one, other) => one.distance - other.distance);
  return nearest?.word;
}

/** How a word is cased, and where it has hyphens, is what is mistaken most. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

/** Letters to insert, delete, replace, or change places with their neighbour: the optimal string alignment. */
function distance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next[column] = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, next];
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
