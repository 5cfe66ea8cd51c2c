/** Which actions on which tables a DynamoDB call needs. */
import { isRecord } from '../record';
import type { JsonInput } from './protocol/json';

export interface NeededAccess {
  readonly action: string;
  readonly resource: string;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const TRANSACT_ACTIONS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/**
 * One entry per table (or index) and action.
 *
 * @param tableArns `arn:aws:dynamodb:<region>:<account>:table/`, before a table's name.
 */
export function dynamoDbAccess(
  operation: string,
  input: JsonInput,
  tableArns: string,
): readonly NeededAccess[] {
  const arnOf = (table: string) => (table.startsWith('arn:') ? table : `${tableArns}${table}`);
  const needs = (name: string, resource: string) => ({ action: `dynamodb:${name}`, resource });
  const { TableName, IndexName, RequestItems, TransactItems, ResourceArn } = input;
  if (isRecord(RequestItems)) {
    return Object.keys(RequestItems).map((table) => needs(operation, arnOf(table)));
  }
  if (Array.isArray(TransactItems)) {
    return TransactItems.flatMap(transactParts).map(({ kind, table }) =>
      needs(TRANSACT_ACTIONS[kind] ?? operation, arnOf(table)),
    );
  }
  if (typeof TableName === 'string') {
    const index = typeof IndexName === 'string' ? `/index/${IndexName}` : '';
    return [needs(operation, `${arnOf(TableName)}${index}`)];
  }
  return [needs(operation, typeof ResourceArn === 'string' ? ResourceArn : '*')];
}

function transactParts(item: unknown): { kind: string; table: string }[] {
  if (!isRecord(item)) return [];
  return Object.entries(item).flatMap(([kind, part]) =>
    isRecord(part) && typeof part['TableName'] === 'string'
      ? [{ kind, table: part['TableName'] }]
      : [],
  );
}
