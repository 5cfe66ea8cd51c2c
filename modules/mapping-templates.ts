import type { RequestTemplate } from './rest-api-definition';
import { unknownWord } from './unreachable';

/**
 * What clients send a body as. Without a template for its type a body would reach the function as it is, or be refused:
 * `curl -d` says `application/x-www-form-urlencoded` unless told otherwise.
 */
const JSON_TYPES = ['application/json', 'application/x-www-form-urlencoded'];
const ANY_TYPES = [
  ...JSON_TYPES,
  'text/plain',
  'text/xml',
  'application/xml',
  'application/octet-stream',
  'multipart/form-data',
];

/** Context values that the passthrough event carries, by the name they have there. */
const CONTEXT = {
  'account-id': 'identity.accountId',
  'api-id': 'apiId',
  'api-key': 'identity.apiKey',
  'authorizer-principal-id': 'authorizer.principalId',
  caller: 'identity.caller',
  'cognito-authentication-provider': 'identity.cognitoAuthenticationProvider',
  'cognito-authentication-type': 'identity.cognitoAuthenticationType',
  'cognito-identity-id': 'identity.cognitoIdentityId',
  'cognito-identity-pool-id': 'identity.cognitoIdentityPoolId',
  'http-method': 'httpMethod',
  stage: 'stage',
  'source-ip': 'identity.sourceIp',
  user: 'identity.user',
  'user-agent': 'identity.userAgent',
  'user-arn': 'identity.userArn',
  'request-id': 'requestId',
  'resource-id': 'resourceId',
  'resource-path': 'resourcePath',
};

/** A member of a JSON object whose text a client may have chosen: escaped, `\'` undone since JSON has no such escape. */
function escaped(expression: string): string {
  return `"$util.escapeJavaScript(${expression}).replaceAll("\\\\'", "'")"`;
}

/** All of these are AWS's own words, but the user agent is the client's. A missing one prints nothing. */
function contextMember(value: string): string {
  return value === 'identity.userAgent' ? escaped(`$context.${value}`) : `"$context.${value}"`;
}

/** A map as a JSON object of texts. */
function members(map: string): string {
  return `{#foreach($name in ${map}.keySet())${escaped('$name')}: ${escaped(`${map}.get($name)`)}#if($foreach.hasNext), #end#end}`;
}

/**
 * The whole request as one JSON object: body, parameters, stage variables, context.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
const PASSTHROUGH = `#set($params = $input.params())
#set($path = $params.get("path"))
#set($querystring = $params.get("querystring"))
#set($header = $params.get("header"))
{
  "body-json": $input.json('$'),
  "params": {
    "path": ${members('$path')},
    "querystring": ${members('$querystring')},
    "header": ${members('$header')}
  },
  "stage-variables": ${members('$stageVariables')},
  "context": {
${Object.entries(CONTEXT)
  .map(([name, value]) => `    "${name}": ${contextMember(value)}`)
  .join(',\n')}
  }
}
`;

/** The templates by content type that a route's `request` stands for. */
export function requestTemplates(request: RequestTemplate): Record<string, string> {
  if (typeof request === 'object') return request;
  switch (request) {
    case 'passthrough':
      return byType(JSON_TYPES, PASSTHROUGH);
    case 'empty':
      return byType(ANY_TYPES, '{}');
    default:
      throw unknownWord(request, 'request');
  }
}

function byType(types: readonly string[], template: string): Record<string, string> {
  return Object.fromEntries(types.map((type) => [type, template]));
}
