import { isConsequence } from './consequences';
import { canonical, isEmpty, isRecord, isSame, listOf, parseDocument, recordOf } from './json';
import { memberMark } from './masked-view';
import type { ResourceChange } from './resource-change';
import { isSecretAt } from './secrets';
import { SENSITIVE, showText, UNKNOWN } from './shown-value';

/** One attribute, or one member of one, that differs. Both values are fit to be shown: no secret is in them. */
export interface Difference {
  /** As in `environment.variables.LOG_LEVEL` or `policy.Statement[2].Action`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Does this attribute force the replacement? */
  readonly forcesReplacement: boolean;
  /** Does it follow from another change, or is it bookkeeping, so that nobody decided it? */
  readonly isConsequence: boolean;
}

/** Two values of one place in a resource, with what Terraform says about each. */
interface Place {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  /** `true` when `after` is not known yet; else the shape of what is in it. */
  readonly unknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
}

/**
 * The attributes of a change that differ, each with its values before and after.
 *
 * @param all Every change of the review: one of them may explain another.
 */
export function differencesOf(
  change: ResourceChange,
  all: readonly ResourceChange[] = [change],
): readonly Difference[] {
  if (change.action !== 'update' && change.action !== 'replace') return [];
  const places = leaves({
    path: '',
    before: change.before,
    after: change.after,
    unknown: change.afterUnknown,
    beforeSensitive: change.beforeSensitive,
    afterSensitive: change.afterSensitive,
  });
  const forcing = change.replacePaths.map((path) => path.replaceAll(/\.\d+(?=\.|$)/g, ''));
  return places.map((place) => {
    const [attribute = ''] = place.path.split(/[.[]/);
    const plain = place.path.replaceAll(/\[\d*\]/g, '');
    const forcesReplacement = forcing.some(
      (path) => path === plain || plain.startsWith(`${path}.`) || path.startsWith(`${plain}.`),
    );
    return {
      path: place.path,
      ...shownPair(place),
      forcesReplacement,
      isConsequence: !forcesReplacement && isConsequence({ ...place, attribute }, change, all),
    };
  });
}

function shownPair(place: Place): Pick<Difference, 'before' | 'after'> {
  const { path, beforeSensitive, afterSensitive } = place;
  const isSecret =
    beforeSensitive === true ||
    afterSensitive === true ||
    isSecretAt(path, place.before) ||
    isSecretAt(path, place.after);
  const show = (value: unknown): string =>
    isSecret && value !== undefined && value !== null ? SENSITIVE : showText(value);
  return {
    before: show(place.before),
    after: place.unknown === true ? UNKNOWN : show(place.after),
  };
}

function leaves(place: Place): readonly Place[] {
  const { before, after, unknown } = place;
  if (unknown === true) return [place];
  if (place.beforeSensitive === true || place.afterSensitive === true) {
    return isSame(before, after) ? [] : [place];
  }
  if (isSettled(place)) return [];
  if (isObjectPair(place)) return members(place);
  if (isBlockList(before) && isBlockList(after)) return blocks(place);
  return documents(place) ?? closed(place);
}

function isSettled({ before, after, unknown }: Place): boolean {
  return isSame(before ?? null, after ?? null) && !hasTrue(unknown);
}

/** Two objects, or one that comes or goes whole with a secret in it: its other members may be shown. */
function isObjectPair({ before, after, beforeSensitive, afterSensitive }: Place): boolean {
  if (isRecord(before)) return isRecord(after) || (isEmpty(after) && hasTrue(beforeSensitive));
  return isRecord(after) && isEmpty(before) && hasTrue(afterSensitive);
}

/** A whole value is shown at once; with a secret anywhere in it, only that it is one. */
function closed(place: Place): readonly Place[] {
  if (isEmpty(place.before) && isEmpty(place.after) && !hasTrue(place.unknown)) return [];
  return [
    {
      ...place,
      unknown: hasTrue(place.unknown) && isEmpty(place.after) ? true : place.unknown,
      beforeSensitive: hasTrue(place.beforeSensitive),
      afterSensitive: hasTrue(place.afterSensitive),
    },
  ];
}

function members(place: Place): readonly Place[] {
  const before = recordOf(place.before);
  const after = recordOf(place.after);
  const unknown = recordOf(place.unknown);
  const names = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)]);
  return [...names].sort().flatMap((name) =>
    leaves({
      path: place.path === '' ? name : `${place.path}.${name}`,
      before: before[name],
      after: after[name],
      unknown: unknown[name],
      beforeSensitive: memberMark(before, place.beforeSensitive, name),
      afterSensitive: memberMark(after, place.afterSensitive, name),
    }),
  );
}

/** Blocks: those on both sides go, the rest are paired in their order. The only one of its kind needs no number. */
function blocks(place: Place): readonly Place[] {
  const before = listOf(place.before);
  const after = listOf(place.after);
  const isSingle = before.length <= 1 && after.length <= 1;
  const keptBefore = indexesNotIn(before, after);
  const keptAfter = indexesNotIn(after, before);
  const unsettled = after
    .map((_, index) => index)
    .filter((index) => hasTrue(listOf(place.unknown)[index]));
  const afterIndexes = [...new Set([...keptAfter, ...unsettled])].sort((a, b) => a - b);
  const count = Math.max(keptBefore.length, afterIndexes.length);
  return Array.from({ length: count }, (_, at) => {
    const b = keptBefore[at] ?? -1;
    const a = afterIndexes[at] ?? -1;
    return leaves({
      path: isSingle ? place.path : `${place.path}[${Math.max(a, b)}]`,
      before: before[b],
      after: after[a],
      unknown: listOf(place.unknown)[a],
      beforeSensitive: sensitivityOf(place.beforeSensitive, b),
      afterSensitive: sensitivityOf(place.afterSensitive, a),
    });
  }).flat();
}

function sensitivityOf(sensitive: unknown, index: number): unknown {
  return Array.isArray(sensitive) ? listOf(sensitive)[index] : sensitive;
}

/** The places of a list's elements that the other list lacks; of equal ones, each counts once. */
function indexesNotIn(list: readonly unknown[], other: readonly unknown[]): readonly number[] {
  const left = other.map(canonical);
  return list.flatMap((element, index) => {
    const found = left.indexOf(canonical(element));
    if (found === -1) return [index];
    left.splice(found, 1);
    return [];
  });
}

/** JSON in a text (a policy, a template, a dashboard) is compared member by member. */
function documents(place: Place): readonly Place[] | undefined {
  const before = parseDocument(place.before);
  const after = parseDocument(place.after);
  if (before === undefined || after === undefined) return undefined;
  const found = leaves({ ...place, before, after, unknown: undefined });
  // Only the spelling differs: still a difference that Terraform writes.
  return found.length > 0
    ? found
    : [{ ...place, before: 'JSON', after: 'the same JSON, spelt otherwise' }];
}

function isBlockList(value: unknown): boolean {
  return Array.isArray(value) && (value.length === 0 || value.every(isRecord));
}

function hasTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasTrue);
  return isRecord(value) ? Object.values(value).some(hasTrue) : value === true;
}
