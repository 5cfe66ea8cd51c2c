import { conditionsHold } from './policy-conditions';
import { parsePolicy, type PolicyStatement } from './policy-document';
import { matchesWildcard } from './wildcard';

/** What is asked of a policy. */
export interface PolicyRequest {
  /** `execute-api:Invoke`, `dynamodb:PutItem`; in any case. */
  readonly action: string;
  readonly resource: string;
  /** Who asks: an ARN, an account, a service, or `*` for anyone; read only by documents that name principals. */
  readonly principal?: string | undefined;
  /** Condition keys (`aws:SourceIp`), in any case. Default: none. */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** `implicit-deny`: no statement speaks of the request. */
export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

/**
 * What a policy document (a value, or its JSON text) says to a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @throws MalformedPolicyError
 */
export function evaluatePolicy(document: unknown, request: PolicyRequest): PolicyDecision {
  return evaluatePolicies([document], request);
}

/**
 * Several documents together, as a role's policies: a deny in any of them wins, else an allow in one is enough.
 *
 * @throws MalformedPolicyError
 */
export function evaluatePolicies(
  documents: readonly unknown[],
  request: PolicyRequest,
): PolicyDecision {
  const effects = documents
    .flatMap(parsePolicy)
    .filter((statement) => appliesTo(statement, request))
    .map((statement) => statement.effect);
  if (effects.includes('Deny')) return 'explicit-deny';
  return effects.includes('Allow') ? 'allow' : 'implicit-deny';
}

function appliesTo(statement: PolicyStatement, request: PolicyRequest): boolean {
  const context = request.context ?? {};
  const action = request.action.toLowerCase();
  return (
    statement.actions.accepts((pattern) => matchesWildcard(pattern.toLowerCase(), action)) &&
    statement.resources.accepts((pattern) =>
      matchesWildcard(fullArn(pattern, request.resource), request.resource),
    ) &&
    statement.principals.accepts((pattern) => matchesPrincipal(pattern, request.principal)) &&
    conditionsHold(statement.conditions, context)
  );
}

/**
 * In a resource policy of a REST API the ARN may begin at the stage (`execute-api:/prod/GET/items`); AWS fills in the
 * rest when it is saved.
 */
function fullArn(pattern: string, resource: string): string {
  if (!pattern.startsWith('execute-api:/')) return pattern;
  return resource.slice(0, resource.indexOf('/')) + pattern.slice('execute-api:'.length);
}

/** An account stands for everything in it: `123456789012` and `arn:aws:iam::123456789012:root`. */
function matchesPrincipal(pattern: string, principal: string | undefined): boolean {
  if (pattern === '*') return true;
  if (principal === undefined) return false;
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(pattern)?.[1];
  return pattern === principal || (account !== undefined && accountOf(principal) === account);
}

function accountOf(principal: string): string | undefined {
  return /^\d{12}$/.test(principal) ? principal : principal.split(':')[4];
}

export { MalformedPolicyError } from './policy-document';
