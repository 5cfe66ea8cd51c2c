/** What reading and writing transactions answer alike. */
import { membersOf, textOf } from '../../record';
import { type DynamoDbError, dynamoDbError } from '../dynamodb-error';
import type { Members } from '../operations';

/** The reason of an item that did not stand in the way. */
export const NO_REASON: Members = { Code: 'None' };

/**
 * `ConditionalCheckFailed`, `ValidationError`: the codes of a reason are not those of errors.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
 */
export function reasonOf(error: DynamoDbError): Members {
  const isCondition = error.code === 'ConditionalCheckFailedException';
  return {
    Code: isCondition ? 'ConditionalCheckFailed' : 'ValidationError',
    Message: error.message,
    ...('Item' in error.body && { Item: error.body['Item'] }),
  };
}

/** @param reasons One per item, in their order. */
export function cancelled(reasons: readonly Members[]): DynamoDbError {
  const codes = reasons.map((reason) => String(reason['Code'])).join(', ');
  return dynamoDbError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

/**
 * `ConsumedCapacity` of a transaction, if asked for: twice what its items cost on their own, by table.
 *
 * @param kind `TOTAL`, `INDEXES`; none otherwise.
 */
export function consumedCapacity(outputs: readonly Members[], kind: unknown): Members {
  if (kind !== 'TOTAL' && kind !== 'INDEXES') return {};
  const units = new Map<string, number>();
  for (const output of outputs) {
    const { TableName, CapacityUnits } = membersOf(output['ConsumedCapacity']);
    const name = textOf(TableName) ?? '';
    units.set(name, (units.get(name) ?? 0) + 2 * Number(CapacityUnits));
  }
  const capacities = Array.from(units, ([TableName, CapacityUnits]) => ({
    TableName,
    CapacityUnits,
    ...(kind === 'INDEXES' && { Table: { CapacityUnits } }),
  }));
  return { ConsumedCapacity: capacities };
}
