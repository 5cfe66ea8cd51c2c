import { memberAt } from './json';
import type { ResourceChange } from './resource-change';
import { isSecretName } from './secrets';
import { ABSENT, SENSITIVE, showValue, UNKNOWN } from './shown-value';

/** `path`: `before` -> `after`, fit to be shown. Of a new resource, the value alone. */
export function showStep(change: ResourceChange, path: string): string {
  const names = path.split('.');
  const old = showSide(change, names, 'before');
  const now = isUnknownAt(change, names) ? UNKNOWN : showSide(change, names, 'after');
  return change.action === 'create'
    ? `\`${path}\`: \`${now}\``
    : `\`${path}\`: \`${old}\` -> \`${now}\``;
}

function showSide(
  change: ResourceChange,
  names: readonly string[],
  side: 'before' | 'after',
): string {
  const value = memberAt(change[side], ...names);
  if (value === undefined || value === null) return ABSENT;
  const sensitive = side === 'before' ? change.beforeSensitive : change.afterSensitive;
  return isMarked(sensitive, names) || (isSecretName(names.join('.')) && isText(value))
    ? SENSITIVE
    : showValue(value);
}

/** By its name a text is taken for a secret, or a list of texts; never a block of numbers and switches. */
function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.some(isText));
}

function isUnknownAt({ afterUnknown }: ResourceChange, names: readonly string[]): boolean {
  return isMarked(afterUnknown, names);
}

/** Is a mark at the path, above it, or anywhere in what is there? */
function isMarked(marks: unknown, names: readonly string[]): boolean {
  let at = marks;
  for (const name of names) {
    if (at === true) return true;
    at = memberAt(at, name);
  }
  return hasMark(at);
}

function hasMark(value: unknown): boolean {
  if (value === true) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasMark);
}
