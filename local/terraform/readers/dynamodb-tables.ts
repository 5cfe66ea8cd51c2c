/** `aws_dynamodb_table`. */
import type { IndexDefinition, TableDefinition } from '../../application';
import type { World } from '../stack/world';
import { Arguments } from './arguments';
import { refuseTwins } from './twins';

const ATTRIBUTE_TYPES = ['S', 'N', 'B'] as const;
const PROJECTION_TYPES = ['ALL', 'KEYS_ONLY', 'INCLUDE'] as const;

/**
 * Every table.
 *
 * @throws LocatedError
 */
export function readTables(world: World): readonly TableDefinition[] {
  const tables = world.ofType('aws_dynamodb_table').map((resource) => Arguments.of(resource));
  refuseTwins(tables, (table) => table.requiredText('name'), 'name');
  return tables.map((table) => {
    const { resource } = table;
    const ttl = table.block('ttl');
    return {
      address: resource.address,
      name: table.requiredText('name'),
      arn: Arguments.attribute(resource, 'arn'),
      hashKey: table.requiredText('hash_key'),
      rangeKey: table.text('range_key'),
      attributes: readAttributes(table),
      globalSecondaryIndexes: table.blocks('global_secondary_index').map(readIndex),
      localSecondaryIndexes: table.blocks('local_secondary_index').map(readIndex),
      // A block that names an attribute turns it on, unless it says otherwise.
      ttlAttribute: (ttl?.boolean('enabled') ?? true) ? ttl?.text('attribute_name') : undefined,
      deletionProtection: table.boolean('deletion_protection_enabled') ?? false,
    };
  });
}

function readAttributes(table: Arguments): TableDefinition['attributes'] {
  return Object.fromEntries(
    table.blocks('attribute').map((attribute) => {
      const type = attribute.choice('type', ATTRIBUTE_TYPES);
      if (type === undefined) throw attribute.error('type', 'it is required, and missing');
      return [attribute.requiredText('name'), type];
    }),
  );
}

/** A local index has the table's hash key, and names none. */
function readIndex(index: Arguments): IndexDefinition {
  return {
    name: index.requiredText('name'),
    hashKey: index.text('hash_key'),
    rangeKey: index.text('range_key'),
    projectionType: index.choice('projection_type', PROJECTION_TYPES) ?? 'ALL',
    nonKeyAttributes: index.texts('non_key_attributes'),
  };
}
