import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { errorFacts } from '../shared/error-facts';
import { isUnavailable, UnavailableError } from './availability';
import type { Item } from './item';

/** Where items are, and how long they may take. */
export interface TableAccess {
  readonly tableName: string;
  /** Gives up when it fires: before the function's own time is over. */
  readonly signal: AbortSignal;
}

/** The table's access pattern: an item is written once and read by its id. */
export class ItemStore {
  readonly #client: DynamoDBDocumentClient;

  constructor(client: DynamoDBDocumentClient) {
    this.#client = client;
  }

  /**
   * Writes an item, unless there is one with its id.
   *
   * @returns The item that the table now holds: this one, or that of an earlier try.
   * @throws UnavailableError when DynamoDB is throttling, slow or away.
   */
  async put(item: Item, access: TableAccess): Promise<Item> {
    try {
      const command = new PutCommand({
        TableName: access.tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(id)',
      });
      await until(access.signal, (abortSignal) => this.#client.send(command, { abortSignal }));
      return item;
    } catch (error) {
      if (errorFacts(error).name !== 'ConditionalCheckFailedException') throw translate(error);
    }
    const first = await this.get(item.id, access);
    if (first === undefined) throw new UnavailableError('the item was removed meanwhile');
    return first;
  }

  /**
   * Reads an item, also one that was written a moment ago.
   *
   * @throws UnavailableError when DynamoDB is throttling, slow or away.
   */
  async get(id: string, { tableName, signal }: TableAccess): Promise<Item | undefined> {
    try {
      const command = new GetCommand({ TableName: tableName, Key: { id }, ConsistentRead: true });
      const { Item: found } = await until(signal, (abortSignal) =>
        this.#client.send(command, { abortSignal }),
      );
      return found === undefined ? undefined : parseItem(found);
    } catch (error) {
      throw translate(error);
    }
  }
}

/** The SDK heeds the signal while it waits for an answer, but not in its pauses between attempts. */
async function until<T>(
  signal: AbortSignal,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(new UnavailableError('out of time'));
    };
    signal.addEventListener('abort', giveUp, { once: true });
    send(signal)
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', giveUp);
      });
  });
}

function parseItem(attributes: Readonly<Record<string, unknown>>): Item {
  const { id, body, createdAt } = attributes;
  if (typeof id !== 'string' || typeof body !== 'string' || typeof createdAt !== 'string') {
    throw new Error('the table holds something under this id that is no item');
  }
  return { id, body, createdAt };
}

function translate(error: unknown): unknown {
  if (error instanceof UnavailableError) return error;
  return isUnavailable(error)
    ? new UnavailableError('the table cannot be reached', { cause: error })
    : error;
}
