import { randomUUID } from 'node:crypto';
import type { QueueDefinition } from '../application';
import type { Clock } from '../clock';
import { prefixRange, type KeyValueStore } from '../storage/key-value-store';
import { checkMessage, messageIdOf, newReceiptHandle, parseMessage, type Message } from './message';
import type { MessageAttributes } from './message-attributes';
import { invalidParameter, SqsError } from './sqs-error';

export interface QueueOptions {
  readonly definition: QueueDefinition;
  readonly store: KeyValueStore;
  readonly clock: Clock;
}

export interface NewMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** Until it can be received. */
  readonly delaySeconds: number;
}

export interface ReceiveRequest {
  readonly max: number;
  /** How long to wait for a first message. */
  readonly waitSeconds: number;
  /** How long nobody else receives them. */
  readonly visibilitySeconds: number;
}

export interface MessageCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** Four days, what a queue has when nothing else is said. */
export const RETENTION_SECONDS = 345_600;
const SEQUENCE_DIGITS = 16;

/** A standard queue: its messages in memory, in their order, and in the store. */
export class Queue {
  /** A reload may bring another of the same name. */
  definition: QueueDefinition;
  readonly #store: KeyValueStore;
  readonly #clock: Clock;
  /** By message id, the oldest first. */
  readonly #messages = new Map<string, Message>();
  readonly #waiters = new Set<() => void>();
  #nextSequence = 0;
  #closed = false;

  private constructor({ definition, store, clock }: QueueOptions) {
    this.definition = definition;
    this.#store = store;
    this.#clock = clock;
  }

  /** With the messages that the store has for its name. */
  static async open(options: QueueOptions): Promise<Queue> {
    const queue = new Queue(options);
    const range = prefixRange(messagePrefix(options.definition.name));
    for await (const value of options.store.values(range)) {
      const message = parseMessage(value);
      if (message === undefined) continue;
      queue.#messages.set(message.id, message);
      queue.#nextSequence = message.sequence + 1;
    }
    return queue;
  }

  /** @throws SqsError when the message is not one that SQS takes. */
  async send({ body, attributes, delaySeconds }: NewMessage): Promise<Message> {
    checkMessage(body, attributes);
    const sentAt = this.#clock();
    const message: Message = {
      id: randomUUID(),
      sequence: this.#nextSequence++,
      ...{ body, attributes, sentAt },
      visibleAt: sentAt + delaySeconds * 1000,
      receiveCount: 0,
      firstReceivedAt: undefined,
      receiptHandle: undefined,
    };
    await this.#put([message]);
    this.#wake();
    return message;
  }

  /** None when none came in time. */
  async receive(request: ReceiveRequest): Promise<readonly Message[]> {
    const deadline = performance.now() + request.waitSeconds * 1000;
    for (;;) {
      const messages = await this.#take(request);
      const left = deadline - performance.now();
      if (messages.length > 0 || left <= 0 || this.#closed) return messages;
      await this.#arrival(Math.min(left, this.#untilNextVisible()));
    }
  }

  /**
   * Nothing happens when the message is gone, or has been received again since.
   *
   * @throws SqsError when it is no receipt handle.
   */
  async delete(receiptHandle: string): Promise<void> {
    const message = this.#find(receiptHandle);
    if (message?.receiptHandle !== receiptHandle) return;
    await this.#remove([message]);
  }

  /**
   * @param seconds From now; 0: others may receive it at once.
   * @throws SqsError when the message is not in flight.
   */
  async changeVisibility(receiptHandle: string, seconds: number): Promise<void> {
    const message = this.#find(receiptHandle);
    if (message === undefined) {
      throw invalidParameter(
        `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    }
    const now = this.#clock();
    if (message.visibleAt <= now || message.receiptHandle !== receiptHandle) {
      throw new SqsError('MessageNotInflight', 'The message referred to is not in flight.');
    }
    await this.#put([{ ...message, visibleAt: now + seconds * 1000 }]);
    this.#wake();
  }

  counts(): MessageCounts {
    const now = this.#clock();
    const messages = [...this.#messages.values()].filter((message) => !isTooOld(message, now));
    const hidden = messages.filter((message) => message.visibleAt > now);
    const delayed = hidden.filter((message) => message.receiveCount === 0).length;
    return {
      visible: messages.length - hidden.length,
      inFlight: hidden.length - delayed,
      delayed,
    };
  }

  async purge(): Promise<void> {
    await this.#remove([...this.#messages.values()]);
  }

  /** Answers those who wait. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Chooses and marks in one go, so that no two receivers get one message. */
  async #take({ max, visibilitySeconds }: ReceiveRequest): Promise<readonly Message[]> {
    const now = this.#clock();
    const taken: Message[] = [];
    const old: Message[] = [];
    for (const message of this.#messages.values()) {
      if (taken.length === max) break;
      if (isTooOld(message, now)) old.push(message);
      else if (message.visibleAt <= now) taken.push(received(message, now, visibilitySeconds));
    }
    await Promise.all([this.#remove(old), this.#put(taken)]);
    return taken;
  }

  /** Resolves when there may be a message, or the time is over. */
  async #arrival(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.#waiters.delete(finish);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      timer.unref();
      this.#waiters.add(finish);
    });
  }

  #untilNextVisible(): number {
    const now = this.#clock();
    const times = Array.from(this.#messages.values(), ({ visibleAt }) => visibleAt - now);
    return Math.max(1, Math.min(...times));
  }

  #wake(): void {
    for (const finish of [...this.#waiters]) finish();
  }

  #find(receiptHandle: string): Message | undefined {
    const id = messageIdOf(receiptHandle);
    if (id === undefined) {
      throw new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    }
    return this.#messages.get(id);
  }

  async #put(messages: readonly Message[]): Promise<void> {
    for (const message of messages) this.#messages.set(message.id, message);
    await this.#store.write(messages.map((value) => ({ key: this.#key(value), value })));
  }

  async #remove(messages: readonly Message[]): Promise<void> {
    for (const { id } of messages) this.#messages.delete(id);
    await this.#store.write(
      messages.map((message) => ({ key: this.#key(message), value: undefined })),
    );
  }

  #key({ sequence }: Message): string {
    return messagePrefix(this.definition.name) + String(sequence).padStart(SEQUENCE_DIGITS, '0');
  }
}

function received(message: Message, now: number, visibilitySeconds: number): Message {
  return {
    ...message,
    visibleAt: now + visibilitySeconds * 1000,
    receiveCount: message.receiveCount + 1,
    firstReceivedAt: message.firstReceivedAt ?? now,
    receiptHandle: newReceiptHandle(message.id),
  };
}

function isTooOld({ sentAt }: Message, now: number): boolean {
  return sentAt + RETENTION_SECONDS * 1000 <= now;
}

/** Queue names have no `~`. */
function messagePrefix(queueName: string): string {
  return `message~${queueName}~`;
}
