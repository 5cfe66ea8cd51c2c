/** AWS's own API on the runtime's port, so that the AWS CLI and the SDKs work against this laptop. */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { printableLines } from '../shell';
import { admit, admitMethod } from './admit';
import { createApiGatewayService } from './api-gateway';
import {
  headerOf,
  type AwsCall,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
} from './aws-call';
import { AwsError, notServed } from './aws-error';
import type { AwsServices } from './aws-services';
import { identifyCaller } from './caller';
import { createDynamoDbService } from './dynamodb';
import { createLambdaService } from './lambda';
import { createLogsService } from './logs';
import { refusal } from './protocol/refusal';
import { readSignature } from './signature';
import { createSqsService } from './sqs';
import { createStsService } from './sts';

export type { AwsRequest, AwsResponse } from './aws-call';
export type { AwsServices, OperationService } from './aws-services';

export interface AwsEndpoint {
  /**
   * Whether a request is for this endpoint: signed with SigV4 for any service but `execute-api` (an API's own callers
   * sign for that one), or with an `x-amz-target`.
   */
  matches(headers: IncomingHttpHeaders, url: string): boolean;
  /** Never rejects: a refusal is an answer in the client's protocol. */
  handle(request: AwsRequest): Promise<AwsResponse>;
}

/** The name before the dot of `x-amz-target` to its service, for a request that is not signed. */
const TARGETS = new Map([
  ['DynamoDB_20120810', 'dynamodb'],
  ['Logs_20140328', 'logs'],
  ['AmazonSQS', 'sqs'],
]);

/**
 * Dispatches by the service in the signature's credential scope. Signatures are not checked: whoever calls from this
 * machine is the laptop's user, but for functions, which are known by their credentials and held to their role.
 */
export function createAwsEndpoint(services: AwsServices): AwsEndpoint {
  const byName = new Map<string, AwsService>([
    ['apigateway', createApiGatewayService(services)],
    ['dynamodb', createDynamoDbService(services)],
    ['lambda', createLambdaService(services)],
    ['logs', createLogsService(services)],
    ['sqs', createSqsService(services)],
    ['sts', createStsService(services)],
  ]);
  const door = { host: services.host ?? '127.0.0.1', token: services.awsToken };
  return {
    matches: isAwsRequest,
    async handle(request) {
      const requestId = randomUUID();
      try {
        admit(request, door);
        const call = readCall(request, services, requestId);
        const service = byName.get(call.service);
        if (service === undefined) throw notServed(nameOf(call));
        return await service.handle(call);
      } catch (error) {
        return refusal(toAwsError(error), request, requestId);
      }
    },
  };
}

function isAwsRequest(headers: IncomingHttpHeaders, url: string): boolean {
  const signature = readSignature(headers, searchOf(url));
  if (signature !== undefined) return signature.service !== 'execute-api';
  return TARGETS.has(targetOf(headers));
}

function readCall(request: AwsRequest, services: AwsServices, requestId: string): AwsCall {
  const { method, url, headers, body } = request;
  const query = searchOf(url);
  const signature = readSignature(headers, query);
  const service = signature?.service ?? TARGETS.get(targetOf(headers)) ?? 'unknown';
  admitMethod({ service, method, query }, { isPresigned: signature?.isPresigned ?? false });
  return {
    service,
    caller: identifyCaller(signature, services.application(), services.roles),
    method,
    path: segmentsOf(url),
    query,
    headers,
    body,
    requestId,
  };
}

function targetOf(headers: IncomingHttpHeaders): string {
  return (headerOf(headers, 'x-amz-target') ?? '').replace(/\..*$/, '');
}

function searchOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start));
}

/** @throws AwsError for a percent sign that encodes nothing. */
function segmentsOf(url: string): string[] {
  const path = url.replace(/\?.*$/s, '');
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    throw new AwsError('BadRequestException', 400, `The path ${path} is not well encoded`);
  }
}

/** The call as a person would name it: `s3 GET /bucket`, `iam ListRoles`. */
function nameOf({ service, headers, body, query, method, path }: AwsCall): string {
  const action =
    query.get('Action') ?? new URLSearchParams(body.toString('latin1', 0, 1000)).get('Action');
  const target = headerOf(headers, 'x-amz-target')?.replace(/^.*\./, '');
  return `${service} ${target ?? action ?? `${method} /${path.join('/')}`}`;
}

/** A defect is told on standard error, and to the client without its inside. */
function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`AWS endpoint: ${printableLines(told)}\n`);
  return new AwsError('InternalFailure', 500, 'The request failed for a reason of the runtime');
}
