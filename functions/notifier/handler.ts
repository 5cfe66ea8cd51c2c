import { SSMClient } from '@aws-sdk/client-ssm';
import type { Context } from 'aws-lambda';
import { errorFacts } from '../shared/error-facts';
import { createLog, type Log } from '../shared/log';
import { stageOf, type Stage } from '../shared/stage';
import { formatMessage, parseTopicEvent } from './message';
import { deliver, NotDelivered, type DeliveryOptions } from './slack';
import { ParameterWebhook, type Webhook } from './webhook';

export type NotifierHandler = (
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<void>;

export interface NotifierOptions {
  readonly webhook: Webhook;
  /** How delivery is tried; for tests. */
  readonly delivery?: Omit<DeliveryOptions, 'log' | 'deadline'>;
  readonly log?: Log;
}

/** Milliseconds kept for saying what went wrong. */
const RESERVE_MS = 1000;

/**
 * Makes the handler of a topic: each message goes to Slack. What cannot be delivered is thrown, so that Lambda tries the
 * event again and then keeps it in the dead-letter queue.
 */
export function createHandler(options: NotifierOptions): NotifierHandler {
  return async (event, { getRemainingTimeInMillis }) => {
    const stage = stageOf(event);
    const log = options.log ?? createLog({ level: stage.logLevel, fields: { stage: stage.name } });
    const deadline = Date.now() + Math.max(1, getRemainingTimeInMillis() - RESERVE_MS);
    try {
      await notify(event, stage, { ...options, log, deadline });
    } catch (error) {
      const { name, code } = errorFacts(error);
      const reason = error instanceof NotDelivered ? error.reason : code;
      log.error('message not delivered', { error: name, reason });
      if (error instanceof NotDelivered && error.isAddressRefused) options.webhook.forget();
      throw error;
    }
  };
}

async function notify(
  event: unknown,
  stage: Stage,
  { webhook, delivery, log, deadline }: NotifierOptions & Pick<DeliveryOptions, 'log' | 'deadline'>,
): Promise<void> {
  const messages = parseTopicEvent(event);
  if (messages.length === 0) {
    log.warn('no message of a topic in the event');
    return;
  }
  const address = await webhook.read(AbortSignal.timeout(Math.max(1, deadline - Date.now())));
  for (const message of messages) {
    await deliver(address, formatMessage(stage.name, message), { ...delivery, log, deadline });
  }
}

/** A client that gives up well before the function's time is over. */
function createClient(): SSMClient {
  return new SSMClient({
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
}

export const handler = createHandler({
  webhook: new ParameterWebhook(createClient(), process.env['WEBHOOK_PARAMETER']),
});
