import type { ParameterMapping } from '../../rest-api';
import { JsonSyntaxError } from './json/json-parser';
import { JsonPathError, parseJsonPath } from './json/json-path';
import { JavaList, JavaMap, javaText, stringifyJson } from './json/json-value';
import { parsePayload } from './json/payload';
import { isReservedRequestHeader } from './reserved-headers';

/** Every value of every name, in the order received. Names are case-sensitive, as in AWS's mappings. */
export type MultiValues = Readonly<Record<string, readonly string[]>>;

/** What every mapping may read. */
interface CommonSource {
  /** `$context`, without the overrides. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** What `method.request` stands for. */
export interface MethodRequest extends CommonSource {
  readonly headers: MultiValues;
  readonly querystring: MultiValues;
  readonly path: Readonly<Record<string, string>>;
  /** `''` when there is none; mappings then read `{}`. */
  readonly body: string;
}

/** What `integration.response` stands for. */
export interface IntegrationResponseSource extends CommonSource {
  readonly headers: MultiValues;
  readonly body: string;
}

/** The integration request's parameters; of several query values the list is kept, headers are joined. */
export interface MappedRequest {
  readonly header: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string | readonly string[]>>;
  readonly path: Readonly<Record<string, string>>;
}

/** Why a mapping fails the request: the client's broken payload (400), or the API's own definition (500). */
export type ParameterMappingFailure = 'invalid-payload' | 'configuration';

/** A mapping that cannot be done with this request. */
export class ParameterMappingError extends Error {
  override readonly name = 'ParameterMappingError';
  readonly reason: ParameterMappingFailure;

  constructor(reason: ParameterMappingFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}

type Value = string | readonly string[];
type Source = (expression: string) => Value | undefined;

/**
 * `integration.request.header|querystring|path.NAME` from the method request; a source without a value sets nothing.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 *
 * @throws ParameterMappingError for a header API Gateway keeps to itself, and for a broken JSON payload.
 */
export function mapRequestParameters(
  mapping: ParameterMapping,
  request: MethodRequest,
): MappedRequest {
  const mapped = {
    header: new Map<string, string>(),
    querystring: new Map<string, Value>(),
    path: new Map<string, string>(),
  };
  for (const [target, expression] of Object.entries(mapping)) {
    const [, place = '', name = ''] =
      /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(target) ?? [];
    const value = valueOf(expression, request, (rest) => fromMethodRequest(rest, request));
    if (value === undefined) continue;
    if (place === 'header' && isReservedRequestHeader(name)) {
      throw new ParameterMappingError(
        'configuration',
        `${target}: API Gateway does not let a mapping set this header.`,
      );
    }
    if (place === 'querystring') mapped.querystring.set(name, value);
    else if (place === 'header') mapped.header.set(name, joined(value));
    else if (place === 'path') mapped.path.set(name, joined(value));
  }
  return {
    header: Object.fromEntries(mapped.header),
    querystring: Object.fromEntries(mapped.querystring),
    path: Object.fromEntries(mapped.path),
  };
}

/**
 * `method.response.header.NAME` from the integration's response.
 *
 * @throws ParameterMappingError when the response's payload is broken JSON and a mapping reads it.
 */
export function mapResponseParameters(
  mapping: ParameterMapping,
  response: IntegrationResponseSource,
): Readonly<Record<string, string>> {
  return mapHeaders(mapping, 'method.response.header.', (expression) =>
    valueOf(expression, response, (rest) => fromIntegrationResponse(rest, response)),
  );
}

/** `gatewayresponse.header.NAME` from the method request; what cannot be read sets nothing, the answer is a failure's. */
export function mapGatewayResponseParameters(
  mapping: ParameterMapping,
  request: MethodRequest,
): Readonly<Record<string, string>> {
  const own: Source = (rest) => fromMethodRequest(rest, request);
  return mapHeaders(mapping, 'gatewayresponse.header.', (expression) => {
    try {
      return valueOf(expression, request, own);
    } catch (error) {
      if (error instanceof ParameterMappingError) return undefined;
      throw error;
    }
  });
}

function mapHeaders(
  mapping: ParameterMapping,
  prefix: string,
  source: Source,
): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const [target, expression] of Object.entries(mapping)) {
    if (!target.startsWith(prefix)) continue;
    const value = source(expression);
    if (value !== undefined) headers.set(target.slice(prefix.length), joined(value));
  }
  return Object.fromEntries(headers);
}

