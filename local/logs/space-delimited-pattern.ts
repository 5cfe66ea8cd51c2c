/** `[ip, user, ..., status = 4*, bytes > 1000]`: conditions on the words of a message. */
import { invalidPattern, parseCondition, type Condition, type MessageFilter } from './condition';

interface Field {
  readonly name: string;
  /** `undefined`: any word. */
  readonly condition: Condition | undefined;
}

const ELLIPSIS = '...';
/** A word, or what stands in quotes or square brackets. */
const WORD = /"([^"]*)"|\[([^\]]*)\]|(\S+)/g;

/** @throws LogsServiceError `InvalidParameterException` */
export function parseSpaceDelimitedPattern(text: string): MessageFilter {
  const fields = text.split(',').map((part) => parseField(part.trim()));
  const gap = fields.findIndex(({ name }) => name === ELLIPSIS);
  if (fields.filter(({ name }) => name === ELLIPSIS).length > 1) {
    throw invalidPattern("'...' stands in it twice");
  }
  return (message) => {
    const words = wordsOf(message);
    if (gap < 0) return words.length === fields.length && fit(fields, words);
    const tail = fields.length - gap - 1;
    if (words.length < gap + tail) return false;
    const end = words.slice(words.length - tail);
    return fit(fields.slice(0, gap), words.slice(0, gap)) && fit(fields.slice(gap + 1), end);
  };
}

function parseField(text: string): Field {
  if (text === ELLIPSIS || /^\w*$/.test(text)) return { name: text, condition: undefined };
  const [name = ''] = /^\(*\s*(\w+)/.exec(text)?.slice(1) ?? [];
  if (name === '') throw invalidPattern(`'${text}' is no field`);
  const condition = parseCondition(text, (selector) => {
    if (selector !== name) throw invalidPattern(`'${text}' is about more than one field`);
  });
  return { name, condition };
}

function wordsOf(message: string): string[] {
  return [...message.matchAll(WORD)].map(([, quoted, bracketed, word]) => {
    return quoted ?? bracketed ?? word ?? '';
  });
}

function fit(fields: readonly Field[], words: readonly string[]): boolean {
  return fields.every(({ name, condition }, index) => {
    return condition?.((selector) => (selector === name ? words[index] : undefined)) ?? true;
  });
}
