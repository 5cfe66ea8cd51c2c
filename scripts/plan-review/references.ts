import { type JsonRecord, listOf, memberAt, recordOf, textOf } from './json';
import { referencesOf } from './plan-facts';
import { hasUnknown, type ResourceChange } from './resource-change';

/** Attributes by which other resources name a thing. */
const IDENTITIES = [
  'name',
  'function_name',
  'bucket',
  'stage_name',
  'domain_name',
  'repository',
  'id',
  'arn',
] as const;

const isMade = ({ action }: ResourceChange): boolean => action === 'create';

/**
 * Is what an argument names made by the same plan? Then what is added to it was there for nobody before.
 *
 * @param path Of the argument, as in `role` or `alias.name`.
 */
export function namesNewThing(
  change: ResourceChange,
  path: string,
  all: readonly ResourceChange[],
): boolean {
  const made = all.filter(
    (other) => other.stack === change.stack && isMade(other) && other !== change,
  );
  const [attribute = ''] = path.split('.');
  if (isUnknownAt(change, path)) {
    const { hasConfiguration, configurationOf } = change.facts;
    if (!hasConfiguration) return made.length > 0;
    const named = referencesOf(configurationOf(change.address), attribute);
    return named.some((address) => made.some((other) => isAt(other, address)));
  }
  const value = textOf(memberAt(change.after, ...path.split('.')));
  // What nobody names is put on nothing that was there.
  return (
    value === undefined ||
    made.some(({ after }) =>
      IDENTITIES.some((name) => after[name] === value || endOf(value) === after[name]),
    )
  );
}

/** The name at the end of an ARN or of a URL. */
function endOf(value: string): string {
  return value.split(/[:/]/).at(-1) ?? value;
}

function isUnknownAt({ afterUnknown }: ResourceChange, path: string): boolean {
  let at: unknown = afterUnknown;
  for (const name of path.split('.')) {
    if (at === true) return true;
    const step: unknown = Array.isArray(at) ? at[0] : at;
    at = recordOf(step)[name];
  }
  return hasUnknown(at);
}

/** Is a change at an address, or at one of its copies (`count`, `for_each`)? */
function isAt({ address }: ResourceChange, wanted: string): boolean {
  return address.replaceAll(/\[[^\]]*\]/g, '') === wanted;
}

/**
 * Does another change of the plan explain why an attribute is known only after apply?
 *
 * @param follows The type that it must be of. @default - whichever the configuration names
 */
export function isExplained(
  change: ResourceChange,
  attribute: string,
  {
    all,
    follows,
  }: { readonly all: readonly ResourceChange[]; readonly follows?: string | undefined },
): boolean {
  const others = all.filter(
    (other) =>
      other.stack === change.stack &&
      other !== change &&
      ['create', 'update', 'replace'].includes(other.action),
  );
  const { hasConfiguration, configurationOf } = change.facts;
  const configuration = configurationOf(change.address);
  if (hasConfiguration && configuration !== undefined) {
    if (!isConfigured(configuration, attribute)) return true;
    const named = referencesOf(configuration, attribute);
    const explaining = others.filter((other) => named.some((address) => isAt(other, address)));
    return explaining.some(({ type }) => follows === undefined || type === follows);
  }
  return others.some(({ type }) => follows === undefined || type === follows);
}

/** Does anybody set the attribute, or does AWS? */
export function isConfigured(configuration: JsonRecord | undefined, attribute: string): boolean {
  return Object.hasOwn(recordOf(configuration?.['expressions']), attribute);
}

/** Every `provisioner` of a resource: `local-exec`, `remote-exec`, ... */
export function provisionersOf({ facts, address }: ResourceChange): readonly string[] {
  return listOf(facts.configurationOf(address)?.['provisioners']).map(
    (one) => textOf(memberAt(one, 'type')) ?? 'unknown',
  );
}
