import { evaluatePolicy } from '../../iam/policy';
import { GatewayFailure } from '../gateway-failure';
import type { Step } from '../gateway-services';
import { headerOf } from '../headers';
import { authorizedArn } from './authorized-arn';

/**
 * The API's own policy: who may call at all. Callers are anonymous here, since no method asks for a signature.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export const resourcePolicy: Step = (exchange) => {
  const { api, request, headers } = exchange;
  if (api.policy === undefined || api.policy.trim() === '') return;
  const resource = authorizedArn(exchange);
  const decision = evaluatePolicy(api.policy, {
    action: 'execute-api:Invoke',
    resource,
    principal: '*',
    context: {
      'aws:SourceIp': request.sourceIp,
      'aws:UserAgent': headerOf(headers, 'user-agent') ?? '',
      'aws:SecureTransport': 'true',
    },
  });
  if (decision === 'allow') return;
  // AWS hides all but the last four digits of the account.
  const shown = resource.replace(/:\d{8}(\d{4}):/, ':********$1:');
  throw new GatewayFailure('ACCESS_DENIED', {
    message: `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${shown}${
      decision === 'explicit-deny' ? ' with an explicit deny' : ''
    }`,
  });
};
