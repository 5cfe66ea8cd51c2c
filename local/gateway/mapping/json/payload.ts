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
