/**
 * The `statusCode` of what a mock's request template makes: a JSON object, or what passes for one with AWS, whose
 * reader takes names without quotes and does not look into what follows. It must be an integer, of any size.
 *
 * @returns `undefined`: there is none, or the text is no object.
 */
export function parseMockStatus(text: string): number | undefined {
  const found = memberOf(text, 'statusCode');
  return typeof found === 'number' && Number.isInteger(found) ? found : undefined;
}

function memberOf(text: string, name: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined;
  } catch {
    return lenientMemberOf(text, name);
  }
}

const MEMBER = /^\s*(["']?)([A-Za-z]+)\1\s*:\s*(-?\d+)\s*$/;

function lenientMemberOf(text: string, name: string): number | undefined {
  const inner = /^\s*\{([^]*)\}\s*$/.exec(text)?.[1];
  if (inner === undefined) return undefined;
  const members = inner.split(',');
  // An object stands where a name must.
  if (members.some((member) => member.trimStart().startsWith('{'))) return undefined;
  const found = members.map((member) => MEMBER.exec(member)).find((match) => match?.[2] === name);
  return found?.[3] === undefined ? undefined : Number(found[3]);
}
