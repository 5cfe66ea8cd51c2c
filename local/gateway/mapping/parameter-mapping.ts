import type { ParameterMapping } from '../../rest-api';

/** Every value of every name, in the order received; header names in any case. */
export type MultiValues = Readonly<Record<string, readonly string[]>>;

/** What a request mapping may read. */
export interface MethodRequest {
  readonly headers: MultiValues;
  readonly querystring: MultiValues;
  readonly path: Readonly<Record<string, string>>;
  readonly body: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** What an `integration.response` mapping may read. */
export interface IntegrationResponseSource {
  readonly headers: MultiValues;
  readonly body: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

export interface MappedRequest {
  readonly header: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string | readonly string[]>>;
  readonly path: Readonly<Record<string, string>>;
}

/** A mapping whose target API Gateway refuses when a request comes: a reserved header, or no known place. */
export class ParameterMappingError extends Error {
  override readonly name = 'ParameterMappingError';
}

/**
 * `integration.request.X` targets from the method request.
 *
 * @throws ParameterMappingError for a target header that API Gateway keeps for itself.
 */
export function mapRequestParameters(
  mapping: ParameterMapping,
  source: MethodRequest,
): MappedRequest {
  throw new ParameterMappingError(`not built yet: ${JSON.stringify([mapping, source])}`);
}

/** `method.response.header.X` targets from the integration's response; several values stay a list. */
export function mapResponseParameters(
  mapping: ParameterMapping,
  source: IntegrationResponseSource,
): Readonly<Record<string, string | readonly string[]>> {
  throw new ParameterMappingError(`not built yet: ${JSON.stringify([mapping, source])}`);
}

/** `gatewayresponse.header.X` targets from the method request (no body: it may not have been read). */
export function mapGatewayResponseParameters(
  mapping: ParameterMapping,
  source: MethodRequest,
): Readonly<Record<string, string>> {
  throw new ParameterMappingError(`not built yet: ${JSON.stringify([mapping, source])}`);
}
