/** A policy that a data source puts together, read from what the plan knows of its statements. */
import { isRecord, type JsonRecord, listOf, memberAt, recordOf } from '../json';

/** Stands for what is known only after apply: something that the same plan makes. */
const REFERENCE = '${known.after.apply}';

interface Side {
  readonly values: JsonRecord;
  readonly unknown: JsonRecord;
}

/**
 * The policy of a `data.aws_iam_policy_document` as a text. An element of a list that is not known yet is a reference to something
 * of the plan; a list of which nothing is known could hold anything.
 *
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 *
 * @returns Nothing when a part that matters cannot be read.
 */
export function policyOfData(values: unknown, unknown: unknown): string | undefined {
  const statements = listOf(
    memberAt(values, 'statement') === undefined ? [] : recordOf(values)['statement'],
  );
  const open = recordOf(unknown)['statement'];
  const isMixed = ['source_policy_documents', 'override_policy_documents'].some(
    (name) => listOf(recordOf(values)[name]).length > 0 || recordOf(unknown)[name] === true,
  );
  if (isMixed || open === true || statements.length === 0) return undefined;
  const read = statements.map((one, index) =>
    statementOf({ values: recordOf(one), unknown: recordOf(listOf(open)[index]) }),
  );
  return read.includes(undefined)
    ? undefined
    : JSON.stringify({ Version: '2012-10-17', Statement: read });
}

const LISTS = {
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
} as const;
const BLOCKS = ['principals', 'not_principals', 'condition'] as const;

function statementOf(side: Side): JsonRecord | undefined {
  const isOpen = [...Object.keys(LISTS), ...BLOCKS, 'effect'].some(
    (name) => side.unknown[name] === true,
  );
  const blocks = BLOCKS.map((name) => blocksAt(side, name));
  const [principals, others, conditions] = blocks.map((found) => groupsOf(found ?? []));
  if (isOpen || blocks.includes(undefined)) return undefined;
  const lists = Object.entries(LISTS).flatMap(([name, member]) => {
    const texts = textsAt(side, name);
    return texts.length === 0 ? [] : [[member, texts] as const];
  });
  return {
    Effect: side.values['effect'] ?? 'Allow',
    ...Object.fromEntries(lists),
    ...(isFilled(principals) ? { Principal: anyoneOr(principals) } : {}),
    ...(isFilled(others) ? { NotPrincipal: anyoneOr(others) } : {}),
    ...(isFilled(conditions) ? { Condition: conditions } : {}),
  };
}

function isFilled(group: JsonRecord | undefined): group is JsonRecord {
  return group !== undefined && Object.keys(group).length > 0;
}

/** `type = "*"` is written as the bare star. */
function anyoneOr(principals: JsonRecord): unknown {
  return '*' in principals ? '*' : principals;
}

function textsAt({ values, unknown }: Side, name: string): readonly string[] {
  const open = listOf(unknown[name]);
  const known = listOf(values[name]);
  return Array.from({ length: Math.max(known.length, open.length) }, (_, at) => {
    const text = known[at];
    return typeof text === 'string' && open[at] !== true ? text : REFERENCE;
  });
}

/** What a block says, as `[["AWS", [...]]]` or `[["StringEquals", { key: [...] }]]`. */
function blocksAt(side: Side, name: string): readonly (readonly [string, unknown])[] | undefined {
  const found = listOf(side.values[name]).map((block, index) => {
    const inner = { values: recordOf(block), unknown: recordOf(listOf(side.unknown[name])[index]) };
    const { type, test, variable } = inner.values;
    const list = name === 'condition' ? 'values' : 'identifiers';
    if (inner.unknown[list] === true) return undefined;
    const texts = textsAt(inner, list);
    if (name === 'condition') return [String(test), { [String(variable)]: texts }] as const;
    return [String(type), texts] as const;
  });
  return found.every((one) => one !== undefined) ? found : undefined;
}

function groupsOf(entries: readonly (readonly [string, unknown])[]): JsonRecord {
  const groups: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    const old = groups[name];
    groups[name] = isRecord(value)
      ? { ...recordOf(old), ...value }
      : [...listOf(old), ...listOf(value)];
  }
  return groups;
}
