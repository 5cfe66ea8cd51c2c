import type { IntegrationResponse } from '../../rest-api';
import { contextVariables } from '../context-variables';
import type { Exchange, IntegrationResult, ResponseDraft } from '../exchange';
import { configurationError } from '../gateway-failure';
import type { GatewayServices, Step } from '../gateway-services';
import { headerOf, mediaType, type HeaderPairs } from '../headers';
import { ContentError, convertContent } from '../mapping/content-handling';
import {
  TemplateError,
  type RenderedTemplate,
  type ResponseOverride,
} from '../mapping/mapping-template';
import { mapResponseParameters, ParameterMappingError } from '../mapping/parameter-mapping';
import { compileJavaRegex } from '../mapping/vtl/java-regex';
import { templateParams } from '../method-request';

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
  exchange.response = translated(() => respond(exchange, { result, chosen, services }));
};

type MappedResult = Exclude<IntegrationResult, { kind: 'proxy' }>;

interface Chosen {
  readonly result: MappedResult;
  readonly chosen: IntegrationResponse;
  readonly services: GatewayServices;
}

/** Of a function's answers only errors are matched; a mock's status always is. */
function choose({ route }: Exchange, result: MappedResult): IntegrationResponse {
  const responses = route?.method.integration?.responses ?? [];
  const matched = result.kind === 'mock' ? String(result.statusCode) : result.errorMessage;
  const found =
    responses.find(
      ({ selectionPattern }) =>
        selectionPattern !== undefined &&
        selectionPattern !== '' &&
        matched !== undefined &&
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
    template === undefined ? undefined : render(exchange, template.text, { body, services });
  const override = (rendered ?? exchange.integrationRequest)?.overrides?.responseOverride;
  return {
    statusCode: override?.status ?? Number(chosen.statusCode),
    headers: withDefault(
      [...Object.entries(mapHeaders(exchange, parts)), ...overriddenHeaders(override?.header)],
      template,
    ),
    body: convert(exchange, chosen, rendered?.text ?? body),
  };
}

function overriddenHeaders(header: ResponseOverride['header'] = {}): [string, string][] {
  return Object.entries(header).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
}

/** An override replaces what a mapping set. */
function withDefault(
  headers: HeaderPairs,
  template: { readonly contentType: string } | undefined,
): HeaderPairs {
  const contentType = template?.contentType ?? 'application/json';
  const last = new Map(
    headers.map(([name, value]) => [name.toLowerCase(), [name, value] as const]),
  );
  if (!last.has('content-type')) last.set('content-type', ['Content-Type', contentType]);
  return [...last.values()];
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

function render(
  exchange: Exchange,
  template: string,
  { body, services }: { readonly body: string; readonly services: GatewayServices },
): RenderedTemplate {
  return services.templates.get(template).render({
    phase: 'response',
    body,
    params: templateParams(exchange),
    context: contextVariables(exchange),
    stageVariables: exchange.stageVariables,
    overrides: exchange.integrationRequest?.overrides,
  });
}

function mapHeaders(
  exchange: Exchange,
  { result, chosen }: Chosen,
): Readonly<Record<string, string>> {
  if (Object.keys(chosen.responseParameters).length === 0) return {};
  return mapResponseParameters(chosen.responseParameters, {
    headers: { 'Content-Type': ['application/json'] },
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

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (
      error instanceof TemplateError ||
      error instanceof ContentError ||
      error instanceof ParameterMappingError
    ) {
      throw configurationError(error.message);
    }
    throw error;
  }
}
