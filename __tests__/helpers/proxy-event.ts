import type { APIGatewayProxyEvent } from 'aws-lambda';

/** The parts of a proxy event that tests vary. */
export interface EventParts {
  readonly httpMethod?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pathParameters?: Record<string, string>;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly stage?: string;
  readonly stageVariables?: Record<string, string> | null;
  readonly apiKeyId?: string | null;
}

/**
 * The event that a REST API's proxy integration hands to a function.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyEvent(parts: EventParts = {}): APIGatewayProxyEvent {
  const { httpMethod = 'GET', path = '/', headers = {}, stage = 'dev' } = parts;
  return {
    httpMethod,
    path,
    resource: path,
    headers: { ...headers },
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, [v]])),
    pathParameters: parts.pathParameters ?? null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: parts.stageVariables ?? null,
    body: parts.body ?? null,
    isBase64Encoded: parts.isBase64Encoded ?? false,
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef1234',
      authorizer: null,
      httpMethod,
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: parts.apiKeyId === undefined ? 'secret-key' : null,
        apiKeyId: parts.apiKeyId === undefined ? 'key-1' : parts.apiKeyId,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: 'jest',
        userArn: null,
      },
      path: `/${stage}${path}`,
      protocol: 'HTTP/1.1',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      requestTimeEpoch: 1_780_000_000_000,
      resourceId: '123456',
      resourcePath: path,
      stage,
    },
  };
}
