import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import { answerProxyEvent, isProxyEvent } from '../shared/proxy';
import { createDocumentClient } from './client';
import { storeEvent } from './direct-invocation';
import type { StoredItem } from './item';
import { answerRequest } from './requests';
import { ItemStore } from './store';

/** What the handler needs to know of its invocation. */
export type InvocationContext = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

export type ItemsHandler = (
  event: unknown,
  context: InvocationContext,
) => Promise<APIGatewayProxyResult | StoredItem>;

/** Milliseconds kept for answering when the table was too slow. */
const RESERVE_MS = 500;

/** Makes the handler of a store: API Gateway's requests, and whatever else somebody invokes the function with. */
export function createHandler(store: ItemStore): ItemsHandler {
  return async (event, context) => {
    const signal = AbortSignal.timeout(
      Math.max(1, context.getRemainingTimeInMillis() - RESERVE_MS),
    );
    if (!isProxyEvent(event)) return storeEvent(event, context.awsRequestId, { store, signal });
    return answerProxyEvent(event, (request) => answerRequest(request, { store, signal }));
  };
}

export const handler = createHandler(new ItemStore(createDocumentClient()));
