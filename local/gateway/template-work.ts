/** What the integration request and the integration response both do with mapping templates. */
import { contextVariables } from './context-variables';
import type { Exchange } from './exchange';
import { configurationError, GatewayFailure } from './gateway-failure';
import type { GatewayServices } from './gateway-services';
import { ContentError } from './mapping/content-handling';
import { PayloadError, TemplateError, type RenderedTemplate } from './mapping/mapping-template';
import { ParameterMappingError } from './mapping/parameter-mapping';
import { templateParams } from './method-request';

type Phase = 'request' | 'response';

/** Renders a template of the method; the response's sees what the request's has overridden. */
export function renderTemplate(
  exchange: Exchange,
  { templates }: GatewayServices,
  work: { readonly phase: Phase; readonly template: string; readonly body: string },
): RenderedTemplate {
  return templates.get(work.template).render({
    phase: work.phase,
    body: work.body,
    // Templates read few of these: what one does not read is not made.
    get params() {
      return templateParams(exchange);
    },
    get context() {
      return contextVariables(exchange);
    },
    stageVariables: exchange.stageVariables,
    overrides: exchange.integrationRequest?.overrides,
  });
}

/**
 * Runs a mapping, and says in the gateway's words what it refuses: a client's broken JSON is the client's fault, all else
 * the API's own.
 *
 * @throws GatewayFailure
 */
export function mapped<T>(phase: Phase, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (phase === 'request' && isInvalidPayload(error)) {
      throw new GatewayFailure('BAD_REQUEST_BODY', { message: 'Invalid JSON in request body' });
    }
    const isOurs =
      error instanceof TemplateError ||
      error instanceof ContentError ||
      error instanceof ParameterMappingError;
    throw isOurs ? configurationError(error.message) : error;
  }
}

function isInvalidPayload(error: unknown): boolean {
  return (
    error instanceof PayloadError ||
    (error instanceof ParameterMappingError && error.reason === 'invalid-payload')
  );
}
