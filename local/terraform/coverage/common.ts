import type { ArgumentCoverage } from './resource-coverage';

/** Arguments that stand in many types and mean the same in each. */
export const COMMON: Readonly<Record<string, ArgumentCoverage>> = {
  id: { status: 'harmless', why: 'AWS gives it; the laptop makes its own' },
  region: { status: 'harmless', why: 'the laptop is one region (provider 6)' },
  tags: { status: 'harmless', why: 'nothing on the laptop reads a tag' },
  tags_all: { status: 'harmless', why: 'nothing on the laptop reads a tag' },
  timeouts: { status: 'harmless', why: 'how long Terraform waits for AWS' },
};

/**
 * Arguments that are Terraform's own and not a provider's, with the comment key of Terraform JSON.
 *
 * https://developer.hashicorp.com/terraform/language/meta-arguments
 */
export const META_ARGUMENTS: readonly string[] = [
  '//',
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
];
