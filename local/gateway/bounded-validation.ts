/** What of a JSON schema takes more than linear time, bounded: the payload comes from a client, and all clients wait. */
import { createContext, Script } from 'node:vm';
import { RE2JS } from 're2js';

/** Milliseconds for all slow patterns of one payload; templates have as much. */
const TIME_LIMIT_MS = 250;

/** A pattern with a look-around or a back reference had no answer in time. */
export class PatternTimeout extends Error {
  override readonly name = 'PatternTimeout';
  readonly pattern: string;

  constructor(pattern: string) {
    super(`the pattern ${pattern} takes too long`);
    this.pattern = pattern;
  }
}

/** The time that is left for the slow patterns of one payload. */
export class TimeBudget {
  #left = TIME_LIMIT_MS;

  /** For the next payload. */
  refill(): void {
    this.#left = TIME_LIMIT_MS;
  }

  /** @throws PatternTimeout when the work is not done in time. */
  spend<T>(pattern: string, work: (timeoutMs: number) => T): T {
    if (this.#left < 1) throw new PatternTimeout(pattern);
    const began = performance.now();
    try {
      return work(Math.ceil(this.#left));
    } catch (error) {
      if (isTimeout(error)) throw new PatternTimeout(pattern);
      throw error;
    } finally {
      this.#left -= performance.now() - began;
    }
  }
}

const TEST = new Script('regexp.test(text)');

/**
 * A regular expression: in linear time where the pattern allows it, else for as long as the budget lasts.
 *
 * @throws SyntaxError when it is none.
 */
export function boundedRegExp(
  pattern: string,
  budget: TimeBudget,
): { test(text: string): boolean } {
  try {
    const regex = RE2JS.compile(pattern);
    return { test: (text) => regex.matcher(text).find() };
  } catch {
    // A look-around or a back reference.
    const values = { regexp: new RegExp(pattern, 'u'), text: '' };
    const context = createContext(values);
    return {
      test(text) {
        values.text = text;
        return budget.spend(pattern, (timeout) => TEST.runInContext(context, { timeout }) === true);
      },
    };
  }
}

/** Whether no two elements are equal, whatever the order of their members: by what they are written as, not by pairs. */
export function areUnique(elements: readonly unknown[]): boolean {
  return new Set(elements.map(canonical)).size === elements.length;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`,
  );
  return `{${members.sort().join()}}`;
}

function isTimeout(error: unknown): boolean {
  // Not of this realm's Error.
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
