/** What can be told of anything that was thrown, ours, the SDK's or Node's. */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  /** Of Node's and of `jose`'s errors; `''` when there is none. */
  readonly code: string;
  /** Of the SDK's errors: the service's answer; 0 when there was none. */
  readonly statusCode: number;
}

/** Reads an error by its fields: more than one class `Error` may be about. */
export function errorFacts(error: unknown): ErrorFacts {
  const fields = recordOf(error);
  const { httpStatusCode } = recordOf(fields['$metadata']);
  return {
    name: textOf(fields['name'], 'Error'),
    message: textOf(fields['message'], ''),
    code: textOf(fields['code'], ''),
    statusCode: typeof httpStatusCode === 'number' ? httpStatusCode : 0,
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function textOf(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
