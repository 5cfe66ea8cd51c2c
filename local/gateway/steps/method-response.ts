import { isFinalStatus } from '../final-status';
import { configurationError, GatewayFailure } from '../gateway-failure';
import type { Step } from '../gateway-services';
import { headerOf, isSendable, sentHeaders } from '../headers';

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
  const headers = [...sentHeaders(response.headers, integration.type)];
  if (headerOf(headers, 'content-type') === undefined) {
    headers.push(['Content-Type', 'application/json']);
  }
  const broken = headers.find((header) => !isSendable(header));
  if (broken !== undefined) {
    const name = JSON.stringify(broken[0]);
    const reason = `the response header ${name} has a name or a value that HTTP cannot carry`;
    throw unsendable(reason, integration.type);
  }
  if (!isFinalStatus(response.statusCode)) {
    throw unsendable(`the status ${response.statusCode} ends no request`, integration.type);
  }
  if (integration.type !== 'MOCK') headers.push(['X-Amzn-Trace-Id', exchange.traceId]);
  exchange.response = { statusCode: response.statusCode, headers, body: response.body };
};

/** HTTP cannot carry the response: the fault of the function that answered with it, or of the mapping. */
function unsendable(reason: string, integrationType: string): GatewayFailure {
  return integrationType === 'AWS_PROXY'
    ? new GatewayFailure('DEFAULT_5XX', { statusCode: 502, reason })
    : configurationError(reason);
}
