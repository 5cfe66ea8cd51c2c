import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { parseFailedEvent, type FailedEvent } from './failed-event';

export interface Redrive {
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  readonly queueUrl: string;
  /** Short names by the functions' own: those of the stage, and no others are ever invoked. */
  readonly functions: ReadonlyMap<string, string>;
  /** Short names of the functions whose events are meant. */
  readonly chosen: readonly string[];
  readonly dryRun: boolean;
  /** Told of each message, in one line. */
  readonly report: (line: string) => void;
}

/** How many messages had which end. */
export interface RedriveResult {
  /** Accepted by Lambda and gone from the queue; in a dry run, those that would be. */
  readonly moved: number;
  /** Not of a chosen function. */
  readonly others: number;
  /** Could not be moved. */
  readonly failed: number;
}

/** Seconds that a message is hidden from others while it is looked at. */
const VISIBILITY_TIMEOUT = 120;
/** Seconds; long polling asks all of the servers of a queue. */
const WAIT = 1;

/**
 * Makes asynchronous invocations of a queue's invocation records. A message is deleted after Lambda has answered 202
 * and not before; every other one is visible again at the end.
 *
 * @throws the SDK's error when the queue cannot be read.
 */
export async function redrive(options: Redrive): Promise<RedriveResult> {
  const startedAt = Date.now();
  const kept = new Map<string, string>();
  const counts = { moved: 0, others: 0, failed: 0 };
  try {
    for (;;) {
      const messages = await receive(options);
      const fresh = messages.filter(({ MessageId = '' }) => !kept.has(MessageId));
      if (fresh.length === 0) return counts;
      for (const message of fresh) {
        // What came in since then may be an event of this very run that has failed again.
        const isLater = Number(message.Attributes?.SentTimestamp ?? 0) >= startedAt;
        const end = isLater ? 'others' : await move(message, options);
        counts[end] += 1;
        if (end !== 'moved' || options.dryRun) {
          kept.set(message.MessageId ?? '', message.ReceiptHandle ?? '');
        }
      }
    }
  } finally {
    for (const receipt of kept.values()) await show(receipt, options);
  }
}

async function receive({ sqs, queueUrl }: Redrive): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: VISIBILITY_TIMEOUT,
      WaitTimeSeconds: WAIT,
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return Messages;
}

async function move(message: Message, options: Redrive): Promise<keyof RedriveResult> {
  const { functions, chosen, dryRun, report } = options;
  const event = parseFailedEvent(message.Body ?? '');
  const id = message.MessageId ?? '';
  const name = functions.get(event?.functionName ?? '');
  if (event === undefined || name === undefined) {
    report(`${id}  stays: ${event === undefined ? 'no invocation record' : 'of another stage'}`);
    return 'failed';
  }
  if (!chosen.includes(name)) return 'others';
  const facts = `${name}  ${sentAt(message)}  ${event.condition}  ${event.errorMessage}`.trimEnd();
  if (dryRun) {
    report(`${id}  ${facts}`);
    return 'moved';
  }
  try {
    const requestId = await invoke(event, options);
    await options.sqs.send(
      new DeleteMessageCommand({
        QueueUrl: options.queueUrl,
        ReceiptHandle: message.ReceiptHandle,
      }),
    );
    report(`${id}  ${facts}  -> ${requestId}`);
    return 'moved';
  } catch (error) {
    report(`${id}  ${facts}  stays: ${error instanceof Error ? error.message : String(error)}`);
    return 'failed';
  }
}

async function invoke(event: FailedEvent, { lambda }: Redrive): Promise<string> {
  const { StatusCode, $metadata } = await lambda.send(
    new InvokeCommand({
      FunctionName: event.functionName,
      // None was named the first time either.
      ...(event.qualifier === '$LATEST' ? {} : { Qualifier: event.qualifier }),
      InvocationType: 'Event',
      Payload: event.payload,
    }),
  );
  if (StatusCode !== 202) throw new Error(`Lambda answered ${StatusCode ?? 'nothing'}, not 202`);
  return $metadata.requestId ?? '';
}

function sentAt({ Attributes }: Message): string {
  return new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString();
}

/** Whoever looks next need not wait until the message comes back by itself. */
async function show(receipt: string, { sqs, queueUrl }: Redrive): Promise<void> {
  await sqs
    .send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receipt,
        VisibilityTimeout: 0,
      }),
    )
    // It comes back by itself, later.
    .catch(() => undefined);
}
