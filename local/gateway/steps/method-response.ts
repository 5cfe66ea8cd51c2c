import { configurationError } from '../gateway-failure';
import type { Step } from '../gateway-services';
import { sentHeaders } from '../headers';

/**
 * The last of the mapping: the response must be one that the method declares, and headers that are the gateway's own
 * come out under another name.
 */
export const methodResponse: Step = (exchange) => {
  const { response, route, integrationResponse } = exchange;
  const integration = route?.method.integration;
  if (response === undefined || integration === undefined) {
    throw configurationError('there is no response');
  }
  if (
    integrationResponse !== undefined &&
    route?.method.responses.every(({ statusCode }) => statusCode !== integrationResponse.statusCode)
  ) {
    throw configurationError(`${integrationResponse.statusCode} is no method response`);
  }
  const headers = sentHeaders(response.headers, integration.type);
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  exchange.response = {
    ...response,
    headers: [
      ...headers,
      ...(hasType ? [] : [['Content-Type', 'application/json'] as const]),
      ...(integration.type === 'MOCK' ? [] : [['X-Amzn-Trace-Id', exchange.traceId] as const]),
    ],
  };
};
