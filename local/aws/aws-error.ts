/** The endpoint refuses a call: what each protocol writes in its own shape. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** `ResourceNotFoundException`: the error's name, without a name space. */
  readonly code: string;
  readonly statusCode: number;

  constructor(code: string, statusCode: number, message: string) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
  }
}

/** A call that AWS has and the laptop has not, or that nobody has. */
export function notServed(call: string): AwsError {
  return new AwsError('UnknownOperationException', 404, `${call} is not served on this laptop`);
}
