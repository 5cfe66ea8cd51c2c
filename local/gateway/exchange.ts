import type {
  ApiKey,
  Integration,
  IntegrationResponse,
  RestApi,
  Stage,
  UsagePlan,
} from '../rest-api';
import type { GatewayRequest } from './gateway';
import type { GatewayFailure } from './gateway-failure';
import type { HeaderPairs } from './headers';
import type { ContextOverrides } from './mapping/mapping-template';
import type { MultiValues } from './mapping/parameter-mapping';
import type { RequestTarget } from './request-target';
import type { Route } from './router';

/**
 * One request on its way, and what the steps found out about it. A step reads what earlier ones left and adds its own;
 * what no step has reached yet is `undefined`.
 */
export interface Exchange {
  readonly request: GatewayRequest;
  readonly api: RestApi;
  readonly stage: Stage;
  readonly accountId: string;
  readonly region: string;
  /** Of the stage, with a canary's overrides. */
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly isCanary: boolean;
  readonly target: RequestTarget;
  /** Without what ends at the gateway's door. */
  readonly headers: HeaderPairs;
  /** `headers`, and those that API Gateway adds. */
  readonly eventHeaders: HeaderPairs;
  readonly requestId: string;
  /** `x-amz-apigw-id`. */
  readonly extendedRequestId: string;
  /** The value of `X-Amzn-Trace-Id`. */
  readonly traceId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;

  route: Route | undefined;
  authorizer: AuthorizerResult | undefined;
  apiKey: ApiKey | undefined;
  usagePlan: UsagePlan | undefined;
  /** What the plan's quota still holds after this request; `undefined`: no quota. */
  quotaRemaining: number | undefined;
  integrationRequest: IntegrationRequest | undefined;
  integrationResult: IntegrationResult | undefined;
  integrationResponse: IntegrationResponse | undefined;
  /** Milliseconds in the backend. */
  integrationLatencyMs: number | undefined;
  /** Request id of the backend's own call. */
  backendRequestId: string | undefined;
  response: ResponseDraft | undefined;
  failure: GatewayFailure | undefined;
  /** Milliseconds of each step that ran, in order. */
  readonly timings: { readonly step: string; readonly durationMs: number }[];
}

/** What the authorizer said, for events, templates and the access log. */
export interface AuthorizerResult {
  readonly principalId: string | undefined;
  /** Its context, as text. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string | undefined;
  readonly cached: boolean;
  readonly latencyMs: number;
  /** Of the function's invocation; `undefined`: it was not called. */
  readonly requestId: string | undefined;
  /** What came of asking: 200 where a policy answered, 401 or 500. */
  readonly status: number;
  /** Why the request was refused, for the logs alone. */
  readonly error: string | undefined;
}

/** What goes to the backend. */
export interface IntegrationRequest {
  readonly integration: Integration;
  /** JSON text; of a mock the rendered template. */
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly path: Readonly<Record<string, string>>;
  /** What the request template left for the response template. */
  readonly overrides: ContextOverrides | undefined;
}

/** What came back. */
export type IntegrationResult =
  | { readonly kind: 'proxy'; readonly response: ResponseDraft }
  | {
      readonly kind: 'lambda';
      readonly payload: string;
      /** Set when the function failed. */
      readonly errorMessage: string | undefined;
      /** Of Lambda's answer, for `integration.response.header.*`. */
      readonly headers: MultiValues;
    }
  | { readonly kind: 'mock'; readonly payload: string; readonly statusCode: number };

/** A response that is not on the wire yet. */
export interface ResponseDraft {
  readonly statusCode: number;
  readonly headers: HeaderPairs;
  readonly body: Buffer | string;
}

/** The method's own values, as mappings name them. */
export interface MethodRequestValues {
  readonly headers: MultiValues;
  readonly querystring: MultiValues;
  readonly path: Readonly<Record<string, string>>;
}

/** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<VERB>/<path>`. */
export function methodArn(exchange: Exchange): string {
  const { region, accountId, api, stage, request, target } = exchange;
  return `arn:aws:execute-api:${region}:${accountId}:${api.id}/${stage.name}/${request.method}${target.path}`;
}
