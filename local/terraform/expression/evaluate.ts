/** Evaluates what `parser.ts` has parsed. */
import { callFunction } from './functions';
import { binary } from './operators';
import type { Expression, ForExpression } from './syntax';
import {
  ExpressionError,
  findUnknown,
  isList,
  isObject,
  Lookup,
  sortedEntries,
  toBoolean,
  toList,
  toNumber,
  toText,
  Unknown,
  type Value,
} from './value';

/** What the names of an expression stand for. */
export interface Scope {
  /** @throws ExpressionError for a name that stands for nothing. */
  variable(name: string): Value;
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

/**
 * The value of an expression; whatever is computed from an unknown is unknown.
 *
 * @throws ExpressionError where Terraform would refuse it, or where this runtime does not know a function.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  if (isConstructor(expression)) return evaluateConstructor(expression, scope);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'variable':
      return scope.variable(expression.name);
    case 'template':
      return evaluateTemplate(expression, scope);
    case 'index':
      return member(evaluate(expression.of, scope), evaluate(expression.key, scope));
    case 'splat':
      return evaluateSplat(expression, scope);
    case 'call':
      return evaluateCall(expression, scope);
    case 'unary':
      return evaluateUnary(expression, scope);
    case 'binary':
      return binary(
        expression.operator,
        () => evaluate(expression.left, scope),
        () => evaluate(expression.right, scope),
      );
    case 'conditional':
      return evaluateConditional(expression, scope);
  }
}

/** What makes a list or a map. */
type Constructor = Of<'list' | 'object' | 'for'>;

function isConstructor(expression: Expression): expression is Constructor {
  return ['list', 'object', 'for'].includes(expression.kind);
}

function evaluateConstructor(expression: Constructor, scope: Scope): Value {
  switch (expression.kind) {
    case 'list':
      return expression.items.map((item) => evaluate(item, scope));
    case 'object':
      return evaluateObject(expression, scope);
    case 'for':
      return evaluateFor(expression, scope);
  }
}

function evaluateTemplate({ parts }: Of<'template'>, scope: Scope): Value {
  let text = '';
  for (const part of parts) {
    const value = evaluate(part, scope);
    if (value instanceof Unknown) return value;
    text += isList(value) ? joinLoop(part, value) : toText(value);
  }
  return text;
}

/** `%{ for }` makes a list of texts, which stands in the template as one. */
function joinLoop(part: Expression, values: readonly Value[]): string {
  if (part.kind !== 'for') return toText(values);
  return values.map(toText).join('');
}

/** @throws ExpressionError when there is no such member. */
function member(of: Value, key: Value): Value {
  if (of instanceof Unknown) return of;
  if (key instanceof Unknown) return key;
  if (of instanceof Lookup) return of.member(toText(key));
  if (isList(of)) {
    const item = of[toNumber(key)];
    if (item === undefined)
      throw new ExpressionError(`no item ${toText(key)} in a list of ${of.length}`);
    return item;
  }
  if (!isObject(of)) throw new ExpressionError(`no member ${toText(key)} in what is no map`);
  const name = toText(key);
  // A block written as an object is a list of one to whoever refers to it.
  if (name === '0' && !Object.hasOwn(of, name)) return of;
  const found = Object.hasOwn(of, name) ? of[name] : undefined;
  if (found === undefined) throw new ExpressionError(`no member "${name}"`);
  return found;
}

function evaluateSplat({ of, steps }: Of<'splat'>, scope: Scope): Value {
  const collection = evaluate(of, scope);
  if (collection instanceof Unknown) return collection;
  if (collection === null) return [];
  const items = isList(collection) ? collection : [collection];
  const keys = steps.map((step) => evaluate(step, scope));
  return items.map((item) => keys.reduce(member, item));
}

function evaluateCall({ name, args, spread }: Of<'call'>, scope: Scope): Value {
  if (name === 'try') return evaluateTry(args, scope);
  if (name === 'can') return succeeds(args[0], scope);
  const values = args.map((arg) => evaluate(arg, scope));
  const last = spread ? values.pop() : undefined;
  if (last instanceof Unknown) return last;
  const all = last === undefined ? values : [...values, ...toList(last)];
  return findUnknown(all) ?? callFunction(name, all);
}

/** The first argument that can be told. */
function evaluateTry(args: readonly Expression[], scope: Scope): Value {
  for (const arg of args) {
    try {
      return evaluate(arg, scope);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
    }
  }
  throw new ExpressionError('try: every argument is an error');
}

function succeeds(arg: Expression | undefined, scope: Scope): Value {
  if (arg === undefined) throw new ExpressionError('can: it takes one argument');
  try {
    evaluate(arg, scope);
    return true;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return false;
  }
}

function evaluateUnary({ operator, of }: Of<'unary'>, scope: Scope): Value {
  const value = evaluate(of, scope);
  if (value instanceof Unknown) return value;
  return operator === '!' ? !toBoolean(value) : -toNumber(value);
}

function evaluateConditional(
  { condition, then, otherwise }: Of<'conditional'>,
  scope: Scope,
): Value {
  const chosen = evaluate(condition, scope);
  if (chosen instanceof Unknown) return chosen;
  return evaluate(toBoolean(chosen) ? then : otherwise, scope);
}

function evaluateObject({ entries }: Of<'object'>, scope: Scope): Value {
  const members: [string, Value][] = [];
  for (const [keyExpression, valueExpression] of entries) {
    const key = evaluate(keyExpression, scope);
    if (key instanceof Unknown) return key;
    members.push([toText(key), evaluate(valueExpression, scope)]);
  }
  return Object.fromEntries(members);
}

function evaluateFor(expression: ForExpression, scope: Scope): Value {
  const collection = evaluate(expression.collection, scope);
  if (collection instanceof Unknown) return collection;
  const results: [Value, Value][] = [];
  for (const [key, value] of entriesOf(collection)) {
    const inner = withNames(expression, { key, value }, scope);
    const wanted =
      expression.condition === undefined ? true : evaluate(expression.condition, inner);
    if (wanted instanceof Unknown) return wanted;
    if (!toBoolean(wanted)) continue;
    const resultKey = expression.key === undefined ? null : evaluate(expression.key, inner);
    if (resultKey instanceof Unknown) return resultKey;
    results.push([resultKey, evaluate(expression.value, inner)]);
  }
  return expression.key === undefined
    ? results.map(([, value]) => value)
    : gather(results, expression.grouped);
}

function entriesOf(collection: Value): (readonly [Value, Value])[] {
  if (isList(collection)) return collection.map((item, index) => [index, item] as const);
  if (isObject(collection)) return sortedEntries(collection);
  throw new ExpressionError('for: it goes over a list or a map alone');
}

function withNames(
  { keyName, valueName }: ForExpression,
  entry: { readonly key: Value; readonly value: Value },
  scope: Scope,
): Scope {
  return {
    variable(name) {
      if (name === valueName) return entry.value;
      return name === keyName ? entry.key : scope.variable(name);
    },
  };
}

function gather(results: readonly (readonly [Value, Value])[], grouped: boolean): Value {
  const members = new Map<string, Value[]>();
  for (const [key, value] of results) {
    const name = toText(key);
    const known = members.get(name);
    if (known !== undefined && !grouped) {
      throw new ExpressionError(`for: the key "${name}" comes twice; "..." after the value groups`);
    }
    members.set(name, [...(known ?? []), value]);
  }
  return Object.fromEntries(
    [...members].map(([name, values]) => [name, grouped ? values : (values[0] ?? null)]),
  );
}
