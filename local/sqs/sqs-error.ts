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
}

/** A parameter that is there and not right. */
export function invalidParameter(message: string): SqsError {
  return new SqsError('InvalidParameterValue', message);
}

/** A parameter that has to be there. */
export function missingParameter(name: string): SqsError {
  return new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
}
