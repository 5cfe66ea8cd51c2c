/** A resource type as a release of the AWS provider has it: what the verdicts are checked against. */
export interface ProviderType {
  /** Paths of what a configuration may give, blocks not among them: `settings.caching_enabled`. */
  readonly arguments: readonly string[];
  /** Paths of blocks: `settings`. */
  readonly blocks: readonly string[];
  /** Paths of what AWS alone sets. */
  readonly readOnly: readonly string[];
}

export type ProviderTypes = Readonly<Record<string, ProviderType>>;

/** Types whose every argument must have a verdict: what a REST API with Lambda uses. */
export const FAMILIES =
  /^aws_((api_gateway|lambda|dynamodb|cloudwatch|iam|sqs|sns|kms|s3)_|acm_certificate|route53_record|wafv2_web_acl_association$|ssm_parameter$)/;

export function merge(types: readonly ProviderType[]): ProviderType {
  return {
    arguments: types.flatMap((type) => type.arguments),
    blocks: types.flatMap((type) => type.blocks),
    readOnly: types.flatMap((type) => type.readOnly),
  };
}
