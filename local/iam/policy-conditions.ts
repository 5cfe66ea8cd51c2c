import { BlockList, isIP } from 'node:net';
import { MalformedPolicyError } from './malformed-policy-error';
import { matchesWildcard } from './wildcard';

/** One line of a `Condition` block: an operator, a key, and the values of which one must do. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  holds(actual: readonly string[] | undefined): boolean;
}

/** Compares a value of the request with one of the policy. */
type Compare = (actual: string, wanted: string) => boolean;

/**
 * The operators, without their `Not` forms, prefixes and suffixes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['StringEquals', (actual, wanted) => actual === wanted],
  ['StringEqualsIgnoreCase', (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase()],
  ['StringLike', (actual, wanted) => matchesWildcard(wanted, actual)],
  ['NumericEquals', (actual, wanted) => Number(actual) === Number(wanted)],
  ['NumericLessThan', (actual, wanted) => Number(actual) < Number(wanted)],
  ['NumericLessThanEquals', (actual, wanted) => Number(actual) <= Number(wanted)],
  ['NumericGreaterThan', (actual, wanted) => Number(actual) > Number(wanted)],
  ['NumericGreaterThanEquals', (actual, wanted) => Number(actual) >= Number(wanted)],
  ['DateEquals', (actual, wanted) => timeOf(actual) === timeOf(wanted)],
  ['DateLessThan', (actual, wanted) => timeOf(actual) < timeOf(wanted)],
  ['DateLessThanEquals', (actual, wanted) => timeOf(actual) <= timeOf(wanted)],
  ['DateGreaterThan', (actual, wanted) => timeOf(actual) > timeOf(wanted)],
  ['DateGreaterThanEquals', (actual, wanted) => timeOf(actual) >= timeOf(wanted)],
  ['Bool', (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase()],
  ['BinaryEquals', (actual, wanted) => actual === wanted],
  ['IpAddress', isInNetwork],
  ['ArnEquals', matchesArn],
  ['ArnLike', matchesArn],
]);

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** @throws MalformedPolicyError for an operator that IAM does not have. */
export function parseConditions(block: unknown, where: string): readonly Condition[] {
  if (block === undefined) return [];
  return entriesOf(block, `${where}.Condition`).flatMap(([operator, keys]) =>
    entriesOf(keys, `${where}.Condition.${operator}`).map(([key, values]) =>
      conditionOf(operator, key, valuesOf(values, `${where}.Condition.${operator}.${key}`)),
    ),
  );
}

/** Whether all conditions hold; keys are found in any case. */
export function conditionsHold(
  conditions: readonly Condition[],
  context: Readonly<Record<string, string | readonly string[]>>,
): boolean {
  if (conditions.length === 0) return true;
  const actual = new Map(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), listOf(value)]),
  );
  return conditions.every((condition) => condition.holds(actual.get(condition.key.toLowerCase())));
}

function conditionOf(operator: string, key: string, values: readonly string[]): Condition {
  return { operator, key, values, holds: testOf(operator, values) };
}

function testOf(operator: string, values: readonly string[]): Condition['holds'] {
  if (operator === 'Null') return (actual) => values.includes(String(actual === undefined));
  const [, quantifier, bare = '', suffix] =
    /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const positive = NEGATED[bare];
  const compare = OPERATORS.get(positive ?? bare);
  if (compare === undefined)
    throw new MalformedPolicyError(`"${operator}" is no condition operator.`);
  const oneDoes = (actual: string): boolean => values.some((wanted) => compare(actual, wanted));
  const does = positive === undefined ? oneDoes : (actual: string): boolean => !oneDoes(actual);
  return (actual) => {
    // A missing key fails a condition, but satisfies one that only excludes values.
    if (actual === undefined)
      return suffix === 'IfExists' || quantifier === 'ForAllValues' || positive !== undefined;
    const everyValue =
      quantifier === 'ForAllValues' || (quantifier === undefined && positive !== undefined);
    return everyValue ? actual.every(does) : actual.some(does);
  };
}

/** An ARN matches part by part: a star does not reach over a colon, but for the last part. */
function matchesArn(actual: string, wanted: string): boolean {
  const [actualParts, wantedParts] = [arnParts(actual), arnParts(wanted)];
  return (
    actualParts.length === wantedParts.length &&
    wantedParts.every((part, index) => matchesWildcard(part, actualParts[index] ?? ''))
  );
}

const ARN_PARTS = 6;

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

/** `203.0.113.0/24`, or one address; IPv4 and IPv6. */
function isInNetwork(actual: string, network: string): boolean {
  const [address = '', bits] = network.split('/');
  const version = isIP(address);
  if (version === 0 || isIP(actual) !== version) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, bits === undefined ? (version === 4 ? 32 : 128) : Number(bits), family);
  return list.check(actual, family);
}

/** ISO 8601, or seconds since 1970. */
function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function valuesOf(value: unknown, where: string): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw new MalformedPolicyError(
      `${where} must be a text or a list of texts, not ${JSON.stringify(value)}.`,
    );
  });
}

function entriesOf(value: unknown, where: string): readonly (readonly [string, unknown])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value);
  throw new MalformedPolicyError(`${where} must be an object, not ${JSON.stringify(value)}.`);
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
