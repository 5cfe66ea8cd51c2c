/**
 * The event of a Lambda proxy integration, format 1.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
import { domainOf, requestTime } from './context-variables';
import type { Exchange } from './exchange';
import { headerOf, multiValues, singleValues } from './headers';
import { convertContent } from './mapping/content-handling';

/** The whole event; a map without members is `null`, as on AWS. */
export function proxyEvent(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { request, target, route } = exchange;
  const headers = exchange.eventHeaders;
  const content = requestContent(exchange);
  return {
    resource: route?.resource.path,
    path: target.eventPath,
    httpMethod: request.method,
    headers: orNull(singleValues(headers)),
    multiValueHeaders: orNull(multiValues(headers)),
    queryStringParameters: orNull(singleValues(target.query)),
    multiValueQueryStringParameters: orNull(multiValues(target.query)),
    pathParameters: orNull(route?.pathParameters ?? {}),
    stageVariables: orNull(exchange.stageVariables),
    requestContext: requestContext(exchange),
    body: content.body,
    isBase64Encoded: content.isBase64Encoded,
  };
}

/** `requestContext` of proxy events and of REQUEST authorizers. */
export function requestContext(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { api, stage, request, route, target, authorizer } = exchange;
  const operationName = route?.method.operationName;
  const { domainName, domainPrefix } = domainOf(exchange);
  return {
    resourceId: route?.resource.id,
    ...(authorizer !== undefined && { authorizer: authorizerMember(authorizer) }),
    ...(operationName !== undefined && { operationName }),
    resourcePath: route?.resource.path,
    httpMethod: request.method,
    extendedRequestId: exchange.extendedRequestId,
    requestTime: requestTime(exchange.startedAt),
    path: target.fullPath,
    accountId: exchange.accountId,
    protocol: request.protocol,
    stage: stage.name,
    domainName,
    domainPrefix,
    requestTimeEpoch: exchange.startedAt,
    requestId: exchange.requestId,
    identity: identity(exchange),
    deploymentId: stage.deploymentId,
    apiId: api.id,
    ...(stage.canary !== undefined && { isCanaryRequest: exchange.isCanary }),
  };
}

function authorizerMember(authorizer: NonNullable<Exchange['authorizer']>): unknown {
  return {
    ...authorizer.context,
    principalId: authorizer.principalId,
    integrationLatency: authorizer.latencyMs,
  };
}

function identity(exchange: Exchange): Readonly<Record<string, string | null>> {
  const { apiKey, request, headers } = exchange;
  return {
    cognitoIdentityPoolId: null,
    ...(apiKey !== undefined && { apiKey: apiKey.value, apiKeyId: apiKey.id }),
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp: request.sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: headerOf(headers, 'user-agent') ?? null,
    user: null,
  };
}

function requestContent({ request, headers, api }: Exchange): {
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
} {
  if (request.body.length === 0) return { body: null, isBase64Encoded: false };
  const content = convertContent({
    phase: 'request',
    bytes: request.body,
    binaryMediaTypes: api.binaryMediaTypes,
    contentHandling: undefined,
    contentType: headerOf(headers, 'content-type'),
    accept: undefined,
  });
  return content.kind === 'text'
    ? { body: content.text, isBase64Encoded: false }
    : { body: content.bytes.toString('base64'), isBase64Encoded: true };
}

function orNull<T extends object>(values: T): T | null {
  return Object.keys(values).length === 0 ? null : values;
}
