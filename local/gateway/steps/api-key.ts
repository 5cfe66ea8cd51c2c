import type { Exchange } from '../exchange';
import { GatewayFailure } from '../gateway-failure';
import type { Step } from '../gateway-services';
import { headerOf } from '../headers';
import { findApiKey } from '../usage';

/**
 * Finds the caller's API key among the usage plans of the stage.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 */
export const apiKey: Step = (exchange, { authorization }) => {
  if (exchange.route?.method.apiKeyRequired !== true || !authorization) return;
  const found = findApiKey(exchange.stage, valueOf(exchange));
  if (found.kind === 'refused') throw new GatewayFailure('INVALID_API_KEY');
  exchange.apiKey = found.apiKey;
  exchange.usagePlan = found.plan;
};

function valueOf({ api, authorizer, headers }: Exchange): string | undefined {
  return api.apiKeySource === 'AUTHORIZER'
    ? authorizer?.usageIdentifierKey
    : headerOf(headers, 'x-api-key');
}
