/** A value of a plan, where what only an apply makes known is put together from what it refers to. */
import { isList, isObject, Unknown, type Value, type ValueObject } from '../expression/value';

/** What a plan says of one value, in three places. */
export interface PlannedValue {
  /** `change.after`: what is known. */
  readonly after: Value;
  /** `change.after_unknown`: true where it is not. */
  readonly unknown: Value;
  /** `configuration...expressions`: what it refers to. */
  readonly expression: Value;
}

/** Where a planned value stands. */
export interface PlannedPlace {
  /** The resource's. */
  readonly type: string;
  /** The argument at the top, such as `uri`. */
  readonly argument: string;
  /** What `each.value` is, as an expression; `undefined`: nothing that can be told. */
  readonly each: string | undefined;
  /** Takes what is served otherwise than it is written. */
  readonly note: (message: string) => void;
}

const ALLOW_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

const URIS = ['uri', 'authorizer_uri'];
/** Their values are put together of several references, and a plan does not keep which is under which name. */
const MAPS = ['variables', 'environment'];

/** Known in every plan, so that they are not what a value waits for. */
const KNOWN_REFERENCE = /^(?:data|var|path|terraform|count)\./;

/**
 * Makes Terraform JSON of a planned value.
 *
 * @returns `undefined` for an attribute that AWS makes, which nobody has written.
 */
export function fromPlan(planned: PlannedValue, place: PlannedPlace): Value | undefined {
  const { after, unknown, expression } = planned;
  if (unknown === true)
    return isObject(expression) || isList(expression)
      ? fromReferences(expression, place)
      : undefined;
  if (isList(after)) {
    return after.map(
      (item, index) =>
        fromPlan(
          { after: item, unknown: itemOf(unknown, index), expression: itemOf(expression, index) },
          place,
        ) ?? null,
    );
  }
  return isObject(after) ? fromPlannedObject(after, planned, place) : escape(after);
}

function fromPlannedObject(
  after: ValueObject,
  { unknown, expression }: PlannedValue,
  place: PlannedPlace,
): Value {
  const unknowns = isObject(unknown) ? unknown : {};
  const names = new Set([...Object.keys(after), ...Object.keys(unknowns)]);
  const members: [string, Value][] = [];
  for (const name of names) {
    const value = fromPlan(
      {
        after: after[name] ?? null,
        unknown: unknowns[name] ?? false,
        expression: memberExpression(expression, name),
      },
      place,
    );
    if (value !== undefined) members.push([name, value]);
  }
  return Object.fromEntries(members);
}

/** A block has an expression for each argument; a map has one for all of it. */
function memberExpression(expression: Value, name: string): Value {
  if (!isObject(expression) || expression['references'] !== undefined) return expression;
  return expression[name] ?? null;
}

function itemOf(list: Value, index: number): Value {
  return isList(list) ? (list[index] ?? null) : list;
}

/** A plan keeps of an expression only what it refers to, not what it does with it. */
function fromReferences(expression: Value, place: PlannedPlace): Value | undefined {
  if (place.argument === 'policy') return unknownPolicy(place);
  const [reference, other] = referencesIn(expression);
  const from = reference?.replace(/^each\.value\b/, place.each ?? 'each.value');
  const isWhole = !MAPS.includes(place.argument) && other === undefined;
  if (from === undefined || !isWhole || from.startsWith('each.')) return notTold(reference);
  return write(from, place);
}

function notTold(reference: string | undefined): Unknown {
  const madeOf = reference === undefined ? '' : ` (it is made of ${reference})`;
  return new Unknown(
    `a plan does not tell it before it is applied${madeOf}: serve cdktf.out, or plan again after an apply`,
  );
}

/** The text of a policy is lost whole, and a function without one could not do a thing. */
function unknownPolicy({ type, note }: PlannedPlace): string | undefined {
  if (type.startsWith('aws_api_gateway_')) {
    note('policy: the plan does not tell it before it is applied: it is not checked');
    return undefined;
  }
  note('policy: the plan does not tell it before it is applied: everything is allowed');
  return ALLOW_ALL;
}

function write(reference: string, { argument, note }: PlannedPlace): string {
  if (argument === 'source_arn' && reference.endsWith('.execution_arn')) {
    note('source_arn: the plan does not tell which methods it is for: it is taken for all of them');
    return `\${${reference}}/*`;
  }
  if (!URIS.includes(argument) || !/\.(?:qualified_)?arn$/.test(reference))
    return `\${${reference}}`;
  // Somebody has put the function's ARN into the text that API Gateway wants.
  return `arn:aws:apigateway:\${split(":", ${reference})[3]}:lambda:path/2015-03-31/functions/\${${reference}}/invocations`;
}

/** Attributes alone: a plan lists `aws_x.y` after `aws_x.y.id`. */
function referencesIn(expression: Value): readonly string[] {
  const listed = isObject(expression) ? (expression['references'] ?? []) : [];
  const all = (isList(listed) ? listed : []).filter((item) => typeof item === 'string');
  return all.filter(
    (name) =>
      !KNOWN_REFERENCE.test(name) &&
      !all.some((longer) => longer.startsWith(`${name}.`) || longer.startsWith(`${name}[`)),
  );
}

/** What is known is no template any more. */
function escape(value: Value): Value {
  return typeof value === 'string' ? value.replace(/([$%])\{/g, '$1$1{') : value;
}
