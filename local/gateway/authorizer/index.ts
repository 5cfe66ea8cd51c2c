export type { AllowedOutcome, AuthorizerOutcome, RefusedOutcome } from './authorizer-outcome';
export type { AuthorizerRequest, Pairs } from './authorizer-request';
export { createAuthorizerService, type AuthorizerService } from './authorizer-service';
