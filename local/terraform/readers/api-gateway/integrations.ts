/** `aws_api_gateway_integration` and `aws_api_gateway_integration_response`. */
import {
  PASSTHROUGH_BEHAVIORS,
  type Integration,
  type IntegrationResponse,
} from '../../../rest-api';
import type { Arguments } from '../arguments';
import type { ApiParts } from './api-parts';
import { groupByMethod, methodKey } from './method-key';

const CONTENT_HANDLINGS = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const;
/** https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html */
const DEFAULT_TIMEOUT_MS = 29_000;

/**
 * The integrations by the key of their method; one of a type that is not served is left out, which answers 500.
 *
 * @throws LocatedError
 */
export function readIntegrations(
  parts: ApiParts,
  known: ReadonlySet<string>,
): ReadonlyMap<string, Integration> {
  const responses = groupByMethod(parts('aws_api_gateway_integration_response'), known);
  const integrations = groupByMethod(parts('aws_api_gateway_integration'), known);
  const read = new Map<string, Integration>();
  for (const key of known) {
    const [integration] = integrations(key);
    const type = integration === undefined ? undefined : typeOf(integration);
    if (integration === undefined || type === undefined) continue;
    read.set(methodKey(integration), {
      ...readIntegration(integration, type),
      responses: responses(key).map(readResponse),
    });
  }
  return read;
}

function typeOf(integration: Arguments): Integration['type'] | undefined {
  const type = integration.requiredText('type');
  return type === 'AWS' || type === 'AWS_PROXY' || type === 'MOCK' ? type : undefined;
}

function readIntegration(
  integration: Arguments,
  type: Integration['type'],
): Omit<Integration, 'responses'> {
  const isMock = type === 'MOCK';
  return {
    type,
    httpMethod: integration.text('integration_http_method'),
    uri: isMock ? '' : integration.requiredText('uri'),
    requestTemplates: integration.textMap('request_templates'),
    requestParameters: integration.textMap('request_parameters'),
    passthroughBehavior:
      integration.choice('passthrough_behavior', PASSTHROUGH_BEHAVIORS) ?? 'WHEN_NO_MATCH',
    contentHandling: integration.choice('content_handling', CONTENT_HANDLINGS),
    timeoutMs: integration.number('timeout_milliseconds') ?? DEFAULT_TIMEOUT_MS,
    credentials: integration.text('credentials'),
    cacheNamespace: integration.text('cache_namespace'),
  };
}

function readResponse(response: Arguments): IntegrationResponse {
  return {
    statusCode: response.requiredText('status_code'),
    selectionPattern: response.text('selection_pattern'),
    responseParameters: response.textMap('response_parameters'),
    responseTemplates: response.textMap('response_templates'),
    contentHandling: response.choice('content_handling', CONTENT_HANDLINGS),
  };
}
