/** CloudWatch Logs refused a call. Codes as in its API reference. */
export class LogsServiceError extends Error {
  override readonly name = 'LogsServiceError';
  readonly code: LogsErrorCode;
  /** Every one of them is the caller's. */
  readonly statusCode = 400;

  constructor(code: LogsErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html */
export type LogsErrorCode = 'ResourceNotFoundException' | 'InvalidParameterException';
