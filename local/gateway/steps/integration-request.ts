import type { Integration } from '../../rest-api';
import { contextVariables } from '../context-variables';
import type { Exchange, IntegrationRequest } from '../exchange';
import { configurationError, GatewayFailure } from '../gateway-failure';
import type { GatewayServices, Step } from '../gateway-services';
import { headerOf, mediaType } from '../headers';
import { ContentError, convertContent } from '../mapping/content-handling';
import { PayloadError, TemplateError, type RenderedTemplate } from '../mapping/mapping-template';
import {
  mapRequestParameters,
  ParameterMappingError,
  type MappedRequest,
} from '../mapping/parameter-mapping';
import { methodRequestValues, templateParams } from '../method-request';

/**
 * Makes the integration request: parameters, and the payload through its mapping template.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-data-transformations.html
 */
export const integrationRequest: Step = (exchange, services) => {
  const integration = exchange.route?.method.integration;
  if (integration === undefined) throw configurationError('the method has no integration');
  exchange.integrationRequest = translated(() =>
    integration.type === 'AWS_PROXY'
      ? proxied(exchange, integration)
      : mapped(exchange, integration, services),
  );
};

/** A proxy integration takes no mapping, but a mapping that AWS forbids fails it all the same. */
function proxied(exchange: Exchange, integration: Integration): IntegrationRequest {
  const { path } = mapParameters(exchange, integration);
  return {
    integration,
    payload: '',
    headers: {},
    path: { ...exchange.route?.pathParameters, ...path },
    overrides: undefined,
    requestOverride: undefined,
  };
}

function mapped(
  exchange: Exchange,
  integration: Integration,
  services: GatewayServices,
): IntegrationRequest {
  const parameters = mapParameters(exchange, integration);
  const body = payloadOf(exchange, integration);
  const template = requestTemplate(exchange, integration);
  const rendered =
    template === undefined ? undefined : render(exchange, template, { body, services });
  const override = rendered?.requestOverride;
  return {
    integration,
    payload: rendered?.text ?? body,
    headers: { ...parameters.header, ...joined(override?.header) },
    path: { ...parameters.path, ...override?.path },
    overrides: rendered?.overrides,
    requestOverride: override,
  };
}

function mapParameters(exchange: Exchange, integration: Integration): MappedRequest {
  if (Object.keys(integration.requestParameters).length === 0) {
    return { header: {}, querystring: {}, path: {} };
  }
  return mapRequestParameters(integration.requestParameters, {
    ...methodRequestValues(exchange),
    body: exchange.request.body.toString('utf8'),
    context: contextVariables(exchange),
    stageVariables: exchange.stageVariables,
  });
}

function payloadOf({ api, headers, request }: Exchange, integration: Integration): string {
  const content = convertContent({
    phase: 'request',
    bytes: request.body,
    binaryMediaTypes: api.binaryMediaTypes,
    contentHandling: integration.contentHandling,
    contentType: headerOf(headers, 'content-type'),
    accept: undefined,
  });
  return content.kind === 'text' ? content.text : content.bytes.toString('latin1');
}

/** @returns `undefined`: the payload passes through as it is. */
function requestTemplate(exchange: Exchange, integration: Integration): string | undefined {
  const { requestTemplates: templates, passthroughBehavior } = integration;
  const type = mediaType(headerOf(exchange.headers, 'content-type')) ?? 'application/json';
  const key =
    Object.keys(templates).find((candidate) => candidate.toLowerCase() === type) ??
    (Object.hasOwn(templates, '$default') ? '$default' : undefined);
  if (key !== undefined) return templates[key];
  const passes =
    passthroughBehavior === 'WHEN_NO_MATCH' ||
    (passthroughBehavior === 'WHEN_NO_TEMPLATES' && Object.keys(templates).length === 0);
  if (!passes) throw new GatewayFailure('UNSUPPORTED_MEDIA_TYPE');
  return undefined;
}

function render(
  exchange: Exchange,
  template: string,
  { body, services }: { readonly body: string; readonly services: GatewayServices },
): RenderedTemplate {
  return services.templates.get(template).render({
    phase: 'request',
    body,
    params: templateParams(exchange),
    context: contextVariables(exchange),
    stageVariables: exchange.stageVariables,
  });
}

function joined(
  headers: Readonly<Record<string, string | string[]>> | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.join(','),
    ]),
  );
}

/** What the mapping refuses, in the gateway's words. */
function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PayloadError || isInvalidPayload(error)) {
      throw new GatewayFailure('BAD_REQUEST_BODY', { message: 'Invalid JSON in request body' });
    }
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

function isInvalidPayload(error: unknown): boolean {
  return error instanceof ParameterMappingError && error.reason === 'invalid-payload';
}
