import database from 'dynalite/db';
import { textOf } from '../record';
import { DynamoDbError } from './dynamodb-error';
import { itemPrefix, type OperationStore } from './operation-store';
import type { Members } from './operations';
import type { Tables } from './tables';

/** A write of one item that was refused. */
export interface FailedWrite {
  readonly tables: Tables;
  readonly store: OperationStore;
  /** The checked input. */
  readonly members: Members;
}

/**
 * The refusal with the item that failed the condition, when the caller asked for it; dynalite does not know of that.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html#DDB-PutItem-request-ReturnValuesOnConditionCheckFailure
 */
export function withFailedItem(error: unknown, write: FailedWrite): unknown {
  const { tables, store, members } = write;
  const isAsked = members['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
  if (!isAsked || !(error instanceof DynamoDbError)) return error;
  if (error.code !== 'ConditionalCheckFailedException') return error;
  const key = itemKey(tables, members);
  const item = key === undefined ? undefined : store.read(key);
  if (item === undefined) return error;
  return new DynamoDbError(error.statusCode, { ...error.body, Item: item });
}

/**
 * The store's key of the item that a checked input is about.
 *
 * @returns `undefined` when there is no such table, or the key is not the table's.
 */
export function itemKey(tables: Tables, members: Members): string | undefined {
  const tableName = textOf(members['TableName']) ?? '';
  const table = tables.get(tableName)?.description;
  const item = members['Item'] ?? members['Key'];
  if (table === undefined || isGiven(database.validateItem(item, table))) return undefined;
  return itemPrefix(tableName) + database.createKey(item, table);
}

function isGiven(refusal: unknown): boolean {
  return refusal !== undefined && refusal !== null;
}
