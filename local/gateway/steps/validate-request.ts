import { GatewayFailure } from '../gateway-failure';
import type { Step } from '../gateway-services';
import { headerOf } from '../headers';
import { validateRequest as validate } from '../validate-request';

/** Required parameters, and the body against the model of its content type. */
export const validateRequest: Step = (exchange, { models }) => {
  const { api, route, request, headers, target } = exchange;
  if (route?.method.requestValidator === undefined) return;
  const refusal = validate({
    method: route.method,
    models: models(api.id),
    headers: exchange.eventHeaders,
    query: target.query,
    pathParameters: route.pathParameters,
    contentType: headerOf(headers, 'content-type'),
    body: request.body.toString('utf8'),
  });
  if (refusal === undefined) return;
  const { responseType, message, validationError } = refusal;
  throw new GatewayFailure(responseType, { message, validationError });
};
