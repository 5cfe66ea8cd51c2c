import { isRecord, memberOf, textOf } from '../pipeline/json';
import { rawMember } from './raw-member';

/** An asynchronous event that failed for good, as a failure destination gets it. */
export interface FailedEvent {
  /** `gatehouse-dev-items` */
  readonly functionName: string;
  /** The alias or version it was for; `$LATEST`: none was named. */
  readonly qualifier: string;
  /** JSON text, to the letter. */
  readonly payload: string;
  /** `RetriesExhausted`, `EventAgeExceeded` */
  readonly condition: string;
  /** What the last attempt said; empty when there was none. */
  readonly errorMessage: string;
}

/** `arn:aws:lambda:us-east-1:000000000000:function:gatehouse-dev-items:live` */
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:([\w-]{1,64}):(\$LATEST|[\w-]+)$/;

/**
 * Reads an invocation record.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 *
 * @returns `undefined` for a message that is none.
 */
export function parseFailedEvent(body: string): FailedEvent | undefined {
  const record = parseJson(body);
  const arn = textOf(memberOf(record, 'requestContext', 'functionArn'));
  const [, functionName, qualifier] = FUNCTION_ARN.exec(arn) ?? [];
  if (!isRecord(record) || functionName === undefined || qualifier === undefined) return undefined;
  const payload = rawMember(body, 'requestPayload');
  if (payload === undefined) return undefined;
  return {
    functionName,
    qualifier,
    payload,
    condition: textOf(memberOf(record, 'requestContext', 'condition')),
    errorMessage: textOf(memberOf(record, 'responsePayload', 'errorMessage')),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody else's message: the caller leaves it where it is.
    return undefined;
  }
}
