import type { TableDefinition } from '../../../local/application';

/** A table with a string key, as far as a test does not say otherwise. */
export function table(more: Partial<TableDefinition> = {}): TableDefinition {
  const name = more.name ?? 'items';
  return {
    address: `aws_dynamodb_table.${name}`,
    name,
    arn: `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`,
    hashKey: 'id',
    rangeKey: undefined,
    attributes: { id: 'S' },
    globalSecondaryIndexes: [],
    localSecondaryIndexes: [],
    ttlAttribute: undefined,
    deletionProtection: false,
    ...more,
  };
}

/** Orders of a customer, by number; by state; by day. */
export const ORDERS = table({
  name: 'orders',
  hashKey: 'customer',
  rangeKey: 'number',
  attributes: { customer: 'S', number: 'N', state: 'S', day: 'S' },
  globalSecondaryIndexes: [
    {
      name: 'by-state',
      hashKey: 'state',
      rangeKey: 'day',
      projectionType: 'INCLUDE',
      nonKeyAttributes: ['total'],
    },
  ],
  localSecondaryIndexes: [
    {
      name: 'by-day',
      hashKey: undefined,
      rangeKey: 'day',
      projectionType: 'KEYS_ONLY',
      nonKeyAttributes: [],
    },
  ],
});

/** An order as the SDK marshals it. */
export function order(number: number, more: Readonly<Record<string, unknown>> = {}) {
  return { customer: { S: 'ann' }, number: { N: String(number) }, ...more };
}
