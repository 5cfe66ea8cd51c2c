import type { GatewayResponse, GatewayResponseType, RestApi } from '../rest-api';
import { contextVariables, variableText, type ContextVariables } from './context-variables';
import type { Exchange, ResponseDraft } from './exchange';
import { isFinalStatus } from './final-status';
import type { GatewayFailure } from './gateway-failure';
import { headerOf, isSendable, mediaType, type HeaderPairs } from './headers';
import { mapGatewayResponseParameters, type MethodRequest } from './mapping/parameter-mapping';
import { methodRequestValues } from './method-request';

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';

/** AWS lists the template above for this type too, but answers with a capital letter until the API sets its own. */
const ACCESS_DENIED_TEMPLATE = '{"Message":$context.error.messageString}';

/**
 * The answer to a failed request: the gateway response of its type, else that of `DEFAULT_4XX` or `DEFAULT_5XX`, else
 * AWS's own. A specific one takes nothing over from the default.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function gatewayResponse(exchange: Exchange, failure: GatewayFailure): ResponseDraft {
  const configured = find(exchange.api, failure);
  const source = sourceOf(exchange);
  const { contentType, template } = chooseTemplate(configured, failure, exchange.headers);
  const own = Object.entries(
    mapGatewayResponseParameters(configured?.responseParameters ?? {}, source),
    // There is no other answer left to fall back on: what a caller's words have made unsendable is left out.
  ).filter(isSendable);
  const isSet = new Set(own.map(([name]) => name.toLowerCase()));
  const defaults: HeaderPairs = [
    ['Content-Type', contentType],
    ['x-amzn-ErrorType', failure.errorType],
  ];
  return {
    statusCode: statusOf(configured, failure),
    headers: [...own, ...defaults.filter(([name]) => !isSet.has(name.toLowerCase()))],
    body: render(template, source),
  };
}

function statusOf(configured: GatewayResponse | undefined, { statusCode }: GatewayFailure): number {
  const own = Number(configured?.statusCode ?? statusCode);
  return isFinalStatus(own) ? own : statusCode;
}

/** An answer without an API behind it: no stage was found, so nothing can have customised it. */
export function plainFailure(failure: GatewayFailure): ResponseDraft {
  return {
    statusCode: failure.statusCode,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', failure.errorType],
    ],
    body: JSON.stringify({ message: failure.text }),
  };
}

function find(api: RestApi, failure: GatewayFailure): GatewayResponse | undefined {
  const fallback: GatewayResponseType = failure.statusCode < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  return api.gatewayResponses[failure.type] ?? api.gatewayResponses[fallback];
}

function chooseTemplate(
  configured: GatewayResponse | undefined,
  { type }: GatewayFailure,
  headers: HeaderPairs,
): { readonly contentType: string; readonly template: string } {
  const templates = configured?.responseTemplates ?? {};
  const accepted = mediaType(headerOf(headers, 'accept')?.split(',', 1)[0]) ?? '';
  const contentType =
    [accepted, 'application/json'].find((wanted) => Object.hasOwn(templates, wanted)) ??
    Object.keys(templates)[0] ??
    'application/json';
  const byDefault = type === 'ACCESS_DENIED' ? ACCESS_DENIED_TEMPLATE : DEFAULT_TEMPLATE;
  return { contentType, template: templates[contentType] ?? byDefault };
}

function sourceOf(exchange: Exchange): MethodRequest {
  return {
    ...methodRequestValues(exchange),
    body: exchange.request.body.toString('utf8'),
    context: contextVariables(exchange),
    stageVariables: exchange.stageVariables,
  };
}

/** Gateway responses take variables alone, no VTL. */
const NAME =
  /(context|stageVariables|method\.request\.(?:header|querystring|path))\.([A-Za-z0-9_.-]*[A-Za-z0-9_-])/
    .source;
const VARIABLE = new RegExp(`\\$(?:\\{${NAME}\\}|${NAME})`, 'g');

function render(template: string, source: MethodRequest): string {
  return template.replace(VARIABLE, (_, ...groups: (string | undefined)[]) => {
    const [root = '', name = ''] = groups[0] === undefined ? groups.slice(2, 4) : groups;
    return valueOf(root, name, source);
  });
}

function valueOf(root: string, name: string, source: MethodRequest): string {
  switch (root) {
    case 'context':
      return contextText(name, source.context);
    case 'stageVariables':
      return own(source.stageVariables, name) ?? '';
    case 'method.request.path':
      return own(source.path, name) ?? '';
    case 'method.request.querystring':
      return own(source.querystring, name)?.at(-1) ?? '';
    default:
      return own(source.headers, name)?.at(-1) ?? '';
  }
}

/** `messageString` brings its own quotes; the model's complaint quotes the caller's words, so it is escaped. */
function contextText(name: string, context: ContextVariables): string {
  const text = variableText(context, name) ?? '';
  return name === 'error.validationErrorString' ? JSON.stringify(text).slice(1, -1) : text;
}

function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
