/**
 * Members of an access log line to the context variables they hold. Nothing that a caller sent as a secret, and nothing
 * about a person: no address, no browser, no subject of a token. The key's id and the request's are enough to find what
 * happened.
 */
const MEMBERS = {
  requestId: 'requestId',
  extendedRequestId: 'extendedRequestId',
  requestTime: 'requestTime',
  apiKeyId: 'identity.apiKeyId',
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
