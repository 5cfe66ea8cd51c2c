/** Names in the review's Markdown: of resources, stacks and attributes, which somebody else has chosen. */
import { codeSpan } from './markdown-text';
import { shorten } from './shown-value';

/** Longest name shown. The key of a `for_each` has no limit, and one of 70 kB would fill the comment. */
const MAX_NAME = 200;
/** Longest sentence of a finding: it names a few values, of which each may be long. */
const MAX_SENTENCE = 1500;
/** Names shown of a list. */
const MAX_NAMES = 15;

/** A name as code; of a long one, the beginning and its length. */
export function nameSpan(name: string): string {
  return codeSpan(shorten(name, MAX_NAME));
}

/** Names as code, with commas between; of many, the first and how many more there are. */
export function nameSpans(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(nameSpan).join(', ');
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}

/** A sentence with values in backticks that is not too long; a value that is cut still ends as one. */
export function shortSentence(sentence: string): string {
  const short = shorten(sentence, MAX_SENTENCE);
  if (short === sentence || short.split('`').length % 2 === 1) return short;
  return short.replace(/… \(\d+ characters\)$/, '`$&');
}
