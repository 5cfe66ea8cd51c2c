/** Does an IAM pattern (`*` any text, `?` any sign) cover a text, which may be a pattern itself? */
export function matches(pattern: string, text: string): boolean {
  let [at, seen, star, marked] = [0, 0, -1, 0];
  while (seen < text.length) {
    const sign = pattern[at];
    if (sign === '*') {
      [star, marked, at] = [at, seen, at + 1];
    } else if (
      sign !== undefined &&
      (sign === text[seen] || (sign === '?' && text[seen] !== '*'))
    ) {
      [at, seen] = [at + 1, seen + 1];
    } else if (star !== -1) {
      marked += 1;
      [at, seen] = [star + 1, marked];
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

/** Has a text a wildcard? */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text.replaceAll(/\$\{[^}]*\}/g, ''));
}

/** Is a resource everything, or everything of a service, region or account? */
export function isEverything(resource: string): boolean {
  if (/^\*+$/.test(resource)) return true;
  const [scheme, , service = '', , account = '', ...rest] = resource.split(':');
  if (scheme !== 'arn') return false;
  const name = rest.join(':');
  return /^[*?]*$/.test(name) || isPattern(service) || isPattern(account);
}

/** Words that say what kind of thing an ARN names: `table/`, `function:`, `log-group:`. */
const KIND = /^(\/?[a-z][a-z-]*)[/:]/;

/**
 * Does an ARN's pattern reach other things than one that it names? `table/gatehouse-prod-items/index/*` stays within a
 * table; `table/*` and `table/gatehouse-*` do not.
 */
export function reachesOthers(resource: string, isOwnName: (name: string) => boolean): boolean {
  if (!isPattern(resource)) return false;
  if (isEverything(resource)) return true;
  const name = resource.startsWith('arn:') ? resource.split(':').slice(5).join(':') : resource;
  const isOfKind = !/^arn:[^:]*:(s3|execute-api|sns|sqs|apigateway):/.test(resource);
  const bare = isOfKind ? name.replace(KIND, '') : name;
  const fixed = bare.slice(0, bare.search(/[*?]/));
  if (fixed === '') return true;
  if (/^arn:[^:]*:execute-api:/.test(resource)) return fixed.split('/').length < 3;
  if (isOwnName(fixed)) return false;
  // A path of names is a place for many; one name with a mark after it is one thing.
  const isOneName = /^(\$\{[^}]*\}|[^/:]+)[/:]/.test(fixed);
  return !isOneName;
}
