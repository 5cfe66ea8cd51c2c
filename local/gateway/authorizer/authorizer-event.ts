import type { AuthorizerRequest, Pairs } from './authorizer-request';

/**
 * What a TOKEN authorizer's function gets.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function tokenEvent(request: AuthorizerRequest, authorizationToken: string): object {
  return { type: 'TOKEN', methodArn: request.methodArn, authorizationToken };
}

/**
 * What a REQUEST authorizer's function gets: all of the request but its body. Unlike in the event of an
 * integration, what there is none of is an empty object and not `null`.
 */
export function requestEvent(request: AuthorizerRequest): object {
  return {
    type: 'REQUEST',
    methodArn: request.methodArn,
    resource: request.resourcePath,
    path: request.path,
    httpMethod: request.httpMethod,
    headers: lastValues(request.headers),
    multiValueHeaders: allValues(request.headers),
    queryStringParameters: lastValues(request.query),
    multiValueQueryStringParameters: allValues(request.query),
    pathParameters: request.pathParameters,
    stageVariables: request.stageVariables,
    requestContext: request.requestContext,
  };
}

function lastValues(pairs: Pairs): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs);
}

function allValues(pairs: Pairs): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return Object.fromEntries(values);
}
