/** DynamoDB refused a call: the status and the JSON body of its answer. */
export class DynamoDbError extends Error {
  override readonly name = 'DynamoDbError';
  readonly statusCode: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(statusCode: number, body: Readonly<Record<string, unknown>>) {
    super(String(body['message'] ?? body['Message'] ?? body['__type']));
    this.statusCode = statusCode;
    this.body = body;
  }

  /** `ResourceNotFoundException`, without its name space. */
  get code(): string {
    return String(this.body['__type']).replace(/^.*#/, '');
  }
}

/** Dynalite's own refusals become ours; `undefined`: it is a defect, not an answer. */
export function toDynamoDbError(error: unknown): DynamoDbError | undefined {
  if (error instanceof DynamoDbError) return error;
  if (!(error instanceof Error) || !('statusCode' in error) || !('body' in error)) return undefined;
  const { statusCode, body } = error;
  if (typeof statusCode !== 'number' || typeof body !== 'object' || body === null) return undefined;
  return new DynamoDbError(statusCode, Object.fromEntries(Object.entries(body)));
}

/** The input is so odd that not even its checks get through it. */
export function unreadable(cause: unknown): DynamoDbError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new DynamoDbError(400, {
    __type: 'com.amazon.coral.service#SerializationException',
    Message: `The request cannot be read: ${why}`,
  });
}

export function validationError(message: string): DynamoDbError {
  return new DynamoDbError(400, {
    __type: 'com.amazon.coral.validate#ValidationException',
    message,
  });
}

/** @param members More of the body than its type and message. */
export function dynamoDbError(
  code: string,
  message: string,
  members: Readonly<Record<string, unknown>> = {},
): DynamoDbError {
  return new DynamoDbError(400, {
    __type: `com.amazonaws.dynamodb.v20120810#${code}`,
    ...members,
    Message: message,
  });
}

/** The call is not one that the laptop serves. */
export function notServed(operation: string, why: string): DynamoDbError {
  return new DynamoDbError(400, {
    __type: 'com.amazon.coral.service#UnknownOperationException',
    message: `DynamoDB ${operation} is not served on this laptop: ${why}`,
  });
}

/** @param named Whether the answer names the table, as that of `DescribeTable` does. */
export function tableNotFound(tableName: string, named: boolean): DynamoDbError {
  return new DynamoDbError(400, {
    __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    message: `Requested resource not found${named ? `: Table: ${tableName} not found` : ''}`,
  });
}
