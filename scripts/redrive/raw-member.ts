/** A string, or anything that opens, closes or parts the members of an object. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/gs;
const STEPS: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };
const MEMBER = /^\s*("(?:[^"\\]|\\.)*")\s*:(.*)$/s;

/**
 * The text of a member of a JSON object, to the letter: parsing and writing it again would round its long numbers and
 * drop its doubled keys.
 *
 * @param json Text that `JSON.parse` has taken, of an object.
 * @returns `undefined` when there is no such member. Of several with the name, the last, as `JSON.parse` has it.
 */
export function rawMember(json: string, name: string): string | undefined {
  let found: string | undefined;
  for (const member of members(json)) {
    const [, key = '""', value = ''] = MEMBER.exec(member) ?? [];
    if (JSON.parse(key) === name) found = value.trim();
  }
  return found;
}

/** `"name": value`, one by one. */
function* members(json: string): Generator<string> {
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    const isParting = depth === 1 && (token === ',' || token === '}');
    if (isParting) yield json.slice(start, index);
    depth += STEPS[token] ?? 0;
    if (isParting || (depth === 1 && token === '{' && start === 0)) start = index + 1;
  }
}
