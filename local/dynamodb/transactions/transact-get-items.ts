/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
import { membersOf } from '../../record';
import { OperationStore, type OperationStoreOptions } from '../operation-store';
import {
  check,
  checkTogether,
  GET_ITEM,
  performAtOnce,
  type Checks,
  type Members,
} from '../operations';
import { consumedCapacity } from './transaction';

const GET_MEMBERS = ['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames'];

const CHECKS: Checks = {
  types: {
    ReturnConsumedCapacity: { type: 'String', enum: ['INDEXES', 'TOTAL', 'NONE'] },
    TransactItems: {
      type: 'List',
      notNull: true,
      lengthGreaterThanOrEqual: 1,
      lengthLessThanOrEqual: 100,
      children: {
        type: 'ValueStruct<TransactGetItem>',
        children: {
          Get: {
            type: 'FieldStruct<Get>',
            notNull: true,
            children: Object.fromEntries(
              GET_MEMBERS.map((name) => [name, GET_ITEM.checks.types[name]]),
            ),
          },
        },
      },
    },
  },
};

/**
 * All of the items as they are at one moment.
 *
 * @throws DynamoDbError
 */
export function transactGetItems(input: unknown, options: OperationStoreOptions): Members {
  const store = new OperationStore(options);
  const call = check(input, CHECKS, store);
  const list: readonly unknown[] = Array.isArray(call['TransactItems'])
    ? call['TransactItems']
    : [];
  const gets = list.map((entry) => {
    const members = membersOf(membersOf(entry)['Get']);
    checkTogether(members, GET_ITEM.checks, store);
    return { ...members, ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' };
  });
  const outputs = gets.map((members) => performAtOnce(GET_ITEM.action, members, store));
  const responses = outputs.map(({ Item }) => (Item === undefined ? {} : { Item }));
  return {
    ...consumedCapacity(outputs, call['ReturnConsumedCapacity']),
    Responses: responses,
  };
}
