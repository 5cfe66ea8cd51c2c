import { MalformedPolicyError } from './malformed-policy-error';
import { parseConditions, type Condition } from './policy-conditions';

/** One statement, ready to be asked. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly principals: Patterns;
  readonly conditions: readonly Condition[];
}

/** A member of a statement in one of its two forms: `Action` or `NotAction`. */
export interface Patterns {
  accepts(matches: (pattern: string) => boolean): boolean;
}

const VERSIONS: readonly unknown[] = ['2012-10-17', '2008-10-17', undefined];
const STATEMENT_MEMBERS: ReadonlySet<string> = new Set([
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
 * Reads a policy document, given as a value or as its JSON text.
 *
 * @throws MalformedPolicyError naming the member that is wrong.
 */
export function parsePolicy(document: unknown): readonly PolicyStatement[] {
  const policy = membersOf(
    typeof document === 'string' ? parseJson(document) : document,
    'The policy',
  );
  const version = policy.get('Version');
  if (!VERSIONS.includes(version)) throw malformed('Version', version, '2012-10-17 or 2008-10-17');
  const statement = policy.get('Statement');
  if (statement === undefined)
    throw malformed('Statement', statement, 'a statement or a list of them');
  return (Array.isArray(statement) ? statement : [statement]).map(parseStatement);
}

function parseStatement(value: unknown, index: number): PolicyStatement {
  const where = `Statement[${index}]`;
  const statement = membersOf(value, where);
  for (const name of statement.keys()) {
    if (!STATEMENT_MEMBERS.has(name))
      throw new MalformedPolicyError(`${where} has an unknown member "${name}".`);
  }
  const effect = statement.get('Effect');
  if (effect !== 'Allow' && effect !== 'Deny')
    throw malformed(`${where}.Effect`, effect, '"Allow" or "Deny"');
  const actions = parsePatterns(statement, 'Action', where);
  if (actions === undefined)
    throw malformed(`${where}.Action`, undefined, 'an action or a list of them');
  const principals = parsePrincipals(statement, where);
  const resources = parsePatterns(statement, 'Resource', where);
  // Only a policy that names principals hangs at a resource, and may leave it unsaid.
  if (resources === undefined && principals === undefined) {
    throw malformed(`${where}.Resource`, undefined, 'a resource or a list of them');
  }
  return {
    effect,
    actions,
    resources: resources ?? ANYTHING,
    principals: principals ?? ANYTHING,
    conditions: parseConditions(statement.get('Condition'), where),
  };
}

const ANYTHING: Patterns = { accepts: () => true };

function parsePatterns(
  statement: ReadonlyMap<string, unknown>,
  name: 'Action' | 'Resource',
  where: string,
): Patterns | undefined {
  const positive = statement.get(name);
  const negative = statement.get(`Not${name}`);
  if (positive !== undefined && negative !== undefined) {
    throw new MalformedPolicyError(`${where} has both ${name} and Not${name}.`);
  }
  if (positive !== undefined) return patterns(textsOf(positive, `${where}.${name}`), 'any');
  return negative === undefined
    ? undefined
    : patterns(textsOf(negative, `${where}.Not${name}`), 'none');
}

function parsePrincipals(
  statement: ReadonlyMap<string, unknown>,
  where: string,
): Patterns | undefined {
  const positive = statement.get('Principal');
  const negative = statement.get('NotPrincipal');
  if (positive !== undefined) return patterns(principalsOf(positive, `${where}.Principal`), 'any');
  if (negative === undefined) return undefined;
  return patterns(principalsOf(negative, `${where}.NotPrincipal`), 'none');
}

function principalsOf(value: unknown, where: string): readonly string[] {
  if (typeof value === 'string') return [value];
  return [...membersOf(value, where)].flatMap(([kind, names]) =>
    textsOf(names, `${where}.${kind}`),
  );
}

function patterns(texts: readonly string[], wanted: 'any' | 'none'): Patterns {
  return { accepts: (matches) => texts.some(matches) === (wanted === 'any') };
}

function textsOf(value: unknown, where: string): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = values.filter((item) => typeof item === 'string');
  if (texts.length !== values.length || texts.length === 0)
    throw malformed(where, value, 'a text or a list of texts');
  return texts;
}

function membersOf(value: unknown, where: string): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed(where, value, 'an object');
  return new Map<string, unknown>(Object.entries(value));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedPolicyError('The policy is no JSON.', { cause: error });
  }
}

function malformed(where: string, found: unknown, wanted: string): MalformedPolicyError {
  const written = found === undefined ? 'missing' : JSON.stringify(found);
  return new MalformedPolicyError(`${where} must be ${wanted}, not ${written}.`);
}

export { MalformedPolicyError } from './malformed-policy-error';
