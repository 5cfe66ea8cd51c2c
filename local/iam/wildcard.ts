/**
 * IAM's patterns: `*` is any run of characters, slashes and colons included, `?` exactly one, and `${*}`, `${?}`, `${$}`
 * stand for those very characters; the whole text must match. Takes time in the product of the two lengths at most,
 * whatever the pattern.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const parts = pattern.includes('${') ? (pattern.match(PARTS) ?? []) : pattern;
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = parts[next];
    if (wanted === '*') {
      star = next;
      next += 1;
      resume = at;
    } else if (wanted === '?' || (wanted !== undefined && literal(wanted) === text[at])) {
      next += 1;
      at += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      next = star + 1;
    } else {
      return false;
    }
  }
  while (parts[next] === '*') next += 1;
  return next === parts.length;
}

/** A character of a pattern, or one that is written as a variable. */
const PARTS = /\$\{[*?$]\}|[^]/g;

function literal(part: string): string {
  return part.length === 1 ? part : part.charAt(2);
}
