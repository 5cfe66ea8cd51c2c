/**
 * What the laptop makes of each Terraform argument: strict mode and `docs/local-coverage.md` read the same data.
 */
import { API_GATEWAY_DOMAIN } from './api-gateway-domain';
import { API_GATEWAY_METHOD } from './api-gateway-method';
import { API_GATEWAY_REST_API } from './api-gateway-rest-api';
import { API_GATEWAY_STAGE } from './api-gateway-stage';
import { CLOUDWATCH } from './cloudwatch';
import { DYNAMODB } from './dynamodb';
import { findUnsupportedIn, type UnsupportedArgument } from './find-unsupported';
import { IAM } from './iam';
import { INFRASTRUCTURE } from './infrastructure';
import { LAMBDA } from './lambda';
import type { ResourceCoverage } from './resource-coverage';
import { SQS } from './sqs';

export { COMMON, META_ARGUMENTS } from './common';
export type { UnsupportedArgument } from './find-unsupported';
export type {
  ArgumentCoverage,
  ProviderMajor,
  RefusedValues,
  ResourceCoverage,
  Verdict,
} from './resource-coverage';

/** The verdicts, by resource type; what `COMMON` says of an argument holds for every type. */
export const COVERAGE: Readonly<Record<string, ResourceCoverage>> = {
  ...API_GATEWAY_REST_API,
  ...API_GATEWAY_METHOD,
  ...API_GATEWAY_STAGE,
  ...API_GATEWAY_DOMAIN,
  ...LAMBDA,
  ...DYNAMODB,
  ...CLOUDWATCH,
  ...IAM,
  ...SQS,
  ...INFRASTRUCTURE,
};

/**
 * What of a resource the laptop neither honours nor may ignore.
 *
 * Blocks come as an object or as a list of objects. `null`, and Terraform's own arguments (`depends_on`, `lifecycle`,
 * `//`, ...), are passed over; values of a plan may hold attributes that AWS sets.
 *
 * @param resourceType `aws_lambda_function`.
 * @param config The resource's JSON, references unresolved or resolved.
 * @returns Findings with the argument's path; `''` for the type as a whole, unknown types included.
 */
export function findUnsupported(
  resourceType: string,
  config: Readonly<Record<string, unknown>>,
): readonly UnsupportedArgument[] {
  const known = Object.hasOwn(COVERAGE, resourceType) ? COVERAGE[resourceType] : undefined;
  return findUnsupportedIn(known, config);
}
