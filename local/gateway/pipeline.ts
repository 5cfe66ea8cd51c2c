import type { Exchange, ResponseDraft } from './exchange';
import { GatewayFailure } from './gateway-failure';
import { gatewayResponse } from './gateway-response';
import type { GatewayServices, Step } from './gateway-services';
import { apiKey } from './steps/api-key';
import { authorize } from './steps/authorize';
import { integration } from './steps/integration';
import { integrationRequest } from './steps/integration-request';
import { integrationResponse } from './steps/integration-response';
import { methodResponse } from './steps/method-response';
import { resourcePolicy } from './steps/resource-policy';
import { route } from './steps/route';
import { throttle } from './steps/throttle';
import { validateRequest } from './steps/validate-request';

/** A request's way through API Gateway, in AWS's order. */
export const PIPELINE: readonly (readonly [name: string, step: Step])[] = [
  ['route', route],
  ['resource policy', resourcePolicy],
  ['authorizer', authorize],
  ['API key', apiKey],
  ['throttle and quota', throttle],
  ['request validation', validateRequest],
  ['integration request', integrationRequest],
  ['integration', integration],
  ['integration response', integrationResponse],
  ['method response', methodResponse],
];

/** Runs the steps; the first failure ends them in its gateway response. */
export async function runPipeline(
  exchange: Exchange,
  services: GatewayServices,
): Promise<ResponseDraft> {
  try {
    for (const [step, run] of PIPELINE) {
      const started = performance.now();
      try {
        const running = run(exchange, services);
        // Most steps are synchronous: no turn of the event loop for those.
        if (running !== undefined) await running;
      } finally {
        exchange.timings.push({ step, durationMs: performance.now() - started });
      }
    }
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error;
    exchange.failure = error;
    exchange.response = gatewayResponse(exchange, error);
  }
  if (exchange.response === undefined) throw new Error('the pipeline ended without a response');
  return exchange.response;
}
