/** A policy document and what it is made of: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/** Operator to key to what it must be. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** A statement of a policy document. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/** Puts a service's prefix before an action: `of('s3')('GetObject')` is `s3:GetObject`. */
export const of =
  (service: string) =>
  (action: string): string =>
    `${service}:${action}`;

export function allow(
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
): PolicyStatement {
  return { Sid, Effect: 'Allow', Action, Resource };
}

export function deny(
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
): PolicyStatement {
  return { Sid, Effect: 'Deny', Action, Resource };
}

/** The statement where all of the conditions hold, and nowhere else. */
export function where(statement: PolicyStatement, Condition: Conditions): PolicyStatement {
  return { ...statement, Condition };
}

export function document(Statement: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

/** A policy as an argument of Terraform: its `${*}` is IAM's, so Terraform must not read it. */
export function policyArgument(policy: PolicyDocument): string {
  return JSON.stringify(policy).replaceAll('${', () => '$${');
}
