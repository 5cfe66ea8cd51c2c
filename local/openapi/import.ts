import type {
  Integration,
  IntegrationResponse,
  Method,
  MethodResponse,
  ParameterMapping,
  RequestValidator,
  Templates,
} from '../rest-api';
import { HTTP_METHODS, PASSTHROUGH_BEHAVIORS } from '../rest-api';
import { isJsonObject, jsonList, jsonObject, type Json, type JsonObject } from './json';

/** A method as the document tells it: ids are not in a document, so authorizers go by name. */
export type ImportedMethod = Omit<Method, 'address' | 'authorizerId' | 'authorizationScopes'> & {
  readonly path: string;
  readonly authorizerName: string | undefined;
};

/**
 * Reads an OpenAPI 3.0 document with API Gateway's extensions as API Gateway's import does: routes, access rules,
 * parameters, models and integrations.
 *
 * @param document A parsed document.
 * @throws Error naming the member that is not what it must be.
 */
export function importMethods(document: unknown): ImportedMethod[] {
  if (!isJsonObject(document) || typeof document['openapi'] !== 'string') {
    throw new Error('openapi: not an OpenAPI 3.0 document');
  }
  const source = {
    root: document,
    security: jsonObject(jsonObject(document['components'])['securitySchemes']),
  };
  return Object.entries(jsonObject(document['paths'])).flatMap(([path, operations]) =>
    Object.entries(jsonObject(operations)).map(([name, operation]) =>
      methodOf(source, { path, httpMethod: verbOf(name, path), operation: jsonObject(operation) }),
    ),
  );
}

interface Source {
  readonly root: JsonObject;
  readonly security: JsonObject;
}

interface Operation {
  readonly path: string;
  readonly httpMethod: Method['httpMethod'];
  readonly operation: JsonObject;
}

function verbOf(name: string, path: string): Method['httpMethod'] {
  if (name === 'x-amazon-apigateway-any-method') return 'ANY';
  const verb = HTTP_METHODS.find((method) => method.toLowerCase() === name);
  if (verb === undefined) throw new Error(`paths.${path}.${name}: not a method of API Gateway`);
  return verb;
}

function methodOf(source: Source, { path, httpMethod, operation }: Operation): ImportedMethod {
  const schemes = jsonList(operation['security']).flatMap((one) => Object.keys(jsonObject(one)));
  const authorizerName = schemes.find((name) => isAuthorizer(source, name));
  return {
    path,
    httpMethod,
    authorization: authorizerName === undefined ? 'NONE' : 'CUSTOM',
    authorizerName,
    apiKeyRequired: schemes.some((name) => !isAuthorizer(source, name)),
    operationName: optionalText(operation['operationId']),
    requestParameters: parametersOf(operation),
    requestModels: modelsOf(jsonObject(operation['requestBody'])),
    requestValidator: validatorOf(source.root, operation),
    integration: integrationOf(operation['x-amazon-apigateway-integration']),
    responses: Object.entries(jsonObject(operation['responses']))
      .filter(([statusCode]) => statusCode !== 'default')
      .map(([statusCode, response]) => methodResponseOf(statusCode, jsonObject(response))),
  };
}

function isAuthorizer({ security }: Source, name: string): boolean {
  return jsonObject(security[name])['x-amazon-apigateway-authorizer'] !== undefined;
}

const PLACES = new Map([
  ['header', 'header'],
  ['query', 'querystring'],
  ['path', 'path'],
]);

function parametersOf(operation: JsonObject): Record<string, boolean> {
  return Object.fromEntries(
    jsonList(operation['parameters'])
      .map(jsonObject)
      .map((parameter) => [
        `method.request.${PLACES.get(text(parameter['in'])) ?? ''}.${text(parameter['name'])}`,
        parameter['required'] === true,
      ]),
  );
}

function modelsOf(body: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(jsonObject(body['content'])).map(([contentType, media]) => [
      contentType,
      text(jsonObject(jsonObject(media)['schema'])['$ref']).replace('#/components/schemas/', ''),
    ]),
  );
}

function validatorOf(root: JsonObject, operation: JsonObject): RequestValidator | undefined {
  const name = optionalText(operation['x-amazon-apigateway-request-validator']);
  if (name === undefined) return undefined;
  const validator = jsonObject(jsonObject(root['x-amazon-apigateway-request-validators'])[name]);
  return {
    name,
    validateRequestBody: validator['validateRequestBody'] === true,
    validateRequestParameters: validator['validateRequestParameters'] === true,
  };
}

function methodResponseOf(statusCode: string, response: JsonObject): MethodResponse {
  const headers = Object.keys(jsonObject(response['headers']));
  return {
    statusCode,
    parameters: Object.fromEntries(
      headers.map((name) => [`method.response.header.${name}`, false]),
    ),
    models: modelsOf(response),
  };
}

function integrationOf(value: Json | undefined): Integration | undefined {
  if (!isJsonObject(value)) return undefined;
  const timeout = value['timeoutInMillis'];
  return {
    type: typeOf(value['type']),
    httpMethod: optionalText(value['httpMethod']),
    uri: optionalText(value['uri']) ?? '',
    requestTemplates: texts(value['requestTemplates']),
    requestParameters: texts(value['requestParameters']),
    passthroughBehavior: passthroughOf(value['passthroughBehavior']),
    contentHandling: contentHandlingOf(value['contentHandling']),
    timeoutMs: typeof timeout === 'number' ? timeout : 29_000,
    credentials: optionalText(value['credentials']),
    cacheNamespace: optionalText(value['cacheNamespace']),
    responses: Object.entries(jsonObject(value['responses'])).map(([pattern, response]) =>
      integrationResponseOf(pattern, jsonObject(response)),
    ),
  };
}

function typeOf(value: Json | undefined): Integration['type'] {
  const type = text(value).toUpperCase();
  if (type === 'AWS_PROXY' || type === 'AWS' || type === 'MOCK') return type;
  throw new Error(
    `x-amazon-apigateway-integration.type: "${text(value)}" is not aws_proxy, aws or mock`,
  );
}

function passthroughOf(value: Json | undefined): Integration['passthroughBehavior'] {
  const behavior = text(value).toUpperCase();
  return PASSTHROUGH_BEHAVIORS.find((known) => known === behavior) ?? 'WHEN_NO_MATCH';
}

function contentHandlingOf(value: Json | undefined): Integration['contentHandling'] {
  return value === 'CONVERT_TO_BINARY' || value === 'CONVERT_TO_TEXT' ? value : undefined;
}

function integrationResponseOf(pattern: string, response: JsonObject): IntegrationResponse {
  return {
    statusCode: text(response['statusCode']),
    selectionPattern: pattern === 'default' ? undefined : pattern,
    responseParameters: texts(response['responseParameters']),
    responseTemplates: texts(response['responseTemplates']),
    contentHandling: contentHandlingOf(response['contentHandling']),
  };
}

function texts(value: Json | undefined): Templates & ParameterMapping {
  return Object.fromEntries(
    Object.entries(jsonObject(value)).map(([name, one]) => [name, text(one)]),
  );
}

function optionalText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
