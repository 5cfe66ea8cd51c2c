/** Calls about tables that dynalite would answer from its own store. */
import { textOf } from '../record';
import { tableNotFound } from './dynamodb-error';
import type { Members } from './operations';
import type { Tables } from './tables';

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
 *
 * @param members Checked.
 */
export function listTables(members: Members, tables: Tables): Members {
  const after = textOf(members['ExclusiveStartTableName']) ?? '';
  const limit = typeof members['Limit'] === 'number' ? members['Limit'] : 100;
  const names = [...tables.keys()].sort().filter((name) => name > after);
  const page = names.slice(0, limit);
  return {
    TableNames: page,
    ...(names.length > limit && { LastEvaluatedTableName: page.at(-1) }),
  };
}

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
 *
 * @param members Checked.
 * @throws DynamoDbError when there is no such table.
 */
export function describeTimeToLive(members: Members, tables: Tables): Members {
  const name = textOf(members['TableName']) ?? '';
  const table = tables.get(name);
  if (table === undefined) throw tableNotFound(name, true);
  const AttributeName = table.definition.ttlAttribute;
  const description =
    AttributeName === undefined
      ? { TimeToLiveStatus: 'DISABLED' }
      : { TimeToLiveStatus: 'ENABLED', AttributeName };
  return { TimeToLiveDescription: description };
}
