/** The tables that Terraform declares, and the items and indexes that the store holds for them. */
import database from 'dynalite/db';
import type { TableDefinition } from '../application';
import { membersOf } from '../record';
import { prefixRange, type KeyValueStore, type KeyWrite } from '../storage/key-value-store';
import { expiryPrefix, expiryWrites } from './expiry-index';
import { indexesPrefix, indexPrefix, itemPrefix } from './operation-store';
import { describeTable, type TableDescription } from './table-description';

export interface Table {
  readonly definition: TableDefinition;
  readonly description: TableDescription;
}

/** By name. */
export type Tables = ReadonlyMap<string, Table>;

/** What the store remembers of a table. */
interface StoredTable {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The primary key, as text. */
  readonly key: string;
  /** The indexes and the time to live, as text. */
  readonly indexes: string;
}

/**
 * The tables by name, each as old as its first mention.
 *
 * @throws Error when two of them have one name.
 */
export function describeTables(
  store: KeyValueStore,
  definitions: readonly TableDefinition[],
  now: number,
): Tables {
  const tables = new Map<string, Table>();
  for (const definition of definitions) {
    const other = tables.get(definition.name)?.definition;
    if (other !== undefined) {
      const { address, name } = definition;
      throw new Error(`${address} and ${other.address} are both named ${name}: rename one of them`);
    }
    const stored = storedTable(store, definition);
    const createdAt = stored?.key === keyText(definition) ? stored.createdAt : now;
    tables.set(definition.name, { definition, description: describeTable(definition, createdAt) });
  }
  return tables;
}

/**
 * Brings what is stored in line with the definitions, as `terraform apply` would: with another primary key a table is
 * replaced, and empty; other indexes or another TTL attribute are built from its items. The items of a table that is
 * declared no more stay, out of reach, until it is declared again.
 */
export async function alignTables(store: KeyValueStore, tables: Tables): Promise<void> {
  for (const { definition, description } of tables.values()) {
    const { name } = definition;
    const stored = storedTable(store, definition);
    const young: StoredTable = {
      createdAt: Math.round(description.CreationDateTime * 1000),
      key: keyText(definition),
      indexes: indexesText(definition),
    };
    if (stored !== undefined && stored.key !== young.key) {
      await store.clear(prefixRange(itemPrefix(name)));
    }
    if (stored !== undefined && (stored.key !== young.key || stored.indexes !== young.indexes)) {
      await store.clear(prefixRange(indexesPrefix(name)));
      await store.clear(prefixRange(expiryPrefix(name)));
      await buildIndexes(store, { definition, description });
    }
    await store.write([{ key: tableKey(name), value: young }]);
  }
}

async function buildIndexes(store: KeyValueStore, table: Table): Promise<void> {
  const { name, ttlAttribute } = table.definition;
  let written: Promise<void> = Promise.resolve();
  for await (const [key] of store.entries(prefixRange(itemPrefix(name)))) {
    const item = store.get(key); // As it is now: calls go on meanwhile.
    if (item === undefined) continue;
    const writes = [...indexWrites(table, item)];
    if (ttlAttribute !== undefined) {
      const change = { tableName: name, ttlAttribute, key, before: undefined, after: item };
      writes.push(...expiryWrites(change));
    }
    written = store.write(writes);
  }
  await written;
}

function* indexWrites({ description }: Table, item: unknown): Generator<KeyWrite> {
  const byType = {
    local: description.LocalSecondaryIndexes,
    global: description.GlobalSecondaryIndexes,
  };
  for (const [type, indexes = []] of Object.entries(byType)) {
    const { puts } = database.getIndexActions(indexes, undefined, item, description);
    for (const put of puts) {
      const prefix = indexPrefix(type, description.TableName, put.index);
      yield { key: prefix + put.key, value: put.item };
    }
  }
}

function storedTable(store: KeyValueStore, { name }: TableDefinition): StoredTable | undefined {
  const { createdAt, key, indexes } = membersOf(store.get(tableKey(name)));
  if (typeof createdAt !== 'number' || typeof key !== 'string') return undefined;
  return { createdAt, key, indexes: String(indexes) };
}

function tableKey(name: string): string {
  return `table~${name}`;
}

function keyText({ hashKey, rangeKey, attributes }: TableDefinition): string {
  const range = rangeKey === undefined ? [] : [rangeKey, attributes[rangeKey]];
  return JSON.stringify([hashKey, attributes[hashKey], ...range]);
}

function indexesText(definition: TableDefinition): string {
  const { globalSecondaryIndexes, localSecondaryIndexes, attributes, ttlAttribute } = definition;
  return JSON.stringify([globalSecondaryIndexes, localSecondaryIndexes, attributes, ttlAttribute]);
}
