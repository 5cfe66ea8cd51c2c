/** What was changed outside Terraform and stays so: the plan neither shows it nor puts it back. */
import { canonical, type JsonRecord } from './json';
import { isUnknown, type ResourceChange } from './resource-change';

/** Of such a thing nothing is left to compare. */
const ANSWERED: ReadonlySet<string> = new Set(['create', 'replace', 'destroy', 'forget']);

/**
 * The drift that is there after the plan is applied as well, as changes from what Terraform knew to what will be.
 *
 * @param drift Entries of `resource_drift`.
 * @param changes Entries of `resource_changes`, those without a change among them.
 */
export function unrevertedDrift(
  drift: readonly ResourceChange[],
  changes: readonly ResourceChange[],
): readonly ResourceChange[] {
  return drift.flatMap((drifted) => {
    const planned = changes.find(({ address }) => address === drifted.address);
    if (drifted.action !== 'update' || (planned !== undefined && ANSWERED.has(planned.action)))
      return [];
    const after = planned === undefined ? drifted.after : planned.after;
    const left = Object.keys({ ...drifted.before, ...drifted.after }).filter(
      (name) =>
        !isSameAt(drifted.before, drifted.after, name) &&
        isSameAt(after, drifted.after, name) &&
        !(planned !== undefined && isUnknown(planned, name)),
    );
    if (left.length === 0) return [];
    const old = Object.fromEntries(left.map((name) => [name, drifted.before[name]]));
    return [{ ...drifted, before: { ...after, ...old }, after, afterUnknown: {} }];
  });
}

function isSameAt(one: JsonRecord, other: JsonRecord, name: string): boolean {
  return canonical(one[name] ?? null) === canonical(other[name] ?? null);
}
