/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
import { membersOf, textOf } from '../../record';
import { itemKey, withFailedItem } from '../conditional-failure';
import { DynamoDbError, tableNotFound, validationError } from '../dynamodb-error';
import { OperationStore, type OperationStoreOptions } from '../operation-store';
import {
  check,
  checkTogether,
  ITEM_WRITES,
  performAtOnce,
  type Checks,
  type Members,
} from '../operations';
import { RequestToken } from './request-token';
import { cancelled, consumedCapacity, NO_REASON, reasonOf } from './transaction';

const EXPRESSIONS = ['ExpressionAttributeNames', 'ExpressionAttributeValues'];
const CONDITION = ['TableName', 'ConditionExpression', ...EXPRESSIONS];
const ON_FAILURE = 'ReturnValuesOnConditionCheckFailure';

/** A condition is checked as a delete would check it, which is never stored. */
const ACTIONS = {
  ConditionCheck: { ...ITEM_WRITES.DeleteItem, members: ['Key', ...CONDITION, ON_FAILURE] },
  Put: { ...ITEM_WRITES.PutItem, members: ['Item', ...CONDITION, ON_FAILURE] },
  Update: {
    ...ITEM_WRITES.UpdateItem,
    members: ['Key', 'UpdateExpression', ...CONDITION, ON_FAILURE],
  },
  Delete: { ...ITEM_WRITES.DeleteItem, members: ['Key', ...CONDITION, ON_FAILURE] },
} as const;

type ActionName = keyof typeof ACTIONS;

const REQUIRED: Readonly<Record<ActionName, readonly string[]>> = {
  ConditionCheck: ['ConditionExpression'],
  Put: [],
  Update: ['UpdateExpression'],
  Delete: [],
};

const CHECKS: Checks = {
  types: {
    ReturnConsumedCapacity: { type: 'String', enum: ['INDEXES', 'TOTAL', 'NONE'] },
    ReturnItemCollectionMetrics: { type: 'String', enum: ['SIZE', 'NONE'] },
    ClientRequestToken: {
      type: 'String',
      lengthGreaterThanOrEqual: 1,
      lengthLessThanOrEqual: 36,
    },
    TransactItems: {
      type: 'List',
      notNull: true,
      lengthGreaterThanOrEqual: 1,
      lengthLessThanOrEqual: 100,
      children: {
        type: 'ValueStruct<TransactWriteItem>',
        children: {
          ConditionCheck: {
            type: 'FieldStruct<ConditionCheck>',
            children: typesOf('ConditionCheck'),
          },
          Put: { type: 'FieldStruct<Put>', children: typesOf('Put') },
          Update: { type: 'FieldStruct<Update>', children: typesOf('Update') },
          Delete: { type: 'FieldStruct<Delete>', children: typesOf('Delete') },
        },
      },
    },
  },
};

function typesOf(name: ActionName): Members {
  const { checks, members } = ACTIONS[name];
  return Object.fromEntries(
    members.map((member) => {
      const type = checks.types[member];
      const isRequired = REQUIRED[name].includes(member);
      return [member, isRequired ? { ...membersOf(type), notNull: true } : type];
    }),
  );
}

interface TransactItem {
  readonly name: ActionName;
  readonly members: Members;
}

/**
 * Does all of the writes in one store, to be stored at once, or none.
 *
 * @param now Milliseconds since the epoch.
 * @throws DynamoDbError `TransactionCanceledException` with a reason per item, among others.
 */
export function transactWriteItems(
  input: unknown,
  options: OperationStoreOptions,
  now: number,
): { readonly store: OperationStore; readonly answer: Members } {
  const store = new OperationStore(options);
  const call = check(input, CHECKS, store);
  const content: unknown = structuredClone(call['TransactItems']); // Before the expressions are read into it.
  const items = transactItems(call['TransactItems'], store);
  refuseUnknownTables(items, options);
  refuseTwice(items, options);
  const token = textOf(call['ClientRequestToken']);
  const named = token === undefined ? undefined : new RequestToken({ store, token, content, now });
  if (named?.isRepeated() === true) return { store, answer: {} };
  const outputs = performAll(items, { store, options });
  named?.remember();
  return { store, answer: consumedCapacity(outputs, call['ReturnConsumedCapacity']) };
}

function transactItems(list: unknown, store: OperationStore): readonly TransactItem[] {
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return entries.map((entry) => {
    const actions = membersOf(entry);
    const names = ACTION_NAMES.filter((name) => name in actions);
    const [name] = names;
    if (name === undefined || names.length > 1) {
      throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
    }
    const members = membersOf(actions[name]);
    checkTogether(members, ACTIONS[name].checks, store);
    return { name, members };
  });
}

const ACTION_NAMES: readonly ActionName[] = ['ConditionCheck', 'Put', 'Update', 'Delete'];

function refuseUnknownTables(items: readonly TransactItem[], { tables }: OperationStoreOptions) {
  for (const { members } of items) {
    const name = textOf(members['TableName']) ?? '';
    if (!tables.has(name)) throw tableNotFound(name, false);
  }
}

function refuseTwice(items: readonly TransactItem[], { tables }: OperationStoreOptions): void {
  const keys = items.flatMap(({ members }) => itemKey(tables, members) ?? []);
  if (new Set(keys).size < keys.length) {
    throw validationError('Transaction request cannot include multiple operations on one item');
  }
}

interface Surroundings {
  readonly store: OperationStore;
  readonly options: OperationStoreOptions;
}

function performAll(items: readonly TransactItem[], around: Surroundings): readonly Members[] {
  const outputs: Members[] = [];
  const reasons = items.map((item) => {
    try {
      outputs.push(perform(item, around));
      return NO_REASON;
    } catch (error) {
      return refusal(error, item, around);
    }
  });
  if (outputs.length < items.length) throw cancelled(reasons);
  return outputs;
}

function perform({ name, members }: TransactItem, { store, options }: Surroundings): Members {
  const target = name === 'ConditionCheck' ? new OperationStore(options) : store;
  // Asked for always: the transaction's own answer adds them up.
  return performAtOnce(
    ACTIONS[name].action,
    { ...members, ReturnConsumedCapacity: 'TOTAL' },
    target,
  );
}

function refusal(error: unknown, { members }: TransactItem, around: Surroundings): Members {
  const { tables } = around.options;
  const explained = withFailedItem(error, { tables, store: around.store, members });
  if (!(explained instanceof DynamoDbError)) throw error;
  return reasonOf(explained);
}
