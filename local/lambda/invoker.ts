/**
 * What the rest of the runtime needs of Lambda: a contract of one member.
 *
 * The real one is `invoke.ts`; the gateway's unit tests and the conformance runner bring their own.
 */

export const INVOCATION_TYPES = ['RequestResponse', 'Event', 'DryRun'] as const;
export type InvocationType = (typeof INVOCATION_TYPES)[number];

/** Who calls: API Gateway with the ARN of the method (or authorizer), or a caller with credentials of its own. */
export interface InvocationSource {
  /** `apigateway.amazonaws.com`. */
  readonly principal: string;
  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<VERB>/<path>`. */
  readonly sourceArn: string;
}

export interface Invocation {
  /** Name, partial ARN or ARN, with or without `:qualifier`. */
  readonly functionName: string;
  /** JSON text. */
  readonly payload: string;
  readonly invocationType: InvocationType;
  /** `undefined`: a caller that is allowed everything (the laptop's own CLI). */
  readonly source: InvocationSource | undefined;
  /** The value of `X-Amzn-Trace-Id`. */
  readonly traceId?: string | undefined;
  /** Decoded `X-Amz-Client-Context`, JSON text. */
  readonly clientContext?: string | undefined;
}

export interface InvocationResult {
  /** 200, 202 (Event) or 204 (DryRun). */
  readonly statusCode: number;
  readonly requestId: string;
  /** JSON text: the function's result, or its error as AWS shapes it. `''` for Event and DryRun. */
  readonly payload: string;
  /** Set when the function failed: it threw, crashed, ran out of memory or time. */
  readonly functionError: 'Unhandled' | 'Handled' | undefined;
  readonly executedVersion: string;
  /** The last 4 KB of the invocation's log, plain text. */
  readonly logTail: string;
  /** Milliseconds. */
  readonly durationMs: number;
  /** Milliseconds of init when this was a cold start. */
  readonly initDurationMs: number | undefined;
}

export interface FunctionInvoker {
  /**
   * Invokes a function.
   *
   * @throws LambdaServiceError when the function was never entered: it does not exist, may not be called by this
   * source, is throttled, or the payload is too large.
   */
  invoke(invocation: Invocation): Promise<InvocationResult>;
}

/** The service refused the call; the function did not run. Codes as in Lambda's `Invoke` reference. */
export class LambdaServiceError extends Error {
  override readonly name = 'LambdaServiceError';
  readonly code: LambdaErrorCode;

  constructor(code: LambdaErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  /** The HTTP status of Lambda's own API for this error. */
  get statusCode(): number {
    return LAMBDA_ERRORS[this.code];
  }
}

/** Error code to status, as in https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const LAMBDA_ERRORS = {
  AccessDeniedException: 403,
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  RequestTooLargeException: 413,
  ResourceNotFoundException: 404,
  ServiceException: 500,
  TooManyRequestsException: 429,
} as const;
export type LambdaErrorCode = keyof typeof LAMBDA_ERRORS;
