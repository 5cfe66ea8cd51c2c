import { createHash } from 'node:crypto';
import type { Clock } from '../../clock';
import type { PolicyDecision } from '../../iam/policy';
import type { FunctionInvoker } from '../../lambda/invoker';
import type { Authorizer } from '../../rest-api';
import { TemplateError } from '../mapping/template-error';
import { compileJavaRegex, type JavaRegex } from '../mapping/vtl/java-regex';
import { createAuthorizerCache, type AuthorizerCache } from './authorizer-cache';
import { requestEvent, tokenEvent } from './authorizer-event';
import { authorizerFunction, callAuthorizer, type AuthorizerCall } from './authorizer-function';
import type { AuthorizerOutcome, RefusedOutcome } from './authorizer-outcome';
import type { AuthorizerRequest } from './authorizer-request';
import type { AuthorizerResult } from './authorizer-result';
import { readIdentitySource } from './identity-source';
import { decidePolicy } from './policy-decision';

/** Lambda authorizers, of every API and stage, with their cache. */
export interface AuthorizerService {
  /** Asks the method's authorizer, or its cache, whether a request may go on. */
  authorize(request: AuthorizerRequest): Promise<AuthorizerOutcome>;
  /** Forgets every cached result. */
  clear(): void;
}

export interface AuthorizerServiceOptions {
  readonly invoker: FunctionInvoker;
  readonly clock: Clock;
}

/**
 * Authorizes requests as API Gateway does: without the identity the authorizer declares nobody is asked; a result
 * holds for the whole stage while it is cached, and its policy is evaluated for each method anew.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export function createAuthorizerService(options: AuthorizerServiceOptions): AuthorizerService {
  const cache = createAuthorizerCache(options.clock);
  return {
    authorize: (request) => authorize(request, cache, options),
    clear: () => {
      cache.clear();
    },
  };
}

/** What is told of a request whose authorizer was not called. */
const NOT_CALLED = { cached: false, latencyMs: 0, requestId: undefined } as const;

async function authorize(
  request: AuthorizerRequest,
  cache: AuthorizerCache,
  options: AuthorizerServiceOptions,
): Promise<AuthorizerOutcome> {
  const sources = sourcesOf(request.authorizer);
  const identity = sources.map((source) => readIdentitySource(request, source));
  const refusal = checkIdentity(request.authorizer, identity);
  if (refusal !== undefined) return refusal;

  // Without an identity source there is nothing by which one caller could be told from another.
  const ttlSeconds = sources.length === 0 ? 0 : request.authorizer.ttlSeconds;
  const key = cacheKey(request, identity);
  const cached = ttlSeconds > 0 ? cache.read(key) : undefined;
  const decide = (result: AuthorizerResult): PolicyDecision =>
    decidePolicy(request, result.policyDocument, options.clock());
  if (cached !== undefined) {
    return outcomeOf(cached, decide(cached), { ...NOT_CALLED, cached: true });
  }

  const event =
    request.authorizer.type === 'TOKEN'
      ? tokenEvent(request, identity[0]?.at(-1) ?? '')
      : requestEvent(request);
  const call = await callAuthorizer(request, event, options);
  if (call.kind !== 'result') return refuseCall(call);
  cache.write(key, call.result, ttlSeconds);
  const { latencyMs, requestId } = call;
  return outcomeOf(call.result, decide(call.result), { cached: false, latencyMs, requestId });
}

const DEFAULT_TOKEN_SOURCE = 'method.request.header.Authorization';

/** A TOKEN authorizer always has one, and but one. */
function sourcesOf(authorizer: Authorizer): readonly string[] {
  if (authorizer.type === 'REQUEST') return authorizer.identitySources;
  return [authorizer.identitySources[0] ?? DEFAULT_TOKEN_SOURCE];
}

function checkIdentity(
  authorizer: Authorizer,
  identity: readonly (readonly string[])[],
): RefusedOutcome | undefined {
  if (identity.some((values) => values.length === 0)) {
    return unauthorized('An identity source of the authorizer is missing.');
  }
  const expression = authorizer.identityValidationExpression ?? '';
  if (authorizer.type !== 'TOKEN' || expression === '') return undefined;
  try {
    return regexOf(authorizer, expression).matches(identity[0]?.at(-1) ?? '')
      ? undefined
      : unauthorized('The token does not match the identity validation expression.');
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return refuse('AUTHORIZER_CONFIGURATION_ERROR', error.message);
  }
}

const regexes = new WeakMap<Authorizer, JavaRegex>();

/** @throws TemplateError when the expression is none. */
function regexOf(authorizer: Authorizer, expression: string): JavaRegex {
  const known = regexes.get(authorizer);
  if (known !== undefined) return known;
  const regex = compileJavaRegex(expression);
  regexes.set(authorizer, regex);
  return regex;
}

/**
 * Whatever tells two results apart: the caller, and the function that a stage (or its canary) asks. Hashed, so that
 * long tokens do not fill the memory, and none lie about in it.
 */
function cacheKey(request: AuthorizerRequest, identity: readonly (readonly string[])[]): string {
  const { api, stage, authorizer } = request;
  const parts = [api.id, stage.name, authorizer.id, authorizerFunction(request), identity];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

type Asked = Pick<AuthorizerOutcome, 'cached' | 'latencyMs' | 'requestId'>;

const ACCESS_DENIED = 'User is not authorized to access this resource';

function outcomeOf(
  result: AuthorizerResult,
  decision: PolicyDecision,
  asked: Asked,
): AuthorizerOutcome {
  const { principalId, context, usageIdentifierKey } = result;
  if (decision === 'allow') {
    return { kind: 'allowed', principalId, context, usageIdentifierKey, ...asked };
  }
  return {
    kind: 'refused',
    responseType: 'ACCESS_DENIED',
    message:
      decision === 'explicit-deny' ? `${ACCESS_DENIED} with an explicit deny` : ACCESS_DENIED,
    status: 200,
    reason: "The authorizer's policy does not allow the method.",
    principalId,
    context,
    ...asked,
  };
}

function refuseCall(call: Exclude<AuthorizerCall, { kind: 'result' }>): RefusedOutcome {
  const { latencyMs, requestId } = call;
  const asked = { cached: false, latencyMs, requestId };
  switch (call.kind) {
    case 'unauthorized':
      return { ...unauthorized("The authorizer's function answered Unauthorized."), ...asked };
    case 'failure':
      return { ...refuse('AUTHORIZER_FAILURE', call.reason), ...asked };
    case 'configuration-error':
      return { ...refuse('AUTHORIZER_CONFIGURATION_ERROR', call.reason), ...asked };
  }
}

function unauthorized(reason: string): RefusedOutcome {
  return {
    kind: 'refused',
    responseType: 'UNAUTHORIZED',
    message: 'Unauthorized',
    status: 401,
    reason,
    ...NOT_CALLED,
  };
}

function refuse(
  responseType: 'AUTHORIZER_FAILURE' | 'AUTHORIZER_CONFIGURATION_ERROR',
  reason: string,
): RefusedOutcome {
  return { kind: 'refused', responseType, message: null, status: 500, reason, ...NOT_CALLED };
}
