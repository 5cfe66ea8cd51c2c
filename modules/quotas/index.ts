/** AWS's quotas as one table: what it takes of what, where it says so, and what to do about it. */
import type { IConstruct } from 'constructs';
import { API_GATEWAY } from './api-gateway';
import { IAM } from './iam';
import { Inventory } from './inventory';
import { LAMBDA_QUOTAS } from './lambda';
import { MONITORING } from './monitoring';
import { NAMES } from './names';
import { brokenPathRules } from './path-rules';
import type { Quota } from './quota';

export type { Measure, Quota } from './quota';
export { Inventory } from './inventory';

export const QUOTAS: readonly Quota[] = [
  ...API_GATEWAY,
  ...LAMBDA_QUOTAS,
  ...IAM,
  ...MONITORING,
  ...NAMES,
];

/** Quotas that AWS has raised for the account, by the row's id. */
export type RaisedQuotas = Readonly<Record<string, number>>;

/** The number of a row. @throws Error when there is no such row. */
export function limitOf(id: string): number {
  const row = QUOTAS.find((quota) => quota.id === id);
  if (row === undefined) throw new Error(`there is no quota "${id}"`);
  return row.limit;
}

/**
 * Holds what was made against AWS's quotas, before AWS does in the middle of an apply.
 *
 * @param root The App.
 * @param raised Quotas that AWS has raised. Default: none.
 * @throws Error with a line for each violation: what, how many, how many there may be, the way out.
 */
export function checkQuotas(root: IConstruct, raised: RaisedQuotas = {}): void {
  checkRaised(raised);
  const made = new Inventory(root);
  const lines = [
    ...brokenPathRules(made),
    ...QUOTAS.flatMap((quota) =>
      violations({ ...quota, limit: raised[quota.id] ?? quota.limit }, made),
    ),
  ];
  if (lines.length > 0) throw new Error(lines.join('\n'));
}

/** A line for each thing that has more of it than there may be. */
export function violations(quota: Quota, made: Inventory): string[] {
  const { service, unit, per, limit, adjustable, mend } = quota;
  const orRaise = adjustable
    ? `; or have AWS raise the quota, and say so by quotas: { '${quota.id}': <number> } of createApp`
    : '';
  return (quota.measure?.(made) ?? [])
    .filter(({ amount }) => amount > limit)
    .map(
      ({ where, amount }) =>
        `${where}: ${amount} ${unit}, and ${service} takes ${limit} for ${per}; ${mend}${orRaise}`,
    );
}

function checkRaised(raised: RaisedQuotas): void {
  const adjustable = QUOTAS.filter((quota) => quota.adjustable && quota.measure !== undefined);
  for (const [id, limit] of Object.entries(raised)) {
    const row = adjustable.find((quota) => quota.id === id);
    if (row !== undefined && Number.isInteger(limit) && limit >= row.limit) continue;
    throw new Error(
      row === undefined
        ? `quotas: "${id}" is none that AWS raises: those are ${adjustable.map((one) => one.id).join(', ')}; correct it where createApp is called`
        : `quotas: "${id}" is ${limit}: AWS gives ${row.limit} to everybody, and more in whole numbers; correct it where createApp is called`,
    );
  }
}
