/** Calls that AWS has and the laptop refuses, and why. */
const FROM_TERRAFORM = 'tables come from Terraform; change the table there';

const REASONS = new Map(
  Object.entries({
    CreateTable: FROM_TERRAFORM,
    UpdateTable: FROM_TERRAFORM,
    DeleteTable: FROM_TERRAFORM,
    UpdateTimeToLive: FROM_TERRAFORM,
    UpdateContinuousBackups: FROM_TERRAFORM,
    TagResource: FROM_TERRAFORM,
    UntagResource: FROM_TERRAFORM,
    PutResourcePolicy: FROM_TERRAFORM,
    DeleteResourcePolicy: FROM_TERRAFORM,
    ExecuteStatement: 'PartiQL is not; use Query, GetItem or PutItem',
    BatchExecuteStatement: 'PartiQL is not; use BatchGetItem or BatchWriteItem',
    ExecuteTransaction: 'PartiQL is not; use TransactWriteItems or TransactGetItems',
  }),
);

/** One line, for whoever made the call. */
export function refusalReason(operation: string): string {
  return (
    REASONS.get(operation) ??
    'reads and writes of items, ListTables, DescribeTable and DescribeTimeToLive are'
  );
}
