import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { headerOf, type ProxyRequest } from '../shared/proxy';
import { HttpError, type Answer } from '../shared/response';
import { UnavailableError } from './availability';
import { derivedId, isItemId, itemBytes, MAX_ITEM_BYTES, type Item } from './item';
import { jsonTextOf } from './request-body';
import type { ItemStore, TableAccess } from './store';
import { tableNameOf } from './table-name';

/** The store, and until when it may take. */
export interface StoreAccess {
  readonly store: ItemStore;
  readonly signal: AbortSignal;
}

/** Printable ASCII, as much of it as DynamoDB or a log could want. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/**
 * `POST /items` and `GET /items/{id}`.
 *
 * @throws HttpError for what is not answered with an item; 503 with `Retry-After` when the table cannot be reached.
 */
export async function answerRequest(
  request: ProxyRequest,
  { store, signal }: StoreAccess,
): Promise<Answer> {
  const access = { tableName: tableNameOf(request.stage), signal };
  try {
    switch (request.event.httpMethod) {
      case 'POST':
        return await create(request, store, access);
      case 'GET':
        return await read(request, store, access);
      default:
        throw new HttpError(405, 'Method Not Allowed', { headers: { Allow: 'GET, POST' } });
    }
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    throw new HttpError(503, 'Service Unavailable: try again', {
      headers: { 'Retry-After': '1' },
      cause: error.cause,
    });
  }
}

async function create(
  { event, log }: ProxyRequest,
  store: ItemStore,
  access: TableAccess,
): Promise<Answer> {
  const item: Item = {
    id: idFor(event),
    body: jsonTextOf(event),
    createdAt: new Date().toISOString(),
  };
  const bytes = itemBytes(item);
  if (bytes > MAX_ITEM_BYTES) {
    throw new HttpError(
      413,
      `The item would have ${bytes} bytes, and ${MAX_ITEM_BYTES} is the most a table takes`,
    );
  }
  const { id, createdAt, body } = await store.put(item, access);
  if (body !== item.body) {
    throw new HttpError(409, 'This Idempotency-Key was used with another body');
  }
  log.info('item-stored', { id, bytes });
  return { statusCode: 201, body: { message: 'OK!', id, createdAt } };
}

async function read(
  { event, log }: ProxyRequest,
  store: ItemStore,
  access: TableAccess,
): Promise<Answer> {
  const id = event.pathParameters?.['id'] ?? '';
  const item = isItemId(id) ? await store.get(id, access) : undefined;
  if (item === undefined) throw new HttpError(404, 'There is no such item');
  log.info('item-read', { id });
  return { statusCode: 200, body: item.body };
}

/** With an `Idempotency-Key` the id follows from it, so that a retry meets the item of the first try. */
function idFor(event: APIGatewayProxyEvent): string {
  const key = headerOf(event, 'idempotency-key');
  if (key === undefined) return randomUUID();
  if (!IDEMPOTENCY_KEY.test(key)) {
    throw new HttpError(400, 'Idempotency-Key takes 1 to 255 characters of printable ASCII');
  }
  return derivedId('idempotency-key', event.requestContext.identity.apiKeyId ?? '', key);
}
