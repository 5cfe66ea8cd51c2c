import type { Stage } from '../shared/stage';

/**
 * The stage's table: the variable `itemsTable`, else `TABLE_NAME` of the function's environment.
 *
 * The name is not checked against the stage: the deployer sets both, and the function's role opens its own table alone.
 *
 * @throws Error when neither is there.
 */
export function tableNameOf(stage: Stage): string {
  const name = stage.variables['itemsTable'] ?? process.env['TABLE_NAME'];
  if (name === undefined || name === '') {
    throw new Error('no table: set the stage variable itemsTable, or TABLE_NAME of the function');
  }
  return name;
}
