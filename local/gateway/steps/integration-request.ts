import type { Integration } from '../../rest-api';
import { contextVariables } from '../context-variables';
import type { Exchange, IntegrationRequest } from '../exchange';
import { configurationError, GatewayFailure } from '../gateway-failure';
import type { GatewayServices, Step } from '../gateway-services';
import { headerOf, mediaType } from '../headers';
import { convertContent } from '../mapping/content-handling';
import { mapRequestParameters, type MappedRequest } from '../mapping/parameter-mapping';
import { methodRequestValues } from '../method-request';
import { mapped, renderTemplate } from '../template-work';

/**
 * Makes the integration request: parameters, and the payload through its mapping template.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-data-transformations.html
 */
export const integrationRequest: Step = (exchange, services) => {
  const integration = exchange.route?.method.integration;
  if (integration === undefined) throw configurationError('the method has no integration');
  exchange.integrationRequest = mapped('request', () =>
    integration.type === 'AWS_PROXY'
      ? proxied(exchange, integration)
      : transformed(exchange, integration, services),
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
  };
}

function transformed(
  exchange: Exchange,
  integration: Integration,
  services: GatewayServices,
): IntegrationRequest {
  const parameters = mapParameters(exchange, integration);
  const body = payloadOf(exchange, integration);
  const template = requestTemplate(exchange, integration);
  const rendered =
    template === undefined
      ? undefined
      : renderTemplate(exchange, services, { phase: 'request', template, body });
  const override = rendered?.requestOverride;
  return {
    integration,
    payload: rendered?.text ?? body,
    headers: { ...parameters.header, ...joined(override?.header) },
    path: { ...parameters.path, ...override?.path },
    overrides: rendered?.overrides,
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
