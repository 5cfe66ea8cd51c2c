/** Members of an access log line to the context variables they hold; nothing that a caller sent as a secret. */
const MEMBERS = {
  requestId: 'requestId',
  extendedRequestId: 'extendedRequestId',
  requestTime: 'requestTime',
  ip: 'identity.sourceIp',
  userAgent: 'identity.userAgent',
  apiKeyId: 'identity.apiKeyId',
  principalId: 'authorizer.principalId',
  httpMethod: 'httpMethod',
  resourcePath: 'resourcePath',
  path: 'path',
  status: 'status',
  protocol: 'protocol',
  responseLength: 'responseLength',
  responseLatency: 'responseLatency',
  integrationLatency: 'integrationLatency',
  integrationStatus: 'integration.status',
  authorizerError: 'authorizer.error',
  errorType: 'error.responseType',
  errorMessage: 'error.message',
  xrayTraceId: 'xrayTraceId',
};

/**
 * One JSON object a request.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const ACCESS_LOG_FORMAT = JSON.stringify(
  Object.fromEntries(
    Object.entries(MEMBERS).map(([member, variable]) => [member, `$context.${variable}`]),
  ),
);
