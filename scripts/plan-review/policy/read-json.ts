/**
 * Is a member given twice in an object of a JSON text? JSON.parse takes the last, another reader may take the first, so
 * that such a text says two things.
 *
 * @param text Legal JSON.
 */
export function hasTwins(text: string): boolean {
  const open: Set<string>[] = [];
  // Each text with what follows it, and each bracket.
  for (const [token, name, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined && name !== undefined) {
      const member = String(JSON.parse(name));
      const seen = open.at(-1);
      if (seen?.has(member) === true) return true;
      seen?.add(member);
    }
  }
  return false;
}