/** @param own reads what follows `method.request.` or `integration.response.`. */
function valueOf(expression: string, source: CommonSource, own: Source): Value | undefined {
  const literal = /^'([^]*)'$/.exec(expression)?.[1];
  if (literal !== undefined) return literal;
  const [, root = '', rest = ''] =
    /^(method\.request|integration\.response|context|stageVariables)\.(.+)$/.exec(expression) ?? [];
  switch (root) {
    case 'method.request':
    case 'integration.response':
      return own(rest);
    case 'context':
      return memberText(source.context, rest.split('.'));
    case 'stageVariables':
      return Object.hasOwn(source.stageVariables, rest) ? source.stageVariables[rest] : undefined;
    default:
      return undefined;
  }
}

function fromMethodRequest(expression: string, request: MethodRequest): Value | undefined {
  const [place, name] = splitOnce(expression);
  switch (place) {
    case 'path':
      return Object.hasOwn(request.path, name) ? request.path[name] : undefined;
    case 'querystring':
      return valuesOf(request.querystring, name)?.at(-1);
    case 'multivaluequerystring': {
      const values = valuesOf(request.querystring, name);
      return values?.length === 1 ? values[0] : values;
    }
    case 'header':
    case 'multivalueheader':
      return headerValue(place, name, request.headers);
    case 'body':
      return bodyValue(name, request.body, 'invalid-payload');
    default:
      return undefined;
  }
}

function fromIntegrationResponse(
  expression: string,
  response: IntegrationResponseSource,
): Value | undefined {
  const [place, name] = splitOnce(expression);
  switch (place) {
    case 'header':
    case 'multivalueheader':
      return headerValue(place, name, response.headers);
    case 'body':
      return bodyValue(name, response.body, 'configuration');
    default:
      return undefined;
  }
}

/** Of a name that came several times a plain mapping takes the last value. */
function headerValue(
  place: 'header' | 'multivalueheader',
  name: string,
  headers: MultiValues,
): string | undefined {
  const values = valuesOf(headers, name);
  return place === 'header' ? values?.at(-1) : values?.join(',');
}

function valuesOf(all: MultiValues, name: string): readonly string[] | undefined {
  const values = Object.hasOwn(all, name) ? all[name] : undefined;
  return values === undefined || values.length === 0 ? undefined : values;
}

/** The payload, or what a JSONPath without its `$.` finds in it. Broken JSON fails even where it is only passed on. */
function bodyValue(
  path: string,
  body: string,
  reason: ParameterMappingFailure,
): string | undefined {
  const text = body.trim() === '' ? '{}' : body.trim();
  const parsed = parseBody(text, reason);
  if (path === '') return text;
  const value = readPath(path, unfoldErrorMessage(parsed, path));
  if (value === undefined || value === null) return undefined;
  return value instanceof JavaMap || value instanceof JavaList
    ? stringifyJson(value)
    : javaText(value);
}

function readPath(path: string, body: unknown): unknown {
  try {
    return parseJsonPath(path.startsWith('[') ? `$${path}` : `$.${path}`).read(body);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new ParameterMappingError('configuration', error.message);
  }
}

function parseBody(text: string, reason: ParameterMappingFailure): unknown {
  try {
    return parsePayload(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new ParameterMappingError(reason, 'Invalid JSON in request body');
  }
}

/**
 * A Lambda function reports an error of its own as JSON in the text `errorMessage`; a mapping sees into it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html
 */
function unfoldErrorMessage(body: unknown, path: string): unknown {
  if (!path.startsWith('errorMessage.') || !(body instanceof JavaMap)) return body;
  const message = body.get('errorMessage');
  if (typeof message !== 'string' || !/^\s*[{[]/.test(message)) return body;
  try {
    return new JavaMap([...body.entries, ['errorMessage', parsePayload(message)]]);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return body;
    throw error;
  }
}

function memberText(root: unknown, names: readonly string[]): string | undefined {
  let value: unknown = root;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = new Map(Object.entries(value)).get(name);
  }
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : javaText(value);
}

function splitOnce(expression: string): readonly [string, string] {
  const dot = expression.search(/[.[]/);
  if (dot < 0) return [expression, ''];
  return [
    expression.slice(0, dot),
    expression.slice(expression.charAt(dot) === '.' ? dot + 1 : dot),
  ];
}

function joined(value: Value): string {
  return typeof value === 'string' ? value : value.join(',');
}
