import { createContext, runInContext } from 'node:vm';
import { RE2JS } from 're2js';
import { TemplateError } from '../template-error';

/**
 * Java's regular expressions. Nearly all run in linear time; one with a look-around or a back reference, which
 * that cannot do, runs in V8 under a time limit, since the text it meets comes from a client.
 */
export interface JavaRegex {
  /** Whether the whole text matches, as `String.matches`. */
  matches(text: string): boolean;
  /** `$1` and `\` in the replacement mean what they do in Java. */
  replace(text: string, replacement: string, occurrences: 'all' | 'first'): string;
  /** A limit of 0 drops the empty parts at the end, a negative one keeps all. */
  split(text: string, limit: number): string[];
}

const TIME_LIMIT_MS = 250;
const LOOKS_AROUND = /\(\?(?:[=!]|<[=!])|\\[1-9k]/;

/** Patterns stand in templates, of which an API has few; one made out of a request must not fill the memory. */
const MAX_COMPILED = 200;
/** A memory of what only depends on the pattern: to compile costs a hundred times what to match does. */
const compiled = new Map<string, JavaRegex>();

/** @throws TemplateError when the pattern is none. */
export function compileJavaRegex(pattern: string): JavaRegex {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const regex = compile(pattern);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

function compile(pattern: string): JavaRegex {
  return guarded(pattern, () =>
    LOOKS_AROUND.test(pattern) ? backtracking(pattern) : linear(pattern),
  );
}

/** A pattern without operators, a letter behind a backslash aside: `\\'` is `'`. */
const LITERAL = /^(?:[^\\^$.|?*+()[\]{}]|\\[^A-Za-z0-9])+$/;

function linear(pattern: string): JavaRegex {
  const regex = RE2JS.compile(pattern);
  const literal = LITERAL.test(pattern) ? pattern.replace(/\\(.)/gs, '$1') : undefined;
  return {
    matches: (text) => regex.matches(text),
    replace: (text, replacement, occurrences) =>
      guarded(pattern, () => {
        if (literal !== undefined && !text.includes(literal)) return text;
        const matcher = regex.matcher(text);
        return occurrences === 'all'
          ? matcher.replaceAll(replacement, true)
          : matcher.replaceFirst(replacement, true);
      }),
    split: (text, limit) => regex.split(text, limit),
  };
}

function backtracking(pattern: string): JavaRegex {
  const run = (code: string, values: Readonly<Record<string, unknown>>): unknown =>
    guarded(pattern, (): unknown =>
      runInContext(code, createContext({ pattern, ...values }), { timeout: TIME_LIMIT_MS }),
    );
  return {
    matches: (text) => run('new RegExp(`^(?:${pattern})$`).test(text)', { text }) === true,
    replace: (text, replacement, occurrences) =>
      String(
        run('text.replace(new RegExp(pattern, flags), replacement)', {
          text,
          replacement: replacement.replace(/\\(.)|\$(?!\d)/g, (found, escaped?: string) =>
            escaped === undefined ? found : escaped.replace('$', '$$$$'),
          ),
          flags: occurrences === 'all' ? 'g' : '',
        }),
      ),
    split: (text, limit) => {
      const parts = run('JSON.stringify(text.split(new RegExp(pattern)))', { text });
      return limitParts(JSON.parse(String(parts)), limit);
    },
  };
}

function limitParts(parts: unknown, limit: number): string[] {
  const texts = Array.isArray(parts) ? parts.map(String) : [];
  if (limit === 0) while (texts.length > 1 && texts.at(-1) === '') texts.pop();
  return texts;
}

function guarded<T>(pattern: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TemplateError(
      `The regular expression ${JSON.stringify(pattern)} failed: ${reason}.`,
      {
        cause: error,
      },
    );
  }
}
