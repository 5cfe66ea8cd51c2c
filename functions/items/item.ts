import { createHash } from 'node:crypto';

/** What the table holds: the body as text, so that it comes back byte for byte. */
export interface Item {
  readonly id: string;
  readonly body: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** What is told of an item that is in the table. */
export interface StoredItem {
  readonly message: 'OK!';
  readonly id: string;
  readonly createdAt: string;
}

/** DynamoDB's limit: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const MAX_ITEM_BYTES = 400 * 1024;

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Can an item have this id? Others need not be looked up. */
export function isItemId(text: string): boolean {
  return ID.test(text);
}

/**
 * The item's size as DynamoDB counts it: the UTF-8 lengths of its attributes' names and values.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemBytes({ id, body, createdAt }: Item): number {
  const texts = ['id', id, 'body', body, 'createdAt', createdAt];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/**
 * An id that is the same for the same parts, in the form of a UUID (version 8: made by the application's own rule).
 *
 * @param parts What makes the item one of a kind: first what kind of parts they are.
 */
export function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
