/** A resource of a plan, every instance of it, as a block of Terraform JSON. */
import { isList, type Value, type ValueObject } from '../expression/value';
import { objectMember, textMember } from '../json';
import type { ResourceBlock } from '../stack/configuration';
import { fromPlan } from './planned-value';

/** A resource as it is written, and its instances as they are planned. */
export interface PlannedResource {
  /** The plan's, for messages. */
  readonly file: string;
  /** Of `configuration`. */
  readonly written: ValueObject;
  /** Of `resource_changes`. */
  readonly changes: readonly ValueObject[];
}

export interface PlannedBlock {
  readonly block: ResourceBlock;
  /** What the instances have of their own, when there are several. */
  readonly locals: readonly (readonly [string, Value])[];
}

/**
 * One block, or none when nothing is planned of it. With `count` or `for_each` the arguments lead to a local of
 * the instances, since a block has them once.
 *
 * @param note Takes what is served otherwise than it is written.
 */
export function plannedBlocks(
  { file, written, changes }: PlannedResource,
  note: (message: string) => void,
): readonly PlannedBlock[] {
  const [first] = changes;
  if (first === undefined) return [];
  const type = textMember(written, 'type') ?? '';
  const name = textMember(written, 'name') ?? '';
  const bodies = changes.map((change) => bodyOf(change, { type, written, note }));
  const block = { type, name, file, isPlanned: true };
  if (first['index'] === undefined)
    return [{ block: { ...block, body: bodies[0] ?? {} }, locals: [] }];
  return [
    severalInstances(
      block,
      new Map(changes.map((change, index) => [keyOf(change), bodies[index] ?? {}])),
    ),
  ];
}

function keyOf(change: ValueObject): string | number {
  const key = change['index'];
  return typeof key === 'number' || typeof key === 'string' ? key : 0;
}

function severalInstances(
  block: Omit<ResourceBlock, 'body'>,
  instances: ReadonlyMap<string | number, ValueObject>,
): PlannedBlock {
  const local = `${block.type}-${block.name}`;
  const keys = [...instances.keys()];
  const isCounted = keys.every((key) => typeof key === 'number');
  const names = [...new Set([...instances.values()].flatMap((body) => Object.keys(body)))];
  const repeat: [string, Value] = isCounted
    ? ['count', keys.length]
    : ['for_each', Object.fromEntries(keys.map((key) => [key, '']))];
  const leading = names.map((name): [string, Value] => [
    name,
    `\${local["${local}"][${isCounted ? 'count.index' : 'each.key'}]["${name}"]}`,
  ]);
  // Each instance has every name, since a local without one would be an error.
  const filled = [...instances].map(([key, body]): [string | number, Value] => [
    key,
    Object.fromEntries(names.map((name) => [name, body[name] ?? null])),
  ]);
  return {
    block: { ...block, body: Object.fromEntries([repeat, ...leading]) },
    locals: [[local, Object.fromEntries(filled)]],
  };
}

interface Written {
  readonly type: string;
  readonly written: ValueObject;
  readonly note: (message: string) => void;
}

function bodyOf(change: ValueObject, { type, written, note }: Written): ValueObject {
  const address = textMember(change, 'address') ?? type;
  const { after = null, after_unknown: unknown = null } = objectMember(change, 'change');
  const expressions = objectMember(written, 'expressions');
  const afters = objectMember({ after }, 'after');
  const unknowns = objectMember({ unknown }, 'unknown');
  const each = eachValue(written, change['index']);
  const members: [string, Value][] = [];
  for (const argument of new Set([...Object.keys(afters), ...Object.keys(unknowns)])) {
    const value = fromPlan(
      {
        after: afters[argument] ?? null,
        unknown: unknowns[argument] ?? false,
        expression: expressions[argument] ?? null,
      },
      {
        type,
        argument,
        each,
        note: (message) => {
          note(`${address}: ${message}`);
        },
      },
    );
    if (value !== undefined) members.push([argument, value]);
  }
  return Object.fromEntries(members);
}

/** A `for_each` over another resource has its instances as values. */
function eachValue(written: ValueObject, key: Value | undefined): string | undefined {
  const references = objectMember(written, 'for_each_expression')['references'] ?? [];
  const [reference, other] = isList(references) ? references : [];
  if (typeof reference !== 'string' || other !== undefined || typeof key !== 'string')
    return undefined;
  return /^aws_\w+\.[\w-]+$/.test(reference) ? `${reference}[${JSON.stringify(key)}]` : undefined;
}
