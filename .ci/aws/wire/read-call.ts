import type { IncomingHttpHeaders } from 'node:http';
import { isMembers, type Call, type Members, type Protocol } from '../call';
import { API_GATEWAY, LAMBDA, ROUTE_53 } from './operations';
import { readQuery } from './query';
import { findRoute, type Found, type Route } from './route-table';
import { s3Operation } from './s3';

/** What came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Where the name that a client signs with is not the prefix of the service's actions. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', events: 'events' };

const REST: Readonly<Record<string, readonly Route[]>> = {
  apigateway: API_GATEWAY,
  lambda: LAMBDA,
  route53: ROUTE_53,
};

/** Which operation of which service a request is, by its signature's scope and the service's protocol. */
export function readCall(request: WireRequest): Call {
  const url = new URL(request.url, 'http://aws');
  const credential = /Credential=([^/,]+)\/\d+\/([^/,]+)\/([^/,]+)\//.exec(
    request.headers.authorization ?? '',
  );
  const signed = credential?.[3] ?? 's3';
  const service = PREFIXES[signed] ?? signed;
  const common = {
    service,
    region: credential?.[2] ?? 'us-east-1',
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    accessKeyId: credential?.[1],
  };
  const { protocol, operation, input } = read(service, url, request);
  return { ...common, protocol, operation, input };
}

interface Read {
  readonly protocol: Protocol;
  readonly operation: string | undefined;
  readonly input: Members;
}

function read(service: string, url: URL, { method, headers, body }: WireRequest): Read {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    return { protocol: 'json', operation: target.split('.').at(-1), input: jsonOf(body) };
  }
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    const input = readQuery(body.toString());
    const action = input['Action'];
    return {
      protocol: 'query',
      operation: typeof action === 'string' ? action : undefined,
      input,
    };
  }
  const protocol = service === 's3' || service === 'route53' ? 'rest-xml' : 'rest-json';
  const found = restOperation(service, url, method);
  const query = Object.fromEntries(url.searchParams);
  const members = protocol === 'rest-json' ? jsonOf(body) : xmlOf(service, body);
  return {
    protocol,
    operation: found?.operation,
    input: { ...query, ...members, ...found?.parameters },
  };
}

function restOperation(service: string, url: URL, method: string): Found | undefined {
  if (service === 's3') return s3Operation(method, url.pathname, url.searchParams);
  return findRoute(REST[service] ?? [], method, url.pathname);
}

function jsonOf(body: Buffer): Members {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString());
    return isMembers(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Of XML bodies only what rights depend on is read: the names of Route 53's records. */
function xmlOf(service: string, body: Buffer): Members {
  if (service !== 'route53') return {};
  const texts = (name: string): readonly string[] =>
    [...body.toString().matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(
      (match) => match[1] ?? '',
    );
  return { names: texts('Name'), types: texts('Type'), actions: texts('Action') };
}
