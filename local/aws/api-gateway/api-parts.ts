import type { Authorizer, GatewayResponse, Model } from '../../rest-api';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html */
export function authorizerSummary(authorizer: Authorizer): unknown {
  return {
    id: authorizer.id,
    name: authorizer.name,
    type: authorizer.type,
    authType: 'custom',
    authorizerUri: authorizer.uri,
    authorizerCredentials: authorizer.credentials,
    identitySource: authorizer.identitySources.join(','),
    identityValidationExpression: authorizer.identityValidationExpression,
    authorizerResultTtlInSeconds: authorizer.ttlSeconds,
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Model.html */
export function modelSummary({ name, description, schema, contentType }: Model): unknown {
  // The laptop has no ids for models; a name is one of a kind within its API.
  return { id: name, name, description, schema, contentType };
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_GatewayResponse.html */
export function gatewayResponseSummary(response: GatewayResponse): unknown {
  return { ...response, defaultResponse: false };
}
