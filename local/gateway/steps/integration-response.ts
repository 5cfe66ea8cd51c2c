import type { IntegrationResponse } from '../../rest-api';
import { contextVariables } from '../context-variables';
import type { Exchange, IntegrationResult, ResponseDraft } from '../exchange';
import { configurationError } from '../gateway-failure';
import type { GatewayServices, Step } from '../gateway-services';
import { headerOf, mediaType, type HeaderPairs } from '../headers';
import { convertContent } from '../mapping/content-handling';
import { TemplateError, type ResponseOverride } from '../mapping/mapping-template';
import { mapResponseParameters } from '../mapping/parameter-mapping';
import { compileJavaRegex } from '../mapping/vtl/java-regex';
import { mapped, renderTemplate } from '../template-work';

/**
 * Picks the integration response, and maps payload and headers through it. A proxy's answer is one already.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export const integrationResponse: Step = (exchange, services) => {
  const result = exchange.integrationResult;
  if (result === undefined) throw configurationError('the integration gave no result');
  if (result.kind === 'proxy') {
    exchange.response = result.response;
    return;
  }
  const chosen = choose(exchange, result);
  exchange.integrationResponse = chosen;
  exchange.response = mapped('response', () => respond(exchange, { result, chosen, services }));
};

type MappedResult = Exclude<IntegrationResult, { kind: 'proxy' }>;

interface Chosen {
  readonly result: MappedResult;
  readonly chosen: IntegrationResponse;
  readonly services: GatewayServices;
}

/** A mock is matched by its status, a function by its error's message: empty, which `.*` takes, when there is none. */
function choose({ route }: Exchange, result: MappedResult): IntegrationResponse {
  const responses = route?.method.integration?.responses ?? [];
  const matched = result.kind === 'mock' ? String(result.statusCode) : (result.errorMessage ?? '');
  const found =
    responses.find(
      ({ selectionPattern }) =>
        selectionPattern !== undefined &&
        selectionPattern !== '' &&
        matches(selectionPattern, matched),
    ) ?? responses.find(({ selectionPattern }) => (selectionPattern ?? '') === '');
  if (found === undefined) {
    throw configurationError('no integration response matches, and none is the default');
  }
  return found;
}

function matches(pattern: string, text: string): boolean {
  try {
    return compileJavaRegex(pattern).matches(text);
  } catch (error) {
    if (error instanceof TemplateError) throw configurationError(error.message);
    throw error;
  }
}

function respond(exchange: Exchange, parts: Chosen): ResponseDraft {
  const { result, chosen, services } = parts;
  const template = responseTemplate(exchange, chosen);
  const body = result.kind === 'mock' ? '' : result.payload;
  const rendered =
    template === undefined
      ? undefined
      : renderTemplate(exchange, services, { phase: 'response', template: template.text, body });
  const override = (rendered ?? exchange.integrationRequest)?.overrides?.responseOverride;
  return {
    statusCode: override?.status ?? Number(chosen.statusCode),
    headers: withContentType(
      overridden(Object.entries(mapHeaders(exchange, parts)), override?.header),
      template?.contentType,
    ),
    body: convert(exchange, chosen, rendered?.text ?? body),
  };
}

/** An override replaces what a mapping set; a list is several headers of one name. */
function overridden(headers: HeaderPairs, by: ResponseOverride['header'] = {}): HeaderPairs {
  const replaced = new Set(Object.keys(by).map((name) => name.toLowerCase()));
  return [
    ...headers.filter(([name]) => !replaced.has(name.toLowerCase())),
    ...Object.entries(by).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  ];
}

function withContentType(headers: HeaderPairs, contentType = 'application/json'): HeaderPairs {
  return headerOf(headers, 'content-type') === undefined
    ? [...headers, ['Content-Type', contentType]]
    : headers;
}

function responseTemplate(
  { headers }: Exchange,
  { responseTemplates }: IntegrationResponse,
): { readonly contentType: string; readonly text: string } | undefined {
  const accepted = mediaType(headerOf(headers, 'accept')?.split(',', 1)[0]) ?? '';
  const contentType =
    [accepted, 'application/json'].find((type) => Object.hasOwn(responseTemplates, type)) ??
    Object.keys(responseTemplates)[0];
  if (contentType === undefined) return undefined;
  const text = responseTemplates[contentType];
  return text === undefined || text === '' ? undefined : { contentType, text };
}

function mapHeaders(
  exchange: Exchange,
  { result, chosen }: Chosen,
): Readonly<Record<string, string>> {
  if (Object.keys(chosen.responseParameters).length === 0) return {};
  return mapResponseParameters(chosen.responseParameters, {
    headers: result.kind === 'mock' ? {} : result.headers,
    body: result.kind === 'mock' ? '' : result.payload,
    context: contextVariables(exchange),
    stageVariables: exchange.stageVariables,
  });
}

function convert(exchange: Exchange, chosen: IntegrationResponse, text: string): Buffer | string {
  const { api, headers } = exchange;
  if (api.binaryMediaTypes.length === 0 && chosen.contentHandling === undefined) return text;
  const content = convertContent({
    phase: 'response',
    bytes: Buffer.from(text, 'utf8'),
    binaryMediaTypes: api.binaryMediaTypes,
    contentHandling: chosen.contentHandling,
    contentType: 'application/json',
    accept: headerOf(headers, 'accept'),
  });
  return content.kind === 'text' ? content.text : content.bytes;
}
