/**
 * The query protocol: a form whose names are paths (`Tags.member.1.Key=stage`).
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
import { isMembers, type Members } from '../call';

interface Tree {
  [name: string]: Tree | string;
}

/** The form as objects and lists. */
export function readQuery(body: string): Members {
  const tree: Tree = {};
  for (const [name, value] of new URLSearchParams(body)) put(tree, name.split('.'), value);
  const read = settled(tree);
  return isMembers(read) ? read : {};
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const next = tree[name];
  const child: Tree = typeof next === 'object' ? next : {};
  tree[name] = child;
  put(child, rest, value);
}

/** Lists are objects with numbers for names, below `member` or `entry`, which say nothing. */
function settled(value: Tree | string): unknown {
  if (typeof value === 'string') return value;
  const names = Object.keys(value);
  const [only] = names;
  if (names.length === 1 && (only === 'member' || only === 'entry'))
    return settled(value[only] ?? '');
  if (names.every((name) => /^\d+$/.test(name)))
    return names.sort((a, b) => Number(a) - Number(b)).map((name) => settled(value[name] ?? ''));
  return Object.fromEntries(names.map((name) => [name, settled(value[name] ?? '')]));
}
