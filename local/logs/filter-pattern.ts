/** CloudWatch Logs' filter patterns: which log events a search shows. */
import { invalidPattern, parseRegularExpression, unquote, type MessageFilter } from './condition';
import { parseJsonPattern } from './json-pattern';
import { parseSpaceDelimitedPattern } from './space-delimited-pattern';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const LONGEST_PATTERN = 1024;

/**
 * Reads a pattern in any of its three forms: terms, `{ $.json = condition }`, `[space, delimited, fields]`.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 *
 * @throws LogsServiceError `InvalidParameterException`
 */
export function parseFilterPattern(pattern: string): MessageFilter {
  if (pattern.length > LONGEST_PATTERN) {
    throw invalidPattern(`it has ${pattern.length} characters, and may have ${LONGEST_PATTERN}`);
  }
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) return parseJsonPattern(inner(text, '}'));
  if (text.startsWith('[')) return parseSpaceDelimitedPattern(inner(text, ']'));
  return parseTerms(text);
}

function inner(text: string, end: string): string {
  if (!text.endsWith(end)) throw invalidPattern(`'${end}' is missing at its end`);
  return text.slice(1, -1);
}

interface Term {
  readonly role: '' | '?' | '-';
  readonly isIn: MessageFilter;
}

/** A term: bare, `"in quotes"` or `%regular expression%`, after `?` (one of these) or `-` (none of these). */
const TERM = /\s*([?-]?)("(?:[^"\\]|\\.)*"|%[^%]*%|[^\s"%]+)/y;

function parseTerms(text: string): MessageFilter {
  const terms: Term[] = [];
  for (let at = 0; at < text.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const [, role, token] = TERM.exec(text) ?? [];
    if (token === undefined) throw invalidPattern(`cannot read '${text.slice(at)}'`);
    terms.push({ role: role === '?' || role === '-' ? role : '', isIn: parseTerm(token) });
  }
  const required = terms.filter(({ role }) => role !== '?');
  // Beside required or excluded terms, AWS takes no notice of the optional ones.
  if (required.length === 0) return (message) => terms.some(({ isIn }) => isIn(message));
  return (message) => required.every(({ role, isIn }) => isIn(message) === (role === ''));
}

function parseTerm(token: string): MessageFilter {
  if (token.startsWith('%')) {
    const expression = parseRegularExpression(token);
    return (message) => expression.test(message);
  }
  const quoted = unquote(token);
  if (quoted === undefined && !/^[\p{L}\p{N}_]+$/u.test(token)) {
    throw invalidPattern(`Invalid character(s) in term '${token}': put it in double quotes`);
  }
  const term = quoted ?? token;
  return (message) => message.includes(term);
}
