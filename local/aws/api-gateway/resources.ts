import type { Integration, Method, Resource, RestApi } from '../../rest-api';

/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Resource.html
 *
 * @param embedsMethods Whether the methods are told in full; else only which there are.
 */
export function resourceSummary(api: RestApi, resource: Resource, embedsMethods: boolean): unknown {
  const { id, path, methods } = resource;
  const parentPath = path.slice(0, path.lastIndexOf('/')) || '/';
  const parent = api.resources.find((candidate) => candidate.path === parentPath);
  return {
    id,
    ...(path !== '/' && {
      parentId: parent?.id,
      pathPart: path.slice(path.lastIndexOf('/') + 1),
    }),
    path,
    ...(methods.length > 0 && {
      resourceMethods: Object.fromEntries(
        methods.map((method) => [method.httpMethod, embedsMethods ? methodSummary(method) : {}]),
      ),
    }),
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Method.html */
export function methodSummary(method: Method): unknown {
  const { integration, responses } = method;
  return {
    httpMethod: method.httpMethod,
    authorizationType: method.authorization,
    authorizerId: method.authorizerId,
    apiKeyRequired: method.apiKeyRequired,
    operationName: method.operationName,
    requestParameters: filled(method.requestParameters),
    requestModels: filled(method.requestModels),
    ...(method.authorizationScopes.length > 0 && {
      authorizationScopes: method.authorizationScopes,
    }),
    methodResponses: filled(
      Object.fromEntries(
        responses.map(({ statusCode, parameters, models }) => [
          statusCode,
          {
            statusCode,
            responseParameters: filled(parameters),
            responseModels: filled(models),
          },
        ]),
      ),
    ),
    ...(integration !== undefined && { methodIntegration: integrationSummary(integration) }),
  };
}

function integrationSummary(integration: Integration): unknown {
  return {
    type: integration.type,
    httpMethod: integration.httpMethod,
    uri: integration.uri === '' ? undefined : integration.uri,
    credentials: integration.credentials,
    requestParameters: filled(integration.requestParameters),
    requestTemplates: filled(integration.requestTemplates),
    passthroughBehavior: integration.passthroughBehavior,
    contentHandling: integration.contentHandling,
    timeoutInMillis: integration.timeoutMs,
    cacheNamespace: integration.cacheNamespace,
    cacheKeyParameters: [],
    integrationResponses: filled(
      Object.fromEntries(
        integration.responses.map((response) => [
          response.statusCode,
          {
            statusCode: response.statusCode,
            selectionPattern: response.selectionPattern,
            responseParameters: filled(response.responseParameters),
            responseTemplates: filled(response.responseTemplates),
            contentHandling: response.contentHandling,
          },
        ]),
      ),
    ),
  };
}

/** AWS leaves an empty map out. */
function filled<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> | undefined {
  return Object.keys(map).length > 0 ? map : undefined;
}
