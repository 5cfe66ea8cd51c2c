import type { Integration, IntegrationResponse, Method, RestApi, Templates } from '../rest-api';
import { present, type JsonObject } from './json';

/**
 * What API Gateway adds to an operation.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function operationExtensions(method: Method): JsonObject {
  return present({
    'x-amazon-apigateway-request-validator': method.requestValidator?.name,
    'x-amazon-apigateway-integration':
      method.integration === undefined ? undefined : integrationOf(method.integration),
  });
}

function integrationOf(integration: Integration): JsonObject {
  return present({
    type: integration.type.toLowerCase(),
    httpMethod: integration.httpMethod,
    uri: integration.uri === '' ? undefined : integration.uri,
    credentials: integration.credentials,
    responses: Object.fromEntries(
      integration.responses.map((response) => [selectionOf(response), responseOf(response)]),
    ),
    requestParameters: integration.requestParameters,
    requestTemplates: templatesOf(integration.requestTemplates),
    passthroughBehavior: integration.passthroughBehavior.toLowerCase(),
    contentHandling: integration.contentHandling,
    timeoutInMillis: integration.timeoutMs,
    cacheNamespace: integration.cacheNamespace,
  });
}

/** The default integration response goes by the name `default`. */
function selectionOf({ selectionPattern }: IntegrationResponse): string {
  return selectionPattern === undefined || selectionPattern === '' ? 'default' : selectionPattern;
}

function responseOf(response: IntegrationResponse): JsonObject {
  return present({
    statusCode: response.statusCode,
    responseParameters: response.responseParameters,
    responseTemplates: templatesOf(response.responseTemplates),
    contentHandling: response.contentHandling,
  });
}

function templatesOf(templates: Templates): JsonObject {
  return templates;
}

/** What API Gateway adds to the document: validators, gateway responses, binary media types, where the key comes from. */
export function apiExtensions(api: RestApi): JsonObject {
  return present({
    'x-amazon-apigateway-request-validators': validatorsOf(api),
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(
      Object.values(api.gatewayResponses).map((response) => [
        response.responseType,
        present({
          statusCode: response.statusCode,
          responseParameters: response.responseParameters,
          responseTemplates: response.responseTemplates,
        }),
      ]),
    ),
    'x-amazon-apigateway-binary-media-types': api.binaryMediaTypes,
    'x-amazon-apigateway-api-key-source': api.apiKeySource,
    'x-amazon-apigateway-minimum-compression-size': api.minimumCompressionSize,
  });
}

function validatorsOf(api: RestApi): JsonObject {
  const validators = api.resources
    .flatMap(({ methods }) => methods)
    .map((method) => method.requestValidator)
    .filter((validator) => validator !== undefined);
  return Object.fromEntries(
    validators.map((validator) => [
      validator.name,
      {
        validateRequestParameters: validator.validateRequestParameters,
        validateRequestBody: validator.validateRequestBody,
      },
    ]),
  );
}
