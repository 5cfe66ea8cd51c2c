import type { DynamoDb } from '../dynamodb';
import { isRecord } from '../record';

/** Items on one page: a table's whole content is never read at once. */
const PAGE_SIZE = 50;

/** Some of a table's items, in DynamoDB's own marshalled form. */
export interface ItemsPage {
  readonly items: readonly unknown[];
  /** Where the next page starts; `null`: this was the last. */
  readonly next: string | null;
}

/**
 * Reads a page of a table.
 *
 * @param table.from What an earlier page's `next` said; `undefined`: the first page.
 * @throws DynamoDbError when there is no such table, or `from` is none of its keys.
 */
export async function readItems(
  dynamodb: Pick<DynamoDb, 'call'>,
  table: { readonly name: string; readonly from: string | undefined },
): Promise<ItemsPage> {
  const answer = await dynamodb.call('Scan', {
    TableName: table.name,
    Limit: PAGE_SIZE,
    ...(table.from !== undefined && { ExclusiveStartKey: keyOf(table.from) }),
  });
  const { Items: items, LastEvaluatedKey: last } = answer;
  return {
    items: Array.isArray(items) ? items : [],
    next: isRecord(last) ? Buffer.from(JSON.stringify(last)).toString('base64url') : null,
  };
}

function keyOf(text: string): unknown {
  try {
    const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (isRecord(key)) return key;
  } catch {
    // no key: told by DynamoDB itself, as any other wrong one
  }
  return {};
}
