/** SQS on the laptop: Terraform's standard queues, in LevelDB or in memory. */
import type { QueueDefinition } from '../application';
import type { Clock } from '../clock';
import { membersOf, textOf } from '../record';
import { openKeyValueStore, type KeyValueStore } from '../storage/key-value-store';
import { requireText, type Members } from './members';
import type { MessageAttribute, MessageAttributes } from './message-attributes';
import { QUEUE_OPERATIONS } from './operations';
import { Queue } from './queue';
import { SqsError } from './sqs-error';

export { SqsError } from './sqs-error';

export interface QueuesOptions {
  /** From Terraform. */
  readonly queues: readonly QueueDefinition[];
  /** The LevelDB folder, made when missing; `undefined`: memory. */
  readonly path: string | undefined;
  /** Default: the system clock. */
  readonly clock?: Clock;
}

/** A message from within the laptop, such as a dead letter. */
export interface QueueMessage {
  readonly body: string;
  /** A text is one of type `String`. Empty ones are left out: SQS has none. */
  readonly attributes?: Readonly<Record<string, string | TypedValue>>;
}

export interface TypedValue {
  readonly dataType: 'String' | 'Number';
  readonly value: string;
}

export interface Queues {
  /**
   * Sends a message; when it resolves, the message survives the end of this process.
   *
   * @returns The message's id.
   * @throws SqsError when there is no such queue, or it does not take the message.
   */
  send(queueArn: string, message: QueueMessage): Promise<string>;
  /**
   * Answers a call of SQS's JSON protocol.
   *
   * @param operation `SendMessage`.
   * @throws SqsError when SQS would refuse, and when the laptop does not serve the call.
   */
  call(operation: string, input: unknown): Promise<Readonly<Record<string, unknown>>>;
  queues(): readonly QueueDefinition[];
  /**
   * Serves other queues from now on; messages stay. Those of a queue that is declared no more are out of reach until it
   * is declared again.
   *
   * @throws Error when two queues have one name, or one is a FIFO queue.
   */
  reload(queues: readonly QueueDefinition[]): Promise<void>;
  /** Empties every queue, also those that are declared no more. */
  reset(): Promise<void>;
  /** Answers those who wait for messages, and closes the store. */
  stop(): Promise<void>;
}

/** @throws Error when the folder cannot be opened, two queues have one name, or one is a FIFO queue. */
export async function createQueues(options: QueuesOptions): Promise<Queues> {
  const store = await openKeyValueStore(options.path);
  try {
    const service = new QueueService(store, options.clock ?? Date.now);
    await service.reload(options.queues);
    return service;
  } catch (error) {
    await store.close();
    throw error;
  }
}

const FROM_TERRAFORM = 'queues come from Terraform; change the queue there';

const REFUSALS = new Map([
  ['CreateQueue', FROM_TERRAFORM],
  ['DeleteQueue', FROM_TERRAFORM],
  ['SetQueueAttributes', FROM_TERRAFORM],
  ['AddPermission', FROM_TERRAFORM],
  ['RemovePermission', FROM_TERRAFORM],
  ['TagQueue', FROM_TERRAFORM],
  ['UntagQueue', FROM_TERRAFORM],
]);

const SERVED = `GetQueueUrl, ListQueues, ${[...QUEUE_OPERATIONS.keys()].join(', ')} are`;

class QueueService implements Queues {
  readonly #store: KeyValueStore;
  readonly #clock: Clock;
  #queues: ReadonlyMap<string, Queue> = new Map();

  constructor(store: KeyValueStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async send(queueArn: string, { body, attributes = {} }: QueueMessage): Promise<string> {
    const queue = [...this.#queues.values()].find(({ definition }) => definition.arn === queueArn);
    if (queue === undefined) throw noSuchQueue();
    const message = { body, attributes: typedAttributes(attributes), delaySeconds: 0 };
    return (await queue.send(message)).id;
  }

  async call(operation: string, input: unknown): Promise<Members> {
    const members = membersOf(input);
    if (operation === 'ListQueues') return this.#list(members);
    if (operation === 'GetQueueUrl') {
      return { QueueUrl: this.#named(requireText(members, 'QueueName')).definition.url };
    }
    const perform = QUEUE_OPERATIONS.get(operation);
    if (perform === undefined) {
      const why = REFUSALS.get(operation) ?? SERVED;
      throw new SqsError(
        'UnsupportedOperation',
        `SQS ${operation} is not served on this laptop: ${why}`,
      );
    }
    return perform(this.#addressed(requireText(members, 'QueueUrl')), members);
  }

  queues(): readonly QueueDefinition[] {
    return Array.from(this.#queues.values(), ({ definition }) => definition);
  }

  async reload(definitions: readonly QueueDefinition[]): Promise<void> {
    refuseOdd(definitions);
    const queues = new Map<string, Queue>();
    for (const definition of definitions) {
      const options = { definition, store: this.#store, clock: this.#clock };
      const known = this.#queues.get(definition.name);
      if (known !== undefined) known.definition = definition;
      queues.set(definition.name, known ?? (await Queue.open(options)));
    }
    for (const [name, queue] of this.#queues) if (!queues.has(name)) queue.close();
    this.#queues = queues;
  }

  async reset(): Promise<void> {
    await Promise.all(Array.from(this.#queues.values(), (queue) => queue.purge()));
    await this.#store.clear();
  }

  async stop(): Promise<void> {
    for (const queue of this.#queues.values()) queue.close();
    await this.#store.close();
  }

  #list(input: Members): Members {
    const prefix = textOf(input['QueueNamePrefix']) ?? '';
    const urls = this.queues()
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ url }) => url);
    return urls.length === 0 ? {} : { QueueUrls: urls };
  }

  /** By the name at the URL's end: a client may reach the laptop by any host. */
  #addressed(url: string): Queue {
    return this.#named(url.slice(url.lastIndexOf('/') + 1));
  }

  #named(name: string): Queue {
    const queue = this.#queues.get(name);
    if (queue === undefined) throw noSuchQueue();
    return queue;
  }
}

function noSuchQueue(): SqsError {
  return new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

function refuseOdd(definitions: readonly QueueDefinition[]): void {
  const addresses = new Map<string, string>();
  for (const { name, address } of definitions) {
    const other = addresses.get(name);
    if (other !== undefined) {
      throw new Error(`${address} and ${other} are both named ${name}: rename one of them`);
    }
    if (name.endsWith('.fifo')) {
      throw new Error(
        `${address} is a FIFO queue, which the laptop does not have: use a standard one`,
      );
    }
    addresses.set(name, address);
  }
}

function typedAttributes(
  attributes: Readonly<Record<string, string | TypedValue>>,
): MessageAttributes {
  const entries = Object.entries(attributes).map(([name, given]): [string, MessageAttribute] => {
    const { dataType, value } =
      typeof given === 'string' ? { dataType: 'String', value: given } : given;
    return [name, { DataType: dataType, StringValue: value }];
  });
  return Object.fromEntries(entries.filter(([, { StringValue }]) => StringValue !== ''));
}
