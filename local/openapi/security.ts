import type { Authorizer, Method, RestApi } from '../rest-api';
import { present, type Json, type JsonObject } from './json';

const API_KEY = 'api_key';

/** Name of the security scheme of each authorizer, by authorizer id. */
export function authorizerNames(api: RestApi): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.values(api.authorizers).map(({ id, name }) => [id, name]));
}

/** What the operation asks of its caller: all of the schemes in the one requirement. */
export function securityOf(
  method: Method,
  names: Readonly<Record<string, string>>,
): Json[] | undefined {
  const authorizer = method.authorizerId === undefined ? undefined : names[method.authorizerId];
  const schemes = {
    ...(method.authorization === 'CUSTOM' && authorizer !== undefined ? { [authorizer]: [] } : {}),
    ...(method.apiKeyRequired ? { [API_KEY]: [] } : {}),
  };
  return Object.keys(schemes).length === 0 ? undefined : [schemes];
}

/**
 * The schemes of the document. An authorizer is told as the header it reads: OpenAPI has no word for a Lambda
 * authorizer, and API Gateway's own export does the same.
 */
export function securitySchemes(api: RestApi, withExtensions: boolean): JsonObject {
  const usesKey = api.resources.some(({ methods }) => methods.some((one) => one.apiKeyRequired));
  return {
    ...(usesKey ? { [API_KEY]: { type: 'apiKey', name: 'x-api-key', in: 'header' } } : {}),
    ...Object.fromEntries(
      Object.values(api.authorizers).map((authorizer) => [
        authorizer.name,
        schemeOf(authorizer, withExtensions),
      ]),
    ),
  };
}

function schemeOf(authorizer: Authorizer, withExtensions: boolean): JsonObject {
  const [source] = authorizer.identitySources;
  const [, place, name] = /^method\.request\.(header|querystring)\.(.+)$/.exec(source ?? '') ?? [];
  return {
    type: 'apiKey',
    name: name ?? 'Unused',
    in: place === 'querystring' ? 'query' : 'header',
    'x-amazon-apigateway-authtype': withExtensions ? 'custom' : undefined,
    'x-amazon-apigateway-authorizer': withExtensions ? authorizerExtension(authorizer) : undefined,
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function authorizerExtension(authorizer: Authorizer): JsonObject {
  return present({
    authorizerUri: authorizer.uri,
    authorizerCredentials: authorizer.credentials,
    authorizerResultTtlInSeconds: authorizer.ttlSeconds,
    identityValidationExpression: authorizer.identityValidationExpression,
    identitySource:
      authorizer.type === 'REQUEST' ? authorizer.identitySources.join(', ') : undefined,
    type: authorizer.type === 'REQUEST' ? 'request' : 'token',
  });
}
