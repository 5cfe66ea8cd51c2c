/** AWS JSON 1.0 and 1.1: the operation in `x-amz-target`, input and output as JSON bodies. */
import { crc32 } from 'node:zlib';
import { isRecord } from '../../record';
import { headerOf, type AwsCall, type AwsResponse } from '../aws-call';
import { AwsError, notServed } from '../aws-error';

export type JsonVersion = '1.0' | '1.1';
export type JsonInput = Readonly<Record<string, unknown>>;

/** These services answer a refusal with 400, where REST services have 403. */
const BAD_REQUEST = new Set(['AccessDeniedException', 'UnrecognizedClientException']);

/**
 * The operation, without its service.
 *
 * @param target `DynamoDB_20120810`
 * @throws AwsError `UnknownOperationException`
 */
export function jsonOperation(call: AwsCall, target: string): string {
  const header = headerOf(call.headers, 'x-amz-target') ?? '';
  const [service, operation] = header.split('.');
  if (service === target && operation !== undefined) return operation;
  throw notServed(`${call.service} ${header}`.trimEnd());
}

/** @throws AwsError `SerializationException` for a body that is no JSON object. */
export function jsonInput(body: Buffer): JsonInput {
  const parsed = body.length === 0 ? {} : parse(body.toString('utf8'));
  if (isRecord(parsed)) return parsed;
  throw new AwsError('SerializationException', 400, 'The request body is not a JSON object');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface JsonAnswer {
  readonly version: JsonVersion;
  readonly requestId: string;
  readonly output: unknown;
  /** Default: 200. */
  readonly statusCode?: number;
}

/** The answer, with the checksum by which DynamoDB's clients find a truncated one. */
export function jsonAnswer(answer: JsonAnswer): AwsResponse {
  const body = JSON.stringify(answer.output);
  return {
    statusCode: answer.statusCode ?? 200,
    headers: {
      'content-type': `application/x-amz-json-${answer.version}`,
      'x-amzn-requestid': answer.requestId,
      'x-amz-crc32': String(crc32(body)),
    },
    body,
  };
}

/** https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization */
export function jsonRefusal(error: AwsError, requestId: string, version: JsonVersion): AwsResponse {
  return jsonAnswer({
    version,
    requestId,
    statusCode: BAD_REQUEST.has(error.code) ? 400 : error.statusCode,
    output: { __type: error.code, message: error.message },
  });
}
