import { canonical, isRecord, listOf, memberAt, parseDocument, textsOf } from '../json';

/** One thing that a policy grants or denies: one action on one resource to one principal. */
export interface Grant {
  readonly effect: 'Allow' | 'Deny';
  /** Lower case: IAM does not tell cases apart here. */
  readonly action: string;
  readonly resource: string;
  /** `*`, or as in `Service:lambda.amazonaws.com`; empty in a policy of an identity. */
  readonly principal: string;
  /** The conditions as JSON; empty without any. */
  readonly condition: string;
  /** The element is turned round (NotAction, NotResource, NotPrincipal): it covers all but what it names. */
  readonly isNegated: boolean;
}

/**
 * The grants of a policy document.
 *
 * @param policy The JSON text; nothing, or an empty one, grants nothing.
 * @returns Nothing when it cannot be read, which must not pass for a policy that grants nothing.
 */
export function parseGrants(policy: unknown): readonly Grant[] | undefined {
  if (policy === undefined || policy === null || policy === '') return [];
  const document = parseDocument(policy);
  return isRecord(document) ? listOf(document['Statement']).flatMap(grantsOf) : undefined;
}

function grantsOf(statement: unknown): readonly Grant[] {
  const read = (name: string): readonly string[] => textsOf(memberAt(statement, name));
  const has = (name: string): boolean => memberAt(statement, name) !== undefined;
  const condition = memberAt(statement, 'Condition');
  const common = {
    effect: memberAt(statement, 'Effect') === 'Deny' ? ('Deny' as const) : ('Allow' as const),
    condition: condition === undefined ? '' : canonical(condition),
    isNegated: has('NotAction') || has('NotResource') || has('NotPrincipal'),
  };
  const actions = [...read('Action'), ...read('NotAction').map((action) => `all but ${action}`)];
  const resources = [...read('Resource'), ...read('NotResource').map((one) => `all but ${one}`)];
  const principals = [
    ...principalsOf(memberAt(statement, 'Principal')),
    ...principalsOf(memberAt(statement, 'NotPrincipal')).map((one) => `all but ${one}`),
  ];
  return orNone(actions).flatMap((action) =>
    orNone(resources).flatMap((resource) =>
      orNone(principals).map((principal) => ({
        ...common,
        action: action.toLowerCase(),
        resource,
        principal,
      })),
    ),
  );
}

function orNone(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [''] : texts;
}

function principalsOf(principal: unknown): readonly string[] {
  if (!isRecord(principal)) return textsOf(principal);
  return Object.entries(principal).flatMap(([kind, value]) =>
    textsOf(value).map((one) => (kind === 'AWS' && one === '*' ? '*' : `${kind}:${one}`)),
  );
}

/** Does one grant give all that another gives? Conditions count as covered only by none or by the same. */
function covers(wide: Grant, narrow: Grant): boolean {
  if (wide.isNegated || narrow.isNegated) return canonical(wide) === canonical(narrow);
  return (
    wide.effect === narrow.effect &&
    matches(wide.action, narrow.action) &&
    matches(wide.resource, narrow.resource) &&
    (wide.principal === '*' || wide.principal === narrow.principal) &&
    (wide.condition === '' || wide.condition === narrow.condition)
  );
}

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

/** What is allowed after and was not before, and what was denied before and is not after. */
export function widenedBy(before: readonly Grant[], after: readonly Grant[]): readonly Grant[] {
  const ofEffect = (grants: readonly Grant[], effect: Grant['effect']): readonly Grant[] =>
    grants.filter((grant) => grant.effect === effect);
  const allowed = ofEffect(before, 'Allow');
  const denied = ofEffect(after, 'Deny');
  return [
    ...ofEffect(after, 'Allow').filter((grant) => !allowed.some((old) => covers(old, grant))),
    ...ofEffect(before, 'Deny').filter((grant) => !denied.some((left) => covers(left, grant))),
  ];
}

/** One line for people. */
export function showGrant({ effect, action, resource, principal, condition }: Grant): string {
  const parts = [
    effect === 'Deny' ? 'no longer denied:' : '',
    `\`${action === '' ? '(any action)' : action}\``,
    resource === '' ? '' : `on \`${resource}\``,
    principal === '' ? '' : `to \`${principal}\``,
    condition === '' ? '' : `when \`${condition}\``,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
