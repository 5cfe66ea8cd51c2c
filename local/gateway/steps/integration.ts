import type { Exchange, IntegrationResult } from '../exchange';
import { configurationError } from '../gateway-failure';
import type { GatewayServices, Step } from '../gateway-services';
import { invokeLambda } from '../integrations/lambda';
import { invokeLambdaProxy } from '../integrations/lambda-proxy';
import { answerMock } from '../integrations/mock';

/** Asks the backend. */
export const integration: Step = async (exchange, services) => {
  const started = performance.now();
  try {
    exchange.integrationResult = await call(exchange, services);
  } finally {
    exchange.integrationLatencyMs = Math.round(performance.now() - started);
  }
};

function call(
  exchange: Exchange,
  { invoker }: GatewayServices,
): IntegrationResult | Promise<IntegrationResult> {
  const request = exchange.integrationRequest;
  if (request === undefined) throw configurationError('there is no integration request');
  switch (request.integration.type) {
    case 'AWS_PROXY':
      return invokeLambdaProxy(exchange, request, invoker);
    case 'AWS':
      return invokeLambda(exchange, request, invoker);
    case 'MOCK':
      return answerMock(request);
  }
}
