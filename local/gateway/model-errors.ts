import type { ErrorObject } from 'ajv';

/**
 * Says what is wrong with a payload in the words of the validator behind API Gateway (java-json-tools), since people
 * hand them to clients in a gateway response: `[object has missing required properties (["id"])]`.
 *
 * As there, an object or array that fails itself hides what is wrong inside it, and a failed `oneOf` why each
 * alternative failed.
 */
export function describeErrors(errors: readonly ErrorObject[]): string {
  const own = errors.filter(
    (error, index) => !errors.slice(index + 1).some((later) => explains(later, error)),
  );
  const paths = own.map((error) => error.instancePath);
  const outermost = own.filter(
    ({ instancePath }) =>
      !paths.some((path) => path !== instancePath && instancePath.startsWith(`${path}/`)),
  );
  return `[${[...groups(outermost).values()].map(describeGroup).join(', ')}]`;
}

/** ajv lists why each alternative failed before it says that none matched; the whole is what is told. */
function explains(whole: ErrorObject, part: ErrorObject): boolean {
  if (whole.keyword !== 'oneOf' && whole.keyword !== 'anyOf') return false;
  return (
    part.instancePath.startsWith(whole.instancePath) && part.parentSchema !== whole.parentSchema
  );
}

/** Errors that the Java validator tells as one: a list of missing or of unwanted properties. */
function groups(errors: readonly ErrorObject[]): Map<string, ErrorObject[]> {
  const grouped = new Map<string, ErrorObject[]>();
  for (const [index, error] of errors.entries()) {
    const listed = error.keyword === 'required' || error.keyword === 'additionalProperties';
    const key = listed ? `${error.keyword} ${error.instancePath}` : String(index);
    grouped.set(key, [...(grouped.get(key) ?? []), error]);
  }
  return grouped;
}

function describeGroup(errors: readonly ErrorObject[]): string {
  const [first] = errors;
  return first === undefined ? '' : describe(first, errors);
}

type Describe = (error: ErrorObject, group: readonly ErrorObject[]) => string;

const DESCRIPTIONS: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  [
    'required',
    (_, group) => `object has missing required properties (${listOf(group, 'missingProperty')})`,
  ],
  [
    'additionalProperties',
    (_, group) =>
      `object instance has properties which are not allowed by the schema: ${listOf(group, 'additionalProperty')}`,
  ],
  [
    'type',
    (error) =>
      `instance type (${typeOf(error.data)}) does not match any allowed primitive type (allowed: ${allowedTypes(error.schema)})`,
  ],
  [
    'enum',
    (error) =>
      `instance value (${JSON.stringify(error.data)}) not found in enum (possible values: ${JSON.stringify(error.schema)})`,
  ],
  ['minimum', (error) => describeLimit(error, 'lower', 'minimum')],
  ['maximum', (error) => describeLimit(error, 'greater', 'maximum')],
  [
    'multipleOf',
    (error) => `remainder of division is not zero (${text(error.data)} / ${text(error.schema)})`,
  ],
  [
    'minLength',
    (error) =>
      `string "${text(error.data)}" is too short (length: ${sizeOf(error.data)}, required minimum: ${text(error.schema)})`,
  ],
  [
    'maxLength',
    (error) =>
      `string "${text(error.data)}" is too long (length: ${sizeOf(error.data)}, maximum allowed: ${text(error.schema)})`,
  ],
  [
    'pattern',
    (error) =>
      `ECMA 262 regex "${text(error.schema)}" does not match input string "${text(error.data)}"`,
  ],
  [
    'minItems',
    (error) =>
      `array is too short: must have at least ${text(error.schema)} elements but instance has ${sizeOf(error.data)} elements`,
  ],
  [
    'maxItems',
    (error) =>
      `array is too long: must have at most ${text(error.schema)} elements but instance has ${sizeOf(error.data)} elements`,
  ],
  ['uniqueItems', () => 'array must not contain duplicate elements'],
  [
    'minProperties',
    (error) =>
      `object has too few properties (found ${sizeOf(error.data)} but schema requires at least ${text(error.schema)})`,
  ],
  [
    'maxProperties',
    (error) =>
      `object has too many properties (found ${sizeOf(error.data)} but schema requires at most ${text(error.schema)})`,
  ],
  [
    'anyOf',
    (error) =>
      `instance failed to match at least one required schema among ${sizeOf(error.schema)}`,
  ],
  [
    'oneOf',
    (error) =>
      `instance failed to match exactly one schema (matched ${matchedOf(error)} out of ${sizeOf(error.schema)})`,
  ],
  ['not', () => 'instance matched a schema which it should not have'],
  ['format', (error) => `string "${text(error.data)}" is no valid ${text(error.schema)}`],
]);

function describe(error: ErrorObject, group: readonly ErrorObject[]): string {
  return DESCRIPTIONS.get(error.keyword)?.(error, group) ?? error.message ?? error.keyword;
}

/** In draft 4 a limit is made exclusive by a flag beside it, which ajv turns into another comparison. */
function describeLimit(error: ErrorObject, side: string, limit: string): string {
  const comparison = paramOf(error, 'comparison');
  if (comparison === '>' || comparison === '<') {
    const strictly = comparison === '>' ? 'greater' : 'lower';
    return `numeric instance is not strictly ${strictly} than the required ${limit} ${text(error.schema)}`;
  }
  return `numeric instance is ${side} than the required ${limit} (${limit}: ${text(error.schema)}, found: ${text(error.data)})`;
}

/** Sorted, as the Java validator gives them. */
function listOf(errors: readonly ErrorObject[], param: string): string {
  return JSON.stringify(errors.map((error) => text(paramOf(error, param))).sort());
}

function paramOf(error: ErrorObject, name: string): unknown {
  return new Map<string, unknown>(Object.entries(error.params)).get(name);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** A number may also be an integer, and the Java validator says so. */
function allowedTypes(schema: unknown): string {
  const types = new Set<string>(Array.isArray(schema) ? schema.map(text) : [text(schema)]);
  if (types.has('number')) types.add('integer');
  return JSON.stringify([...types].sort());
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Array.from(value).length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** How many alternatives of a `oneOf` matched: none, or the two that ajv stopped at. */
function matchedOf(error: ErrorObject): number {
  const passing = paramOf(error, 'passingSchemas');
  return Array.isArray(passing) ? passing.length : 0;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
