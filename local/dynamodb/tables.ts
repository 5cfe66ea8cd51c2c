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

/** What `alignTables` needs to say where things are. */
export interface AlignOptions {
  /** Told of items that are set aside, or back, a line each. */
  readonly warn: (line: string) => void;
  /** The LevelDB folder; `undefined`: memory. */
  readonly path: string | undefined;
}

/**
 * Refuses what AWS would: to replace a table that has deletion protection. A changed primary key replaces a table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection
 *
 * @throws Error naming the table, what has changed, and the ways out.
 */
export function checkReplacements(
  store: KeyValueStore,
  tables: Tables,
  { path }: Pick<AlignOptions, 'path'>,
): void {
  for (const { definition } of tables.values()) {
    const stored = storedTable(store, definition);
    if (!definition.deletionProtection || !isReplaced(stored, definition)) continue;
    const { address, name } = definition;
    throw new Error(
      `${address} (${name}) has deletion protection, and another primary key than its items in ${path ?? 'memory'}: ` +
        `${keyForPeople(keyText(definition))} instead of ${keyForPeople(stored.key)}. Change the key back, ` +
        'set deletion_protection_enabled to false (then the items are set aside), or keep other data with --data DIR',
    );
  }
}

/**
 * Brings what is stored in line with the definitions, as `terraform apply` would: with another primary key a table is
 * replaced, and empty; other indexes or another TTL attribute are built from its items. No item is lost: those of a
 * replaced table are set aside until the table has their key again, and those of a table that is declared no more stay,
 * out of reach, until it is declared again.
 */
export async function alignTables(
  store: KeyValueStore,
  tables: Tables,
  options: AlignOptions,
): Promise<void> {
  for (const { definition, description } of tables.values()) {
    const { name } = definition;
    const stored = storedTable(store, definition);
    const young: StoredTable = {
      createdAt: Math.round(description.CreationDateTime * 1000),
      key: keyText(definition),
      indexes: indexesText(definition),
    };
    if (isReplaced(stored, definition)) {
      const aside = await move(store, itemPrefix(name), asidePrefix(name, stored.key));
      // Only now: a process that ends in between goes on with setting aside, and never mixes items of two keys.
      await store.write([{ key: tableKey(name), value: { ...young, indexes: NO_INDEXES } }]);
      options.warn(setAside({ definition, key: stored.key, items: aside, path: options.path }));
    }
    const back = await move(store, asidePrefix(name, young.key), itemPrefix(name));
    if (back > 0) {
      const items = `${String(back)} ${back === 1 ? 'item is' : 'items are'}`;
      options.warn(
        `${definition.address} (${name}) has its earlier primary key again: ${items} back`,
      );
    }
    if (back > 0 || (stored !== undefined && isBuiltAnew(stored, young))) {
      await store.clear(prefixRange(indexesPrefix(name)));
      await store.clear(prefixRange(expiryPrefix(name)));
      await buildIndexes(store, { definition, description });
    }
    await store.write([{ key: tableKey(name), value: young }]);
  }
}

/** Of a table whose indexes have yet to be built: unlike those of any definition. */
const NO_INDEXES = '';

function isReplaced(
  stored: StoredTable | undefined,
  definition: TableDefinition,
): stored is StoredTable {
  return stored !== undefined && stored.key !== keyText(definition);
}

function isBuiltAnew(stored: StoredTable, young: StoredTable): boolean {
  return stored.key !== young.key || stored.indexes !== young.indexes;
}

interface SetAside {
  readonly definition: TableDefinition;
  readonly key: string;
  readonly items: number;
  readonly path: string | undefined;
}

function setAside({ definition, key, items, path }: SetAside): string {
  const { address, name } = definition;
  const before = keyForPeople(key);
  return (
    `${address} (${name}) has another primary key, ${keyForPeople(keyText(definition))} instead of ${before}: ` +
    `it is a new table, and empty. ${String(items)} items of before are set aside in ${path ?? 'memory'}, ` +
    `and come back when the key is ${before} again`
  );
}

/** Moves every value from one prefix to another; each portion whole, so that none is lost or doubled. */
async function move(store: KeyValueStore, from: string, to: string): Promise<number> {
  let moved = 0;
  let portion: KeyWrite[] = [];
  const flush = async () => {
    await store.write(portion);
    portion = [];
  };
  for await (const [key, value] of store.entries(prefixRange(from))) {
    portion.push({ key: to + key.slice(from.length), value }, { key, value: undefined });
    moved += 1;
    if (portion.length >= MOVED_TOGETHER) await flush();
  }
  await flush();
  return moved;
}

const MOVED_TOGETHER = 200;

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

/** Beside the items of every table: no name of one begins like this. */
function asidePrefix(name: string, key: string): string {
  return `aside~${name}~${key}~`;
}

/** `["id","S"]` as `id (S)`. */
function keyForPeople(key: string): string {
  const parts: unknown = JSON.parse(key);
  if (!Array.isArray(parts)) return key;
  const [hash, hashType, range, rangeType] = parts.map(String);
  const first = `${hash ?? ''} (${hashType ?? ''})`;
  return range === undefined ? first : `${first}, ${range} (${rangeType ?? ''})`;
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
