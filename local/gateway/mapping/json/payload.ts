import { parseJson } from './json-parser';
import { JavaMap, type JsonValue } from './json-value';

/**
 * A payload as mappings see it: nothing is `{}`, and what does not begin as JSON does is text
 * (`a=1&b=2` is the string itself), so that only a broken object, array or string fails.
 *
 * @throws JsonSyntaxError
 */
export function parsePayload(body: string): JsonValue {
  const text = body.trim();
  if (text === '') return new JavaMap();
  if (/^[{["']/.test(text)) return parseJson(text);
  return parseScalar(text);
}

function parseScalar(text: string): JsonValue {
  return /^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(text) ? parseJson(text) : text;
}

/** Well below the depth that the parser refuses. */
const FEW_BRACKETS = 200;

/**
 * Whether a payload is an object or a list that, parsed and printed again, is the very same text. `false` may mean that
 * it was not worth finding out.
 */
export function isCompactJson(body: string): boolean {
  if (!/^[{[]/.test(body) || countBrackets(body) > FEW_BRACKETS) return false;
  try {
    return JSON.stringify(JSON.parse(body)) === body;
  } catch {
    return false;
  }
}

function countBrackets(text: string): number {
  return text.split('{').length + text.split('[').length;
}
