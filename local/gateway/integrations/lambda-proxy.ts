import type { FunctionInvoker } from '../../lambda/invoker';
import type { Exchange, IntegrationRequest, IntegrationResult, ResponseDraft } from '../exchange';
import { GatewayFailure } from '../gateway-failure';
import { headerOf, type HeaderPairs } from '../headers';
import { isBinaryMediaType } from '../mapping/content-handling';
import { proxyEvent } from '../proxy-event';
import { invokeFunction } from './invoke-function';

/**
 * Hands the whole request to a function, and its answer to the client.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export async function invokeLambdaProxy(
  exchange: Exchange,
  request: IntegrationRequest,
  invoker: FunctionInvoker,
): Promise<IntegrationResult> {
  const payload = JSON.stringify(proxyEvent(exchange));
  const result = await invokeFunction(exchange, request, {
    invoker,
    payload,
    invocationType: 'RequestResponse',
  });
  if (result.functionError !== undefined) throw badGateway('the function failed');
  return { kind: 'proxy', response: readResponse(result.payload, exchange) };
}

const MEMBERS = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/** @throws GatewayFailure 502 when the function's answer is not of the form. */
function readResponse(payload: string, exchange: Exchange): ResponseDraft {
  const answer = parse(payload);
  if (!isMap(answer)) throw malformed('it is not an object');
  const unknown = Object.keys(answer).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined) throw malformed(`it has a member "${unknown}"`);
  const { statusCode = 200, headers, multiValueHeaders, body, isBase64Encoded } = answer;
  return {
    statusCode: readStatus(statusCode),
    headers: readHeaders(headers ?? {}, multiValueHeaders ?? {}),
    body: readBody(body, isBase64Encoded === true || isBase64Encoded === 'true', exchange),
  };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    throw malformed('it is not JSON');
  }
}

function readStatus(value: unknown): number {
  const isText = typeof value === 'string' && /^\d+$/.test(value);
  const status = isText ? Number(value) : value;
  if (typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599) {
    return status;
  }
  throw malformed('its statusCode is no status');
}

/** Both maps become one list; a value that is in both comes once, and the spelling of the first map wins. */
function readHeaders(single: unknown, multiple: unknown): HeaderPairs {
  if (!isMap(single) || !isMap(multiple)) throw malformed('its headers are no map');
  const pairs: [string, string][] = [];
  for (const [name, values] of Object.entries(multiple)) {
    if (!Array.isArray(values)) throw malformed(`its multiValueHeaders.${name} is no list`);
    for (const value of values) pairs.push([name, headerText(name, value)]);
  }
  const spelling = new Map(pairs.map(([name]) => [name.toLowerCase(), name]));
  for (const [name, value] of Object.entries(single)) {
    const spelt = spelling.get(name.toLowerCase()) ?? name;
    const text = headerText(name, value);
    if (!pairs.some(([known, knownValue]) => known === spelt && knownValue === text)) {
      pairs.push([spelt, text]);
    }
  }
  return pairs;
}

function headerText(name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  throw malformed(`its header ${name} is no text`);
}

function readBody(body: unknown, isBase64: boolean, exchange: Exchange): Buffer | string {
  if (body === undefined || body === null) return '';
  if (typeof body !== 'string') throw malformed('its body is no text');
  const accept = headerOf(exchange.headers, 'accept');
  return isBase64 && isBinaryMediaType(accept, exchange.api.binaryMediaTypes)
    ? Buffer.from(body, 'base64')
    : body;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(why: string): GatewayFailure {
  return badGateway(`malformed Lambda proxy response: ${why}`);
}

function badGateway(reason: string): GatewayFailure {
  return new GatewayFailure('DEFAULT_5XX', { statusCode: 502, reason });
}
