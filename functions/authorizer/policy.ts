import type { APIGatewayAuthorizerResult, PolicyDocument } from 'aws-lambda';
import type { Grant } from './settings';
import { TokenRefusedError, type Caller } from './token';

/** `arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/dev/GET/items/1`, up to the stage. */
const METHOD_ARN = /^(arn:[\w-]+:execute-api:[\w-]+:\d{12}:\w+\/[\w-]+)\/[A-Z]+(?:\/|$)/;

/**
 * The policy of a caller: every method of this API and stage that the caller's scopes open, not just the one called, since
 * API Gateway keeps it for all of them. A caller whose scopes open nothing is denied.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 *
 * @throws TokenRefusedError when the method ARN is not API Gateway's.
 */
export function policyFor(
  { subject, scopes }: Caller,
  grants: readonly Grant[],
  methodArn: unknown,
): APIGatewayAuthorizerResult {
  const stageArn = typeof methodArn === 'string' ? METHOD_ARN.exec(methodArn)?.[1] : undefined;
  if (stageArn === undefined) throw new TokenRefusedError('no method ARN');
  const used = grants.filter((grant) => scopes.includes(grant.scope));
  const methods = [...new Set(used.flatMap((grant) => grant.methods))];
  return {
    principalId: subject,
    policyDocument:
      methods.length === 0
        ? policy('Deny', [`${stageArn}/*`])
        : policy(
            'Allow',
            methods.map((method) => `${stageArn}/${method}`),
          ),
    // Scopes that open nothing here are none of the handlers' business.
    context: { sub: subject, scope: used.map((grant) => grant.scope).join(' ') },
  };
}

function policy(Effect: 'Allow' | 'Deny', Resource: string[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }],
  };
}
