import type { GatewayResponseType } from '../../rest-api';

/** What came of asking an authorizer. */
export type AuthorizerOutcome = AllowedOutcome | RefusedOutcome;

interface Asked {
  /** Whether a result of an earlier request did. */
  readonly cached: boolean;
  /** Milliseconds the function took; 0 when it was not called. */
  readonly latencyMs: number;
  /** `$context.authorizer.requestId`: of the function's invocation; `undefined`: none. */
  readonly requestId: string | undefined;
}

export interface AllowedOutcome extends Asked {
  readonly kind: 'allowed';
  readonly principalId: string;
  /** The values as text: what the event and `$context.authorizer.*` hold. */
  readonly context: Readonly<Record<string, string>>;
  /** The API key's value, for an API whose keys come from the authorizer. */
  readonly usageIdentifierKey: string | undefined;
}

/** The gateway responses that an authorizer leads to. */
export type AuthorizerResponseType = Extract<
  GatewayResponseType,
  'UNAUTHORIZED' | 'ACCESS_DENIED' | 'AUTHORIZER_FAILURE' | 'AUTHORIZER_CONFIGURATION_ERROR'
>;

export interface RefusedOutcome extends Asked {
  readonly kind: 'refused';
  readonly responseType: AuthorizerResponseType;
  /** `$context.error.message`; AWS does not tell a client what is wrong with an authorizer, and says `null`. */
  readonly message: string | null;
  /** `$context.authorizer.status`: 200 where a policy denied, 401, or 500. */
  readonly status: number;
  /** Why, for the execution log; never for the client. */
  readonly reason: string;
  /** Of the result that denied. */
  readonly principalId?: string;
  readonly context?: Readonly<Record<string, string>>;
}
