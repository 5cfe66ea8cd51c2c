import { canonical, isRecord, listOf, parseDocument, recordOf, textsOf } from '../json';
import { covers as conditionCovers } from './conditions';
import { matches } from './pattern';
import { hasTwins } from './read-json';

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

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
const DOCUMENT_MEMBERS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_MEMBERS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/**
 * The grants of a policy document.
 *
 * @param policy The JSON text; nothing, or an empty one, grants nothing.
 * @returns Nothing when it cannot be read for certain (no JSON, a member twice or one that IAM does not have), which
 *   must not pass for a policy that grants nothing.
 */
export function parseGrants(policy: unknown): readonly Grant[] | undefined {
  if (policy === undefined || policy === null || policy === '') return [];
  const document = parseDocument(policy);
  if (
    !isRecord(document) ||
    typeof policy !== 'string' ||
    hasTwins(policy) ||
    !hasOnly(document, DOCUMENT_MEMBERS)
  ) {
    return undefined;
  }
  const statements = listOf(document['Statement']);
  if (!statements.every(isStatement)) return undefined;
  return statements.flatMap(grantsOf);
}

function hasOnly(value: object, members: ReadonlySet<string>): boolean {
  return Object.keys(value).every((name) => members.has(name));
}

function isStatement(value: unknown): boolean {
  return (
    isRecord(value) &&
    hasOnly(value, STATEMENT_MEMBERS) &&
    (value['Effect'] === 'Allow' || value['Effect'] === 'Deny')
  );
}

function grantsOf(value: unknown): readonly Grant[] {
  const statement = recordOf(value);
  const read = (name: string): readonly string[] => textsOf(statement[name]);
  const condition = statement['Condition'];
  const common = {
    effect: statement['Effect'] === 'Deny' ? ('Deny' as const) : ('Allow' as const),
    condition: condition === undefined ? '' : canonical(condition),
    isNegated: ['NotAction', 'NotResource', 'NotPrincipal'].some((name) => name in statement),
  };
  const actions = [...read('Action'), ...read('NotAction').map((action) => `all but ${action}`)];
  const resources = [...read('Resource'), ...read('NotResource').map((one) => `all but ${one}`)];
  const principals = [
    ...principalsOf(statement['Principal']),
    ...principalsOf(statement['NotPrincipal']).map((one) => `all but ${one}`),
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

/** Does one grant give all that another gives? */
function covers(wide: Grant, narrow: Grant): boolean {
  if (wide.isNegated || narrow.isNegated) {
    return (
      canonical({ ...wide, condition: '' }) === canonical({ ...narrow, condition: '' }) &&
      conditionCovers(wide.condition, narrow.condition)
    );
  }
  return (
    wide.effect === narrow.effect &&
    matches(wide.action, narrow.action) &&
    matches(wide.resource, narrow.resource) &&
    (wide.principal === '*' || wide.principal === narrow.principal) &&
    conditionCovers(wide.condition, narrow.condition)
  );
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
