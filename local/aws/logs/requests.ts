/** CloudWatch Logs' inputs, from JSON that anyone may have sent. */
import type {
  DescribeLogGroupsRequest,
  DescribeLogStreamsRequest,
  FilterLogEventsRequest,
  GetLogEventsRequest,
} from '../../logs/log-store';
import { AwsError } from '../aws-error';
import type { JsonInput } from '../protocol/json';

/** @throws AwsError `SerializationException` for a member of another type; so do the others. */
export function describeLogGroupsRequest(input: JsonInput): DescribeLogGroupsRequest {
  return {
    logGroupNamePrefix: textOf(input, 'logGroupNamePrefix'),
    logGroupNamePattern: textOf(input, 'logGroupNamePattern'),
    limit: numberOf(input, 'limit'),
    nextToken: textOf(input, 'nextToken'),
  };
}

export function describeLogStreamsRequest(input: JsonInput): DescribeLogStreamsRequest {
  return {
    ...logGroupOf(input),
    logStreamNamePrefix: textOf(input, 'logStreamNamePrefix'),
    orderBy: textOf(input, 'orderBy'),
    descending: booleanOf(input, 'descending'),
    limit: numberOf(input, 'limit'),
    nextToken: textOf(input, 'nextToken'),
  };
}

export function filterLogEventsRequest(input: JsonInput): FilterLogEventsRequest {
  return {
    ...logGroupOf(input),
    ...periodOf(input),
    logStreamNames: textsOf(input, 'logStreamNames'),
    logStreamNamePrefix: textOf(input, 'logStreamNamePrefix'),
    filterPattern: textOf(input, 'filterPattern'),
    limit: numberOf(input, 'limit'),
    nextToken: textOf(input, 'nextToken'),
  };
}

export function getLogEventsRequest(input: JsonInput): GetLogEventsRequest {
  return {
    ...logGroupOf(input),
    ...periodOf(input),
    logStreamName: required(textOf(input, 'logStreamName'), 'logStreamName'),
    limit: numberOf(input, 'limit'),
    nextToken: textOf(input, 'nextToken'),
    startFromHead: booleanOf(input, 'startFromHead'),
  };
}

/** The strings of a list; `undefined`: there is no such list. */
export function textsOf(input: JsonInput, name: string): readonly string[] | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw wrongType(name, 'a list of strings');
}

export function textOf(input: JsonInput, name: string): string | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw wrongType(name, 'a string');
}

function logGroupOf(input: JsonInput) {
  return {
    logGroupName: textOf(input, 'logGroupName'),
    logGroupIdentifier: textOf(input, 'logGroupIdentifier'),
  };
}

function periodOf(input: JsonInput) {
  return { startTime: numberOf(input, 'startTime'), endTime: numberOf(input, 'endTime') };
}

function numberOf(input: JsonInput, name: string): number | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || typeof value === 'number') return value;
  throw wrongType(name, 'a number');
}

function booleanOf(input: JsonInput, name: string): boolean | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  throw wrongType(name, 'a boolean');
}

function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new AwsError(
    'InvalidParameterException',
    400,
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

function wrongType(name: string, type: string): AwsError {
  return new AwsError('SerializationException', 400, `The value of ${name} is not ${type}`);
}
