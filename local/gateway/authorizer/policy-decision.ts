import { evaluatePolicy, type PolicyDecision } from '../../iam/policy';
import type { AuthorizerRequest } from './authorizer-request';
import { readIdentitySource } from './identity-source';

const MS_PER_SECOND = 1000;

/**
 * What an authorizer's policy says to a request.
 *
 * @param now milliseconds since the epoch, for conditions on the time.
 */
export function decidePolicy(
  request: AuthorizerRequest,
  policyDocument: unknown,
  now: number,
): PolicyDecision {
  return evaluatePolicy(policyDocument, {
    action: 'execute-api:Invoke',
    resource: request.methodArn,
    principal: '*',
    context: conditionContext(request, now),
  });
}

/** The condition keys that hold for a request from the internet, which on AWS is always one over TLS. */
function conditionContext(
  request: AuthorizerRequest,
  now: number,
): Readonly<Record<string, string>> {
  const entries = [
    ['aws:CurrentTime', new Date(now).toISOString()],
    ['aws:EpochTime', String(Math.floor(now / MS_PER_SECOND))],
    ['aws:Referer', readIdentitySource(request, 'method.request.header.Referer').at(-1)],
    ['aws:SecureTransport', 'true'],
    ['aws:SourceIp', request.contextValue('identity.sourceIp')],
    ['aws:UserAgent', request.contextValue('identity.userAgent')],
  ] as const;
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
