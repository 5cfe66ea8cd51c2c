/** SQS refused a call. */
export class SqsError extends Error {
  override readonly name = 'SqsError';
  /** Every one of them is the caller's. */
  readonly statusCode = 400;
  /** `QueueDoesNotExist`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  /** The JSON of the answer. */
  get body(): Readonly<Record<string, unknown>> {
    return { __type: `com.amazonaws.sqs#${this.code}`, message: this.message };
  }

  /**
   * What SQS sends in the header `x-amzn-query-error`: the code as it was before there was JSON, which SDKs still go by.
   *
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
   */
  get queryError(): string {
    return `${QUERY_CODES.get(this.code) ?? this.code};Sender`;
  }
}

const QUERY_CODES = new Map([
  ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
  ['EmptyBatchRequest', 'AWS.SimpleQueueService.EmptyBatchRequest'],
  ['TooManyEntriesInBatchRequest', 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest'],
  ['BatchEntryIdsNotDistinct', 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct'],
  ['BatchRequestTooLong', 'AWS.SimpleQueueService.BatchRequestTooLong'],
  ['MessageNotInflight', 'AWS.SimpleQueueService.MessageNotInflight'],
  ['UnsupportedOperation', 'AWS.SimpleQueueService.UnsupportedOperation'],
]);

/** A parameter that is there and not right. */
export function invalidParameter(message: string): SqsError {
  return new SqsError('InvalidParameterValue', message);
}

/** A parameter that has to be there. */
export function missingParameter(name: string): SqsError {
  return new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
}
