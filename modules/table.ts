import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import type { TableAccess } from './rest-api-definition';
import { suppress } from './suppression';

export interface TableProps {
  readonly name: string;
  /**
   * Whether the table survives a mistake: deletion protection, point-in-time recovery, and a plan that would destroy it
   * fails.
   */
  readonly protected: boolean;
  /** The key that the items are encrypted with. @default - DynamoDB's own in the account */
  readonly kmsKeyArn?: string | undefined;
}

const READ = ['dynamodb:GetItem'];
const WRITE = ['dynamodb:PutItem'];
const CHANGE = ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Query'];

/** What a role needs for each kind of access; no `Scan`, and nothing that manages the table. */
export const TABLE_ACTIONS: Readonly<Record<Exclude<TableAccess, 'none'>, readonly string[]>> = {
  read: READ,
  write: WRITE,
  'read-write': [...READ, ...WRITE],
  all: [...READ, ...WRITE, ...CHANGE],
};

/** The operations that any of these functions is granted, by DynamoDB's names: `GetItem`. */
export function tableOperations(
  functions: Readonly<Record<string, { readonly table?: TableAccess | undefined }>>,
): readonly string[] {
  const actions = Object.values(functions).flatMap(({ table = 'none' }) =>
    table === 'none' ? [] : TABLE_ACTIONS[table],
  );
  return [...new Set(actions)].sort().map((action) => action.replace(/^dynamodb:/, ''));
}

/**
 * A table of items by `id`: on demand, encrypted.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html
 */
export class Table extends Construct {
  /** A reference: what names the table waits for it. */
  readonly name: string;
  readonly arn: string;
  readonly resource: DynamodbTable;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    this.resource = new DynamodbTable(this, 'Resource', {
      name: props.name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'id',
      attribute: [{ name: 'id', type: 'S' }],
      serverSideEncryption: {
        enabled: true,
        ...(props.kmsKeyArn === undefined ? {} : { kmsKeyArn: props.kmsKeyArn }),
      },
      pointInTimeRecovery: { enabled: props.protected },
      deletionProtectionEnabled: props.protected,
      ...(props.protected ? { lifecycle: { preventDestroy: true } } : {}),
    });
    suppress(this.resource, {
      CKV_AWS_28: props.protected
        ? undefined
        : 'What a stage that is not protected holds can be made again.',
      CKV_AWS_119:
        props.kmsKeyArn === undefined
          ? "Encrypted with DynamoDB's own key in the account; the setting kmsKey gives the stage one of its own."
          : undefined,
    });
    this.name = this.resource.name;
    this.arn = this.resource.arn;
  }
}
