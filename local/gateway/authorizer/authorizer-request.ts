import type { Authorizer, RestApi, Stage } from '../../rest-api';

/** One name with one value; a name may come again. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** What an authorizer may know of a request. */
export interface AuthorizerRequest {
  readonly api: RestApi;
  readonly stage: Stage;
  /** The stage's own, with a canary's overrides where it serves the request. */
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly authorizer: Authorizer;
  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<VERB>/<path>`, with the path that was asked for. */
  readonly methodArn: string;
  /** `arn:aws:execute-api:<region>:<account>:<api>/authorizers/<id>`: who calls, for the function's permission. */
  readonly authorizerArn: string;
  /** The value of `X-Amzn-Trace-Id`. */
  readonly traceId: string;
  readonly httpMethod: string;
  /** The path that was asked for, as the event has it: `/items/1`. */
  readonly path: string;
  /** The resource's: `/items/{id}`. */
  readonly resourcePath: string;
  readonly resourceId: string;
  /** In the order and spelling of the wire. */
  readonly headers: Pairs;
  /** Decoded. */
  readonly query: Pairs;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The event's `requestContext`, ready made. */
  readonly requestContext: Readonly<Record<string, unknown>>;
  /** A `$context` variable, by its name without `$context.`. */
  contextValue(name: string): string | undefined;
}
