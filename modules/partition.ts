/** What tells one part of AWS from another, by how the names of its Regions begin; all others are in `aws`. */
interface Partition {
  readonly name: string;
  /** Ends the names of its endpoints. */
  readonly dnsSuffix: string;
}

const COMMERCIAL: Partition = { name: 'aws', dnsSuffix: 'amazonaws.com' };

const PARTITIONS: readonly (readonly [prefix: string, partition: Partition])[] = [
  ['cn-', { name: 'aws-cn', dnsSuffix: 'amazonaws.com.cn' }],
  ['us-gov-', { name: 'aws-us-gov', dnsSuffix: 'amazonaws.com' }],
  ['us-iso-', { name: 'aws-iso', dnsSuffix: 'c2s.ic.gov' }],
  ['us-isob-', { name: 'aws-iso-b', dnsSuffix: 'sc2s.sgov.gov' }],
  ['us-isof-', { name: 'aws-iso-f', dnsSuffix: 'csp.hci.ic.gov' }],
  ['eu-isoe-', { name: 'aws-iso-e', dnsSuffix: 'cloud.adc-e.uk' }],
  ['eusc-', { name: 'aws-eusc', dnsSuffix: 'amazonaws.eu' }],
];

/**
 * The part of AWS that a Region belongs to, as every ARN there begins: `arn:aws:`, `arn:aws-cn:`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): string {
  return find(region).name;
}

/**
 * What endpoints of a Region end in, and the principals of services that have one per Region: `amazonaws.com`.
 *
 * https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
export function dnsSuffixOf(region: string): string {
  return find(region).dnsSuffix;
}

function find(region: string): Partition {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? COMMERCIAL;
}
