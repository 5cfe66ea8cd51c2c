/** A statement of an IAM policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: Condition;
}

/** A statement of a policy that hangs at a resource: it says who, too. */
export interface ResourceStatement extends Statement {
  readonly Sid: string;
  readonly Principal: { readonly Service: string } | { readonly AWS: string };
}

/** Operator to key to what it must be. */
export type Condition = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** The JSON of a policy. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
