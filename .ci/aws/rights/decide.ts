/**
 * Whether a caller may: its policies AND its boundary AND the policy of its session, each as `local/iam` evaluates it; a
 * deny in any of them wins.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { evaluatePolicies, type PolicyDecision } from '../../../local/iam/policy';
import type { Context, Demand } from './demand';

export interface Documents {
  readonly identity: readonly unknown[];
  readonly boundary?: unknown;
  readonly session?: unknown;
}

/** What a caller lacks: the first resource of a demand that is not allowed. */
export interface Lacking {
  readonly action: string;
  readonly resource: string;
  /** In AWS's words. */
  readonly reason: string;
}

/**
 * @param context Of each resource: what is known of it besides what the call says.
 * @returns `undefined` when the whole demand is allowed.
 */
export function lacking(
  documents: Documents,
  { action, resources, context }: Demand,
  contextOf: (arn: string) => Context = () => ({}),
): Lacking | undefined {
  const arns = Object.values(resources);
  for (const resource of arns.length === 0 ? ['*'] : arns) {
    const request = { action, resource, context: { ...contextOf(resource), ...context } };
    const reason = refusalOf(documents, request);
    if (reason !== undefined) return { action, resource, reason };
  }
  return undefined;
}

interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

function refusalOf(documents: Documents, request: PolicyRequest): string | undefined {
  const kinds: readonly (readonly [string, readonly unknown[] | undefined])[] = [
    ['identity-based policy', documents.identity],
    ['permissions boundary', listed(documents.boundary)],
    ['session policy', listed(documents.session)],
  ];
  const decisions = kinds.flatMap(([kind, policies]): (readonly [string, PolicyDecision])[] =>
    policies === undefined ? [] : [[kind, evaluatePolicies(policies, request)]],
  );
  const denied = decisions.find(([, decision]) => decision === 'explicit-deny');
  if (denied !== undefined) return `with an explicit deny in ${article(denied[0])}`;
  const missing = decisions.find(([, decision]) => decision === 'implicit-deny');
  return missing === undefined
    ? undefined
    : `because no ${missing[0]} allows the ${request.action} action`;
}

function article(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

function listed(document: unknown): readonly unknown[] | undefined {
  return document === undefined ? undefined : [document];
}
