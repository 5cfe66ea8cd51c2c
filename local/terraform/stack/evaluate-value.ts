import { evaluate, type Scope } from '../expression/evaluate';
import { parse } from '../expression/parser';
import { isList, isObject, type Value } from '../expression/value';

/**
 * A value of Terraform JSON with every text in it, however deep, evaluated as the template that it is.
 *
 * @throws ExpressionError
 */
export function evaluateValue(value: Value, scope: Scope): Value {
  if (typeof value === 'string') return isPlain(value) ? value : evaluate(parse(value), scope);
  if (isList(value)) return value.map((item) => evaluateValue(item, scope));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '//')
      .map(([name, member]) => [evaluateName(name, scope), evaluateValue(member, scope)]),
  );
}

/** Names of members are templates, too, such as those of a map. */
function evaluateName(name: string, scope: Scope): string {
  if (isPlain(name)) return name;
  const evaluated = evaluate(parse(name), scope);
  return typeof evaluated === 'string' ? evaluated : name;
}

function isPlain(text: string): boolean {
  return !text.includes('${') && !text.includes('%{');
}
