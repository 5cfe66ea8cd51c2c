/** The operations that dynalite serves: its checks, and its action upon a store. */
import batchGetItem from 'dynalite/actions/batchGetItem';
import batchWriteItem from 'dynalite/actions/batchWriteItem';
import deleteItem from 'dynalite/actions/deleteItem';
import describeTable from 'dynalite/actions/describeTable';
import getItem from 'dynalite/actions/getItem';
import putItem from 'dynalite/actions/putItem';
import query from 'dynalite/actions/query';
import scan from 'dynalite/actions/scan';
import updateItem from 'dynalite/actions/updateItem';
import validations from 'dynalite/validations';
import batchGetItemChecks from 'dynalite/validations/batchGetItem';
import batchWriteItemChecks from 'dynalite/validations/batchWriteItem';
import deleteItemChecks from 'dynalite/validations/deleteItem';
import describeTableChecks from 'dynalite/validations/describeTable';
import describeTimeToLiveChecks from 'dynalite/validations/describeTimeToLive';
import getItemChecks from 'dynalite/validations/getItem';
import listTablesChecks from 'dynalite/validations/listTables';
import putItemChecks from 'dynalite/validations/putItem';
import queryChecks from 'dynalite/validations/query';
import scanChecks from 'dynalite/validations/scan';
import updateItemChecks from 'dynalite/validations/updateItem';
import { installConditions, refuseAncestor, withoutAncestor } from './attribute-names';
import { toDynamoDbError, unreadable } from './dynamodb-error';
import { installExpressionParsers } from './expression-parsers';
import type { OperationStore } from './operation-store';

installExpressionParsers();
installConditions();

export type Members = Readonly<Record<string, unknown>>;

/** Which members a call may have, and what must hold for them. */
export interface Checks {
  readonly types: Members;
  readonly custom?: (input: Members, store: unknown) => unknown;
}

type Action = typeof putItem;

export interface Operation {
  readonly checks: Checks;
  readonly action: Action;
}

/** Calls that only read. */
export const READS = new Map<string, Operation>([
  ['BatchGetItem', { checks: batchGetItemChecks, action: batchGetItem }],
  ['DescribeTable', { checks: describeTableChecks, action: describeTable }],
  ['GetItem', { checks: getItemChecks, action: getItem }],
  ['Query', { checks: queryChecks, action: query }],
  ['Scan', { checks: scanChecks, action: scan }],
]);

/** Younger than dynalite. */
const ON_CONDITION_CHECK_FAILURE = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};

/** The calls that write one item; those of a transaction, too. */
export const ITEM_WRITES = {
  PutItem: { checks: forItem(putItemChecks), action: putItem },
  UpdateItem: { checks: forItem(updateItemChecks), action: updateItem },
  DeleteItem: { checks: forItem(deleteItemChecks), action: deleteItem },
} as const satisfies Readonly<Record<string, Operation>>;

/** Calls that write. */
export const WRITES = new Map<string, Operation>([
  ...Object.entries(ITEM_WRITES),
  ['BatchWriteItem', { checks: batchWriteItemChecks, action: batchWriteItem }],
]);

export const LIST_TABLES: Checks = listTablesChecks;
export const DESCRIBE_TIME_TO_LIVE: Checks = describeTimeToLiveChecks;
export const GET_ITEM: Operation = { checks: getItemChecks, action: getItem };

function forItem(checks: Checks): Checks {
  return { ...checks, types: { ...checks.types, ...ON_CONDITION_CHECK_FAILURE } };
}

/**
 * The input with the members that the call has, each of its type.
 *
 * @throws DynamoDbError in AWS's words.
 */
export function check(input: unknown, checks: Checks, store: OperationStore): Members {
  try {
    refuseAncestor(input);
    // Dynalite removes what it does not know from what it is given.
    const members = validations.checkTypes(structuredClone(input), checks.types);
    validations.checkValidations(members, checks.types, checks.custom, store);
    // An update of an item that is not there begins with its key.
    withoutAncestor(members['Key']);
    return members;
  } catch (error) {
    throw toDynamoDbError(error) ?? unreadable(error);
  }
}

/**
 * The checks that go beyond one member, and the reading of expressions, of a call within a call.
 *
 * @throws DynamoDbError in AWS's words.
 */
export function checkTogether(members: Members, checks: Checks, store: OperationStore): void {
  try {
    validations.checkValidations(members, {}, checks.custom, store);
  } catch (error) {
    throw toDynamoDbError(error) ?? unreadable(error);
  }
}

/**
 * Runs an action that may wait for the store.
 *
 * @param open Gives the store of the call, which tells `fail` what goes wrong out of sight.
 * @throws DynamoDbError when it refuses.
 */
export async function performRead(
  action: Action,
  members: Members,
  open: (fail: (error: unknown) => void) => OperationStore,
): Promise<Members> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      reject(toError(error));
    };
    const answer = (error: unknown, output: object = {}) => {
      if (isGiven(error)) fail(error);
      else resolve(Object.fromEntries(Object.entries(output)));
    };
    action(open(fail), members, answer);
  });
}

/**
 * Runs an action whole, before this returns: nothing comes between its reading and its writing, which is what makes
 * conditional writes atomic. What it wrote waits in the store.
 *
 * @throws DynamoDbError when it refuses.
 */
export function performAtOnce(action: Action, members: Members, store: OperationStore): Members {
  const answers: Members[] = [];
  const errors: unknown[] = [];
  action(store, members, (error, output = {}) => {
    if (isGiven(error)) errors.push(error);
    else answers.push(Object.fromEntries(Object.entries(output)));
  });
  if (errors.length > 0) throw toError(errors[0]);
  const [answer] = answers;
  if (answer === undefined) throw new Error('dynalite did not answer a write at once');
  return answer;
}

function isGiven(error: unknown): boolean {
  return error !== undefined && error !== null;
}

function toError(error: unknown): Error {
  return toDynamoDbError(error) ?? (error instanceof Error ? error : new Error(String(error)));
}
