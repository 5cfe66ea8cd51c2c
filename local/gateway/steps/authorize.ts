import type { AuthorizerRequest } from '../authorizer';
import { contextVariables, variableText } from '../context-variables';
import type { Exchange } from '../exchange';
import { configurationError, GatewayFailure } from '../gateway-failure';
import type { Step } from '../gateway-services';
import { requestContext } from '../proxy-event';
import { authorizedArn } from './authorized-arn';

/** Asks the method's Lambda authorizer, or its cache. */
export const authorize: Step = async (exchange, { authorizers, authorization }) => {
  const method = exchange.route?.method;
  if (method?.authorization !== 'CUSTOM' || !authorization) return;
  const outcome = await authorizers.authorize(authorizerRequest(exchange, method.authorizerId));
  const { cached, latencyMs, requestId, principalId, context = {} } = outcome;
  exchange.authorizer = {
    principalId,
    context,
    cached,
    latencyMs,
    requestId,
    ...(outcome.kind === 'allowed'
      ? { usageIdentifierKey: outcome.usageIdentifierKey, status: 200, error: undefined }
      : { usageIdentifierKey: undefined, status: outcome.status, error: outcome.reason }),
  };
  if (outcome.kind === 'refused') {
    const { message, reason } = outcome;
    throw new GatewayFailure(outcome.responseType, { message, reason });
  }
};

function authorizerRequest(exchange: Exchange, id: string | undefined): AuthorizerRequest {
  const { api, stage, route, target, region, accountId } = exchange;
  const authorizer = api.authorizers[id ?? ''];
  if (authorizer === undefined || route === undefined) {
    throw configurationError(`the method names no authorizer of this API: ${id ?? 'none'}`);
  }
  return {
    api,
    stage,
    stageVariables: exchange.stageVariables,
    authorizer,
    methodArn: authorizedArn(exchange),
    authorizerArn: `arn:aws:execute-api:${region}:${accountId}:${api.id}/authorizers/${authorizer.id}`,
    traceId: exchange.traceId,
    httpMethod: exchange.request.method,
    path: target.eventPath,
    resourcePath: route.resource.path,
    resourceId: route.resource.id,
    headers: exchange.eventHeaders,
    query: target.query,
    pathParameters: route.pathParameters,
    requestContext: requestContext(exchange),
    contextValue: (name) => variableText(contextVariables(exchange), name),
  };
}
