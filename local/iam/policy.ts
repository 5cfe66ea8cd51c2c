/** What is asked of a policy. */
export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly principal?: string;
  /** Condition keys (`aws:SourceIp`), in any case. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

/** A document that IAM would not accept; the message names the offending member. */
export class MalformedPolicyError extends Error {
  override readonly name = 'MalformedPolicyError';
}

/** @throws MalformedPolicyError */
export function evaluatePolicy(document: unknown, request: PolicyRequest): PolicyDecision {
  throw new MalformedPolicyError(`not built yet: ${typeof document} ${request.action}`);
}

/** Several documents as one: a deny anywhere wins, else one allow is enough. @throws MalformedPolicyError */
export function evaluatePolicies(
  documents: readonly unknown[],
  request: PolicyRequest,
): PolicyDecision {
  throw new MalformedPolicyError(`not built yet: ${String(documents.length)} ${request.action}`);
}
