/** A table as `DescribeTable` shows it, made from its definition. */
import { createHash } from 'node:crypto';
import type { IndexDefinition, TableDefinition } from '../application';

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface IndexDescription {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: {
    readonly ProjectionType: string;
    readonly NonKeyAttributes?: readonly string[];
  };
  readonly IndexArn: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableId: string;
  readonly TableStatus: 'ACTIVE';
  /** Seconds since the epoch. */
  readonly CreationDateTime: number;
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
}

const ON_DEMAND = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
/** DynamoDB brings its counts up to date every six hours or so; these are never. */
const NOT_COUNTED = { TableSizeBytes: 0, ItemCount: 0 };
const INDEX_NOT_COUNTED = { IndexSizeBytes: 0, ItemCount: 0 };

/** @param createdAt Milliseconds since the epoch. */
export function describeTable(definition: TableDefinition, createdAt: number): TableDescription {
  const { name, arn, attributes } = definition;
  const globals = definition.globalSecondaryIndexes.map((index) => ({
    ...describeIndex(definition, index),
    IndexStatus: 'ACTIVE',
    ProvisionedThroughput: ON_DEMAND,
  }));
  const locals = definition.localSecondaryIndexes.map((index) => describeIndex(definition, index));
  return {
    TableName: name,
    TableArn: arn,
    TableId: tableId(arn),
    TableStatus: 'ACTIVE',
    CreationDateTime: createdAt / 1000,
    AttributeDefinitions: Object.entries(attributes).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: keySchema(definition),
    ...{ BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, ProvisionedThroughput: ON_DEMAND },
    ...NOT_COUNTED,
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
  };
}

function describeIndex(table: TableDefinition, index: IndexDefinition): IndexDescription {
  const { name, hashKey = table.hashKey, rangeKey, projectionType, nonKeyAttributes } = index;
  return {
    IndexName: name,
    KeySchema: keySchema({ hashKey, rangeKey }),
    Projection: {
      ProjectionType: projectionType,
      ...(projectionType === 'INCLUDE' && { NonKeyAttributes: nonKeyAttributes }),
    },
    IndexArn: `${table.arn}/index/${name}`,
    ...INDEX_NOT_COUNTED,
  };
}

function keySchema(keys: { hashKey: string; rangeKey: string | undefined }): KeySchemaElement[] {
  const hash = { AttributeName: keys.hashKey, KeyType: 'HASH' } as const;
  if (keys.rangeKey === undefined) return [hash];
  return [hash, { AttributeName: keys.rangeKey, KeyType: 'RANGE' }];
}

/** A UUID in form, the same at every start. */
function tableId(arn: string): string {
  const hex = createHash('sha256').update(arn).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
