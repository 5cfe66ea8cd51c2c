/** Blocks and numbers of which one direction is good: a stricter firewall rule, a longer life, a keener alarm. */
import { canonical, isRecord, listOf, memberAt, recordOf } from '../json';
import { isOther, isUnset } from './steps';
import type { Level, Values, Verdict } from './verdict';

const judged = (level: Level, isBad: (values: Values) => boolean, onCreate = false): Verdict => ({
  kind: 'judged',
  ...level,
  isBad,
  onCreate,
});

/** A value without what is not set in it: `null`, an empty text or list, `false` and 0 are what providers write for that. */
function meaningOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaningOf);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => !isUnset(member) && member !== 0)
      .map(([name, member]) => [name, meaningOf(member)]),
  );
}

/** Is a firewall rule as it was, but for a rate limit that is lower, or a metric's name? */
export function isStricterFirewallRule(old: unknown, now: unknown): boolean {
  if (canonical(old) === canonical(now)) return true;
  if (limitOf(now) > limitOf(old)) return false;
  return canonical(meaningOf(withoutLimit(old))) === canonical(meaningOf(withoutLimit(now)));
}

function limitOf(rule: unknown): number {
  const limit = memberAt(rule, 'statement', 'rate_based_statement', 'limit');
  return limit === undefined ? Number.POSITIVE_INFINITY : Number(limit);
}

/** The rule with the limit taken out; markers such as `block {}` say something by being there. */
function withoutLimit(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLimit);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name === 'visibility_config') return [name, null];
      if (name === 'action' || name === 'override_action') return [name, canonical(member)];
      if (name === 'rate_based_statement')
        return [name, listOf(member).map((one) => ({ ...recordOf(one), limit: 'a limit' }))];
      return [name, withoutLimit(member)];
    }),
  );
}

/** Days until a rule of a lifecycle deletes, by what it deletes; a date deletes at once, as far as anybody can say. */
interface Deletion {
  readonly of: string;
  readonly days: number;
  /** Of which objects: what the rule's filter says. */
  readonly filter: string;
}

function deletionsIn(rules: unknown): readonly Deletion[] {
  return listOf(rules).flatMap((rule) => {
    if (memberAt(rule, 'status') !== 'Enabled') return [];
    const filter = canonical(
      meaningOf({ filter: memberAt(rule, 'filter'), prefix: memberAt(rule, 'prefix') }),
    );
    const days = (of: string, ...path: readonly string[]): readonly Deletion[] => {
      const block = memberAt(rule, path[0] ?? '');
      if (block === undefined || isUnset(block)) return [];
      const value = memberAt(rule, ...path);
      // A block that only removes the markers of what is deleted already deletes nothing.
      if (isUnset(value) && memberAt(block, 'expired_object_delete_marker') === true) return [];
      return [{ of, days: isUnset(value) ? 0 : Number(value), filter }];
    };
    return [
      ...days('current', 'expiration', 'days'),
      ...days('old', 'noncurrent_version_expiration', 'noncurrent_days'),
    ];
  });
}

/** Rules of a lifecycle: none may delete sooner, or what no rule deleted. To end unfinished uploads loses nothing. */
export const keptAsLong = (level: Level): Verdict =>
  judged(
    level,
    ({ before, after }) => {
      const old = deletionsIn(before);
      return deletionsIn(after).some(
        (now) =>
          !old.some(
            ({ of, filter, days }) => of === now.of && filter === now.filter && days <= now.days,
          ),
      );
    },
    true,
  );

const isAbove = (operator: unknown): boolean => String(operator).startsWith('Greater');

/** An alarm's threshold, which may only come nearer. Which way that is, the operator says. */
export const thresholdStays = (level: Level): Verdict =>
  judged(level, (values) => {
    const { before, after, resource } = values;
    const operator = resource?.after['comparison_operator'];
    if (!isOther(values) || isUnset(before)) return false;
    if (!/^(Greater|Less)Than/.test(String(operator)) || isUnset(after)) return true;
    return isAbove(operator) ? Number(after) > Number(before) : Number(after) < Number(before);
  });

/** An operator that may not be turned round: the alarm would be silent when it should cry. */
export const notTurned = (level: Level): Verdict =>
  judged(
    level,
    (values) =>
      isOther(values) &&
      !isUnset(values.before) &&
      isAbove(values.before) !== isAbove(values.after),
  );
