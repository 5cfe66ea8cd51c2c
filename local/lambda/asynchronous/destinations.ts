/** What leaves Lambda when an asynchronous invocation is over: dead letters and invocation records. */

/** A message for a queue (or, as its payload, a function). */
export interface DestinationMessage {
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

export interface MessageAttribute {
  readonly dataType: 'String' | 'Number';
  readonly value: string;
}

/** How an event ended. */
export interface FinishedEvent {
  readonly requestId: string;
  /** With its qualifier, `$LATEST` when there was none. */
  readonly functionArn: string;
  readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';
  readonly attempts: number;
  /** JSON text. */
  readonly requestPayload: string;
  /** Of the last attempt; `undefined` when there was none. */
  readonly response: EventResponse | undefined;
}

export interface EventResponse {
  readonly executedVersion: string;
  readonly functionError: string | undefined;
  /** JSON text. */
  readonly payload: string;
}

const MAX_ERROR_MESSAGE_BYTES = 1024;

/**
 * The event as it came, with the last error in the message's attributes.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
export function deadLetter(event: FinishedEvent): DestinationMessage {
  const message = Buffer.from(errorMessageOf(event)).subarray(0, MAX_ERROR_MESSAGE_BYTES);
  return {
    body: event.requestPayload,
    attributes: {
      RequestID: { dataType: 'String', value: event.requestId },
      ErrorCode: { dataType: 'Number', value: '200' },
      ErrorMessage: { dataType: 'String', value: message.toString() },
    },
  };
}

/**
 * The record for an `on_success` or `on_failure` destination, version 1.0. Both payloads stand in it as they were, to
 * the letter.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations
 */
export function invocationRecord(event: FinishedEvent, at: number): DestinationMessage {
  const { requestId, functionArn, condition, attempts, requestPayload, response } = event;
  const fields = [
    '"version":"1.0"',
    `"timestamp":${JSON.stringify(new Date(at).toISOString())}`,
    `"requestContext":${JSON.stringify({ requestId, functionArn, condition, approximateInvokeCount: attempts })}`,
    `"requestPayload":${requestPayload}`,
  ];
  if (response !== undefined) {
    const { executedVersion, functionError } = response;
    fields.push(
      `"responseContext":${JSON.stringify({ statusCode: 200, executedVersion, functionError })}`,
      `"responsePayload":${response.payload}`,
    );
  }
  return { body: `{${fields.join(',')}}`, attributes: {} };
}

/** The `errorMessage` of the last attempt, or why there was no attempt. */
export function errorMessageOf({ response, condition }: FinishedEvent): string {
  if (response === undefined) return condition;
  const parsed: unknown = JSON.parse(response.payload);
  const message: unknown =
    typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'errorMessage') : undefined;
  return typeof message === 'string' ? message : response.payload;
}
