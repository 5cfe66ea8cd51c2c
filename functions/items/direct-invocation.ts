import { errorFacts } from '../shared/error-facts';
import { createLog } from '../shared/log';
import { stageOf } from '../shared/stage';
import { derivedId, itemBytes, MAX_ITEM_BYTES, type Item, type StoredItem } from './item';
import type { StoreAccess } from './requests';
import { tableNameOf } from './table-name';

/**
 * Stores the payload of a direct invocation. All tries of one asynchronous invocation have the same request id, so they
 * store one item.
 *
 * Lambda has parsed the payload by then: unlike a request's body it is kept by value, not byte for byte.
 *
 * @throws Error that says no more than the kind of failure, so that Lambda tries again, and at last hands the event to
 * the dead-letter queue.
 */
export async function storeEvent(
  event: unknown,
  requestId: string,
  { store, signal }: StoreAccess,
): Promise<StoredItem> {
  const stage = stageOf(undefined);
  const log = createLog({ level: stage.logLevel, fields: { stage: stage.name } });
  const item: Item = {
    id: derivedId('invocation', requestId),
    body: JSON.stringify(event ?? null),
    createdAt: new Date().toISOString(),
  };
  try {
    const bytes = itemBytes(item);
    if (bytes > MAX_ITEM_BYTES) throw new RangeError(`${bytes} bytes is more than a table takes`);
    const { id, createdAt } = await store.put(item, { tableName: tableNameOf(stage), signal });
    log.info('event-stored', { id, bytes });
    return { message: 'OK!', id, createdAt };
  } catch (error) {
    const { name, message: reason } = errorFacts(error);
    log.error('event-not-stored', { error: name, reason });
    // The caller sees this message: it names no table and no ARN.
    throw new Error(`The event was not stored: ${name}`, { cause: error });
  }
}
