import { multiValues, singleValues } from '../headers';
import type { AuthorizerRequest } from './authorizer-request';

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
    headers: singleValues(request.headers),
    multiValueHeaders: multiValues(request.headers),
    queryStringParameters: singleValues(request.query),
    multiValueQueryStringParameters: multiValues(request.query),
    pathParameters: request.pathParameters,
    stageVariables: request.stageVariables,
    requestContext: request.requestContext,
  };
}
