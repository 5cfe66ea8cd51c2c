/** What an expression names, for who wants to draw the stacks. */
import { parse } from '../expression/parser';
import type { Expression } from '../expression/syntax';
import { isList, isObject, type Value } from '../expression/value';

/** Names that are not resource types. */
const OTHER_NAMES = new Set(['each', 'count', 'path', 'terraform', 'self', 'module']);

/**
 * Dotted names in a value of Terraform JSON: `aws_x.name`, `data.aws_x.name`, `local.name`, `var.name`; of a remote
 * state, with the output: `data.terraform_remote_state.name.outputs.id`.
 *
 * @throws ExpressionError
 */
export function namesIn(value: Value): readonly string[] {
  const names = new Set<string>();
  collect(value, names);
  return [...names];
}

function collect(value: Value, names: Set<string>): void {
  if (typeof value === 'string') {
    if (value.includes('${') || value.includes('%{')) walk(parse(value), names);
  } else if (isList(value)) {
    for (const item of value) collect(item, names);
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) if (name !== '//') collect(member, names);
  }
}

function walk(expression: Expression, names: Set<string>): void {
  const name = traversal(expression);
  if (name !== undefined) {
    const address = addressIn(name);
    if (address !== undefined) names.add(address);
    return;
  }
  for (const child of childrenOf(expression)) if (child !== undefined) walk(child, names);
}

/** `a.b.c` of names and literal keys alone. */
function traversal(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'variable') return [expression.name];
  if (expression.kind !== 'index' || expression.key.kind !== 'literal') return undefined;
  const of = traversal(expression.of);
  const { value } = expression.key;
  if (of === undefined || (typeof value !== 'string' && typeof value !== 'number'))
    return undefined;
  return [...of, String(value)];
}

function addressIn([first = '', ...rest]: readonly string[]): string | undefined {
  if (OTHER_NAMES.has(first) || rest.length === 0) return undefined;
  const isRemoteState = first === 'data' && rest[0] === 'terraform_remote_state';
  const size = isRemoteState ? 4 : first === 'data' ? 2 : 1;
  return [first, ...rest.slice(0, size)].join('.');
}

/** The expressions that an expression is made of. */
function childrenOf(expression: Expression): readonly (Expression | undefined)[] {
  return expression.kind === 'list' || expression.kind === 'object' || expression.kind === 'for'
    ? membersOf(expression)
    : operandsOf(expression);
}

type Constructor = Extract<Expression, { readonly kind: 'list' | 'object' | 'for' }>;

function membersOf(expression: Constructor): readonly (Expression | undefined)[] {
  switch (expression.kind) {
    case 'list':
      return expression.items;
    case 'object':
      return expression.entries.flat();
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition];
  }
}

function operandsOf(expression: Exclude<Expression, Constructor>): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
      return [];
    case 'template':
      return expression.parts;
    case 'index':
      return [expression.of, expression.key];
    case 'splat':
      return [expression.of, ...expression.steps];
    case 'call':
      return expression.args;
    case 'unary':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
  }
}
