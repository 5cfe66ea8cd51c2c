import { GatewayFailure } from '../gateway-failure';
import type { Step } from '../gateway-services';

/** Finds the resource and the method; without one, AWS asks for the token that a signed call would carry. */
export const route: Step = (exchange, { router }) => {
  const { api, request, target } = exchange;
  exchange.route = router(api.id).match(request.method, target.path);
  if (exchange.route === undefined) throw new GatewayFailure('MISSING_AUTHENTICATION_TOKEN');
};
