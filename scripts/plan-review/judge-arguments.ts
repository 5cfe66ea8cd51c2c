import { canonical, isRecord, listOf, recordOf } from './json';
import { isConfigured, isExplained } from './references';
import { hasUnknown, isKept, type ResourceChange } from './resource-change';
import { VERDICTS, verdictOf } from './verdicts';
import { isOther, isUnset } from './verdicts/steps';
import type { Concern, Level, Values, Verdict } from './verdicts/verdict';

/** An argument whose change is bad, or that nobody has judged. */
export interface Judgement {
  readonly path: string;
  readonly severity: Level['severity'];
  readonly concern: Concern | 'unjudged';
}

/** A place in a resource: its path, both values, and what is unknown of the second. */
interface Place extends Values {
  readonly path: string;
  readonly unknown: unknown;
}

/** Stands for a value that is known only after apply: it is the same as no other. */
const UNKNOWN_VALUE = { unknown: true };

/** What the table says of a change, argument by argument; of a new resource, of what opens it. */
export function judgeArguments(
  change: ResourceChange,
  all: readonly ResourceChange[],
): readonly Judgement[] {
  if (change.action !== 'create' && !isKept(change)) return [];
  if (VERDICTS[change.type] === undefined && change.action === 'create') return [];
  const found = places(change.type, {
    path: '',
    before: change.before,
    after: change.after,
    unknown: change.afterUnknown,
  }).flatMap((place) => judge(place, change, all));
  const seen = new Set<string>();
  return found.filter((one) => !seen.has(canonical(one)) && seen.add(canonical(one)));
}

/** The places at which the table has a verdict, or at which nobody has one. */
function places(type: string, place: Place): readonly Place[] {
  const { path, before, after, unknown } = place;
  if (isSameAt(place) && !hasUnknown(unknown)) return [];
  if (path === '') return members(place).flatMap((member) => places(type, member));
  if (isJudgedWhole(type, path) || unknown === true) return [place];
  if (!isNested(before) && !isNested(after)) return [place];
  const isList = [before, after, unknown].some(Array.isArray);
  return (isList ? blocks(place) : members(place)).flatMap((inner) => places(type, inner));
}

function isSameAt({ path, before, after }: Place): boolean {
  return (
    !isOther({ before, after }) || (path.includes('.') && isNothing(before) && isNothing(after))
  );
}

/** In a block, 0 and "not set" are what the provider writes for one and the same. */
function isNothing(value: unknown): boolean {
  return value === 0 || isUnset(value);
}

/** Has it a verdict of its own, and nothing in it another? */
function isJudgedWhole(type: string, path: string): boolean {
  const own = VERDICTS[type]?.verdicts ?? {};
  if (Object.keys(own).some((name) => name.startsWith(`${path}.`))) return false;
  return (
    path in own ||
    (!path.includes('.') && verdictOf(type, path) !== undefined && !hasOthers(type, path))
  );
}

/** Is the verdict only what the type says of all that it does not list? Then look deeper for names. */
function hasOthers(type: string, path: string): boolean {
  return verdictOf(type, path) === VERDICTS[type]?.others;
}

/** An object, or a list with objects in it. */
function isNested(value: unknown): boolean {
  return isRecord(value) || (Array.isArray(value) && value.some(isRecord));
}

function members({ path, before, after, unknown }: Place): readonly Place[] {
  const [old, now, open] = [recordOf(before), recordOf(after), recordOf(unknown)];
  return [...new Set([...Object.keys(old), ...Object.keys(now), ...Object.keys(open)])]
    .sort()
    .map((name) => ({
      path: path === '' ? name : `${path}.${name}`,
      before: old[name],
      after: now[name],
      unknown: open[name],
    }));
}

/** Blocks that are on both sides go; the rest are paired in their order. */
function blocks({ path, before, after, unknown }: Place): readonly Place[] {
  const same = new Set(listOf(after).map(canonical));
  const kept = new Set(listOf(before).map(canonical));
  const old = listOf(before).filter((block) => !same.has(canonical(block)));
  const now = listOf(after)
    .map((block, index) => ({ block, unknown: listOf(unknown)[index] }))
    .filter((one) => !kept.has(canonical(one.block)) || hasUnknown(one.unknown));
  return Array.from({ length: Math.max(old.length, now.length) }, (_, at) => ({
    path,
    before: old[at],
    after: now[at]?.block,
    unknown: now[at]?.unknown,
  })).flatMap(members);
}

function judge(
  { path, before, after, unknown }: Place,
  change: ResourceChange,
  all: readonly ResourceChange[],
): readonly Judgement[] {
  const [attribute = ''] = path.split('.');
  const verdict = verdictOf(change.type, path);
  const isOpen = hasUnknown(unknown);
  if (verdict === undefined) return unjudged({ path, before, after, unknown }, change, all);
  if (verdict.kind !== 'judged' || (change.action === 'create' && !verdict.onCreate)) return [];
  if (isOpen && isBenign(verdict, change, { attribute, all })) return [];
  if (isMade(verdict.follows, after, all)) return [];
  // A name can only be judged for what it names when it is whole.
  const now = isOpen && isUnset(after) ? UNKNOWN_VALUE : after;
  return verdict.isBad({ before, after: now, resource: change })
    ? [{ path, severity: verdict.severity, concern: verdict.concern }]
    : [];
}

/** Is a value the version or the id that another change gives? */
function isMade(type: string | undefined, value: unknown, all: readonly ResourceChange[]): boolean {
  return all.some(
    (other) =>
      other.type === type &&
      other.action !== 'destroy' &&
      [other.after['version'], other.after['id']].includes(value ?? Number.NaN),
  );
}

/** Does an unknown value follow from another change? Never for what is a danger, unless it was nothing before. */
function isBenign(
  verdict: Verdict & { readonly kind: 'judged' },
  change: ResourceChange,
  { attribute, all }: { readonly attribute: string; readonly all: readonly ResourceChange[] },
): boolean {
  if (change.action === 'create') return true;
  const { facts, address } = change;
  const configuration = facts.configurationOf(address);
  if (configuration !== undefined && !isConfigured(configuration, attribute)) return true;
  return (
    verdict.severity !== 'danger' &&
    isExplained(change, attribute, { all, follows: verdict.follows })
  );
}

function unjudged(
  { path, before, after, unknown }: Place,
  change: ResourceChange,
  all: readonly ResourceChange[],
): readonly Judgement[] {
  if (change.action === 'create' || VERDICTS[change.type] === undefined) return [];
  const [attribute = ''] = path.split('.');
  const isFollowing = hasUnknown(unknown) && isExplained(change, attribute, { all });
  const isSet = !hasUnknown(unknown) && isOther({ before, after });
  const isDecided = hasUnknown(unknown) && change.facts.hasConfiguration && !isFollowing;
  return isSet || isDecided ? [{ path, severity: 'warning', concern: 'unjudged' }] : [];
}
