import type { TableRow } from './route-table';

/** Routes of one function that have a permission each. Twice as many statements would fit in the policy of its alias. */
export const MAX_ROUTE_PERMISSIONS = 40;
const VERBS = 7;
const ANY = '*';

/** Who may invoke a function: an id that names the permission in a plan, and what follows `<api>/<stage>/` in its source. */
export interface PermissionSource {
  readonly id: string;
  readonly source: string;
}

/**
 * From which methods of a stage a function is invoked: one by one, as long as Lambda takes a statement for each; of more
 * routes one per HTTP method, on any path. API Gateway sends a function what its routes say, so nothing more reaches it.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 *
 * @param rows The function's routes.
 */
export function permissionSources(rows: readonly TableRow[]): PermissionSource[] {
  // Sorted: rows that change places in the table must change nothing.
  const sorted = [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
  if (rows.length <= MAX_ROUTE_PERMISSIONS) return sorted.map(ofRow);
  const any = sorted.filter(({ httpMethod }) => httpMethod === 'ANY');
  const verbs = [...new Set(rows.map(verbOf))].filter((verb) => verb !== ANY).sort();
  // A method of one path: narrower than any method of any path, as long as that is not too many either.
  if (any.length <= MAX_ROUTE_PERMISSIONS - VERBS) return [...any.map(ofRow), ...verbs.map(ofVerb)];
  return [ofVerb(ANY)];
}

function ofRow(row: TableRow): PermissionSource {
  return {
    id: `permission ${row.key}`,
    // A path parameter may hold anything.
    source: `${verbOf(row)}${row.path.replace(/\{[^}]+\}/g, '*')}`,
  };
}

function ofVerb(verb: string): PermissionSource {
  return {
    id: verb === ANY ? 'permission of all routes' : `permission of all ${verb} routes`,
    source: `${verb}/*`,
  };
}

function verbOf({ httpMethod }: TableRow): string {
  return httpMethod === 'ANY' ? ANY : httpMethod;
}
