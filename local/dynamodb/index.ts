/** DynamoDB on the laptop: Terraform's tables, dynalite's rules, in LevelDB or in memory. */
import type { TableDefinition } from '../application';
import type { Clock } from '../clock';
import { openKeyValueStore, type KeyValueStore } from '../storage/key-value-store';
import { withFailedItem } from './conditional-failure';
import { notServed } from './dynamodb-error';
import { OperationStore, type OperationStoreOptions } from './operation-store';
import {
  check,
  DESCRIBE_TIME_TO_LIVE,
  LIST_TABLES,
  performAtOnce,
  performRead,
  READS,
  WRITES,
  type Members,
  type Operation,
} from './operations';
import { refusalReason } from './refusals';
import { describeTimeToLive, listTables } from './table-operations';
import {
  alignTables,
  checkReplacements,
  describeTables,
  type AlignOptions,
  type Tables,
} from './tables';
import { Sweeper } from './time-to-live';
import { transactGetItems } from './transactions/transact-get-items';
import { transactWriteItems } from './transactions/transact-write-items';

export { DynamoDbError } from './dynamodb-error';

export interface DynamoDbOptions {
  /** From Terraform. */
  readonly tables: readonly TableDefinition[];
  /** The LevelDB folder, made when missing; `undefined`: memory. */
  readonly path: string | undefined;
  /** Default: the system clock. */
  readonly clock?: Clock;
  /** Between two looks for expired items. Default: 1000. */
  readonly sweepIntervalMs?: number;
  /** Told of items that are set aside because their table has another primary key, a line each. Default: standard error. */
  readonly warn?: (line: string) => void;
}

export interface DynamoDb {
  /**
   * Answers a call. When it resolves, what it wrote survives the end of this process.
   *
   * @param operation `GetItem`, without the version before it.
   * @param input The call's JSON, as the SDK sends it: attribute values are marshalled, binary ones base64.
   * @returns The answer's JSON.
   * @throws DynamoDbError when DynamoDB would refuse, and when the laptop does not serve the call.
   */
  call(operation: string, input: unknown): Promise<Readonly<Record<string, unknown>>>;
  tables(): readonly TableDefinition[];
  /**
   * What would make `reload` fail, before anything has changed.
   *
   * @throws Error when two tables have one name, or one with deletion protection would be replaced.
   */
  check(tables: readonly TableDefinition[]): void;
  /**
   * Serves other tables from now on. Items stay; those of a table with another primary key, which Terraform would replace,
   * are set aside until it has the earlier key again.
   *
   * @throws Error as `check`.
   */
  reload(tables: readonly TableDefinition[]): Promise<void>;
  /** Empties every table, also those that are declared no more. */
  reset(): Promise<void>;
  /** Ends the sweeping and closes the store; calls after it are refused by the store. */
  stop(): Promise<void>;
}

/** @throws Error when the folder cannot be opened, two tables have one name, or a protected one would be replaced. */
export async function createDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const store = await openKeyValueStore(options.path);
  try {
    const service = new DynamoDbService(store, options);
    await service.reload(options.tables);
    service.startSweeping();
    return service;
  } catch (error) {
    await store.close();
    throw error;
  }
}

class DynamoDbService implements DynamoDb {
  readonly #store: KeyValueStore;
  readonly #clock: Clock;
  readonly #sweepIntervalMs: number;
  readonly #align: AlignOptions;
  #sweeper: Sweeper | undefined;
  #tables: Tables = new Map();

  constructor(store: KeyValueStore, options: DynamoDbOptions) {
    const { path, clock = Date.now, sweepIntervalMs = 1000, warn = toStandardError } = options;
    this.#store = store;
    this.#align = { path, warn };
    this.#clock = clock;
    this.#sweepIntervalMs = sweepIntervalMs;
  }

  startSweeping(): void {
    this.#sweeper = new Sweeper({
      store: this.#store,
      tables: () => this.#tables,
      clock: this.#clock,
      intervalMs: this.#sweepIntervalMs,
    });
  }

  async call(operation: string, input: unknown): Promise<Members> {
    try {
      return await this.#perform(operation, input);
    } finally {
      // An answer may rest on what another call is still storing: whoever got it may rely on that.
      await this.#store.settled();
    }
  }

  tables(): readonly TableDefinition[] {
    return Array.from(this.#tables.values(), ({ definition }) => definition);
  }

  check(tables: readonly TableDefinition[]): void {
    this.#describe(tables);
  }

  async reload(tables: readonly TableDefinition[]): Promise<void> {
    this.#tables = this.#describe(tables);
    await alignTables(this.#store, this.#tables, this.#align);
  }

  async reset(): Promise<void> {
    const tables = this.tables();
    await this.#store.clear();
    await this.reload(tables);
  }

  async stop(): Promise<void> {
    await this.#sweeper?.stop();
    await this.#store.close();
  }

  #describe(definitions: readonly TableDefinition[]): Tables {
    const tables = describeTables(this.#store, definitions, this.#clock());
    checkReplacements(this.#store, tables, this.#align);
    return tables;
  }

  async #perform(operation: string, input: unknown): Promise<Members> {
    const read = READS.get(operation);
    if (read !== undefined) {
      const members = check(input, read.checks, this.#open());
      return performRead(read.action, members, (fail) => this.#open(fail));
    }
    const write = WRITES.get(operation);
    if (write !== undefined) return this.#write(write, input);
    switch (operation) {
      case 'ListTables':
        return listTables(check(input, LIST_TABLES, this.#open()), this.#tables);
      case 'DescribeTimeToLive':
        return describeTimeToLive(check(input, DESCRIBE_TIME_TO_LIVE, this.#open()), this.#tables);
      case 'TransactGetItems':
        return transactGetItems(input, this.#options());
      case 'TransactWriteItems': {
        const { store, answer } = transactWriteItems(input, this.#options(), this.#clock());
        await this.#store.write(store.writes);
        return answer;
      }
      default:
        throw notServed(operation, refusalReason(operation));
    }
  }

  async #write({ checks, action }: Operation, input: unknown): Promise<Members> {
    const store = this.#open();
    const members = check(input, checks, store);
    try {
      const answer = performAtOnce(action, members, store);
      await this.#store.write(store.writes);
      return answer;
    } catch (error) {
      throw withFailedItem(error, { tables: this.#tables, store: this.#open(), members });
    }
  }

  #open(fail: (error: unknown) => void = ignore): OperationStore {
    return new OperationStore(this.#options(fail));
  }

  #options(fail: (error: unknown) => void = ignore): OperationStoreOptions {
    return { store: this.#store, tables: this.#tables, fail };
  }
}

/** Only reads of streams fail out of sight. */
function ignore(): void {
  return undefined;
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}
